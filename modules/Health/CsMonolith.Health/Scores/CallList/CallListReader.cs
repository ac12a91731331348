using CsMonolith.Health.Models.Registry;
using CsMonolith.Health.Scores.Portfolio;
using CsMonolith.Journey.Contracts;

namespace CsMonolith.Health.Scores.CallList;

/// <summary>Ranks the accounts that the caller may see by expected loss, with the reasons of their scores.</summary>
internal sealed class CallListReader(
    HealthDb db,
    AccountVisibility visibility,
    ModelRegistry registry,
    IMediator mediator
)
{
    private const int ReasonsShown = 3;

    /// <summary>The first so many.</summary>
    public async Task<CallSheet> Read(int limit, CancellationToken cancellationToken)
    {
        var scope = await visibility.Accounts(cancellationToken);
        var rows = await db.Set<PortfolioRow>()
            .AsNoTracking()
            .Within(scope, row => row.AccountId)
            .Where(row => row.ScoreId != null && row.MrrMinor > 0)
            .OrderByDescending(row => row.ExpectedLoss)
            .ThenBy(row => row.AccountId)
            .Take(limit)
            .ToListAsync(cancellationToken);
        var ids = rows.Select(row => row.ScoreId).ToList();
        var scores = await db.Set<Score>()
            .AsNoTracking()
            .Where(score => ids.Contains(score.Id))
            .ToDictionaryAsync(score => score.Id, cancellationToken);
        var known = (
            await mediator.Send(
                new AccountsAsOf([.. rows.Select(row => row.AccountId)], db.Clock.Today),
                cancellationToken
            )
        ).ToDictionary(account => account.Id);

        var champion = await registry.Champion(cancellationToken);
        var hasSignal = champion?.HasSignal ?? false;
        return new CallSheet(
            champion?.Name,
            hasSignal,
            RankedBy(hasSignal),
            [
                .. rows.Select(
                    (row, i) => Suggest(i + 1, row, scores[row.ScoreId!.Value], known.GetValueOrDefault(row.AccountId))
                ),
            ]
        );
    }

    private static string RankedBy(bool hasSignal) =>
        (hasSignal, ProblemAnswers.InJapanese) switch
        {
            (true, true) => "解約確率 × MRR の大きい順です。",
            (true, false) => "Ranked by churn probability × MRR.",
            (false, true) => "予測に使える傾向が見つかっていないため、平均の解約確率 × MRR、つまりMRRの大きい順です。",
            (false, false) => "No usable signal was found, so this is the base rate × MRR: ranked by MRR alone.",
        };

    private CallSuggestion Suggest(int rank, PortfolioRow row, Score score, AccountAsOf? known) =>
        new(
            rank,
            row.AccountId,
            known?.Name ?? row.Name,
            known?.OwnerName,
            known?.Phase ?? row.Phase,
            score.Probability,
            score.HorizonDays,
            score.Band,
            row.Mrr!.Value,
            row.Loss!.Value,
            Later(known?.LastContactOn, row.LastContactOn),
            score.AsOf,
            ScoreFreshness.Of(score.AsOf, score.ScoredAt, db.Clock.Today),
            [
                .. score
                    .Drivers.Where(driver => driver.LogOdds > 0)
                    .Select(ScoreDriver.Of)
                    .OrderByDescending(driver => driver.Actionable)
                    .ThenByDescending(driver => driver.Contribution)
                    .Take(ReasonsShown),
            ]
        );

    private static DateOnly? Later(DateOnly? one, DateOnly? other) => one is null || other > one ? other : one;
}
