using CsMonolith.Health.Scores.Changes;
using CsMonolith.Journey.Contracts;
using CsMonolith.Learning.Explanations;

namespace CsMonolith.Health.Briefs;

/// <summary>Finds the scores that moved within a span of days, and why.</summary>
internal sealed class BriefMoveReader(
    HealthDb db,
    AccountVisibility visibility,
    StandingScores scores,
    ScoreChangeReader changes,
    IMediator mediator
)
{
    private const int Listed = 20;
    private const int ReasonsShown = 3;

    public async Task<BriefMoves> Read(DateOnly since, DateOnly until, BriefMarks marks, CancellationToken cancellation)
    {
        var scope = await visibility.Accounts(cancellation);
        var after = await scores.By(scope, until, cancellation);
        var before = await Before(scope, since.AddDays(-1), after, cancellation);
        var moved = after
            .Values.Where(now => before.TryGetValue(now.AccountId, out var then) && then.Id != now.Id)
            .Select(now => (From: before[now.AccountId], To: now))
            .ToList();
        var listed = moved
            .Where(move => !move.From.Probability.Equals(move.To.Probability))
            .OrderByDescending(move => move.From.Band != move.To.Band)
            .ThenByDescending(move => Math.Abs(move.To.Probability - move.From.Probability))
            .ThenBy(move => move.To.AccountId)
            .Take(Listed)
            .ToList();
        var split = await changes.Explain(listed, cancellation);
        var known = (
            await mediator.Send(
                new AccountsAsOf([.. listed.Select(move => move.To.AccountId)], db.Clock.Today),
                cancellation
            )
        ).ToDictionary(account => account.Id);
        return new BriefMoves(
            db.Clock.Now,
            Words(since, moved),
            moved.Count,
            moved.Count(move => move.To.Band > move.From.Band),
            moved.Count(move => move.To.Band < move.From.Band),
            [
                .. listed.Select(
                    (move, i) =>
                        Line(
                            move.From,
                            move.To,
                            split[i],
                            known.GetValueOrDefault(move.To.AccountId),
                            since,
                            until,
                            marks
                        )
                ),
            ]
        );
    }

    // An installation whose scores were all computed since has shown nothing before: there the facts of the month
    // before stand for what would have been shown.
    private async Task<Dictionary<Guid, StandingScore>> Before(
        AccountScope scope,
        DateOnly day,
        Dictionary<Guid, StandingScore> after,
        CancellationToken cancellation
    )
    {
        var before = await scores.By(scope, day, cancellation);
        foreach (
            var some in after.Values.Where(now => !before.ContainsKey(now.AccountId)).GroupBy(now => now.AsOf).ToList()
        )
        {
            var earlier = await scores.ByFacts(scope, some.Key.AddDays(-1), cancellation);
            foreach (var account in some.Select(now => now.AccountId).Where(earlier.ContainsKey))
            {
                before[account] = earlier[account];
            }
        }

        return before;
    }

    private static BriefMoveLine Line(
        StandingScore from,
        StandingScore to,
        Result<WhyChanged> split,
        AccountAsOf? account,
        DateOnly since,
        DateOnly until,
        BriefMarks marks
    )
    {
        var key = $"move.{to.Id:N}";
        var words = split.Error is null ? new ScoreChangeWording(split.Value, prices: true) : null;
        IReadOnlyList<ScoreChangePart> parts = words is null ? [] : [words.Customer, words.LateData, words.Model];
        var first = from.ComputedLater ? from.AsOf : since.AddDays(-1);
        return new BriefMoveLine(
            key,
            to.AccountId,
            account?.Name ?? "",
            account?.OwnerName,
            BriefScore.Of(from),
            BriefScore.Of(to),
            from.Band != to.Band,
            to.Probability - from.Probability,
            words?.Customer.Probability,
            words?.LateData.Probability,
            words?.Model.Probability,
            [
                .. parts
                    .SelectMany(part => part.Factors)
                    .OrderByDescending(factor => Math.Abs(factor.LogOdds))
                    .Take(ReasonsShown),
            ],
            split.Error is { } why ? (ProblemAnswers.InJapanese ? why.Ja : why.En) : null,
            $"/v1/accounts/{to.AccountId}/why-changed?from={first:yyyy-MM-dd}&to={until:yyyy-MM-dd}",
            marks.Of(key)
        );
    }

    private static string Words(DateOnly since, List<(StandingScore From, StandingScore To)> moved) =>
        (moved.Exists(move => move.From.ComputedLater), ProblemAnswers.InJapanese) switch
        {
            (false, true) => $"{since:yyyy-MM-dd}の始まりの時点の解約確率との比較です。",
            (false, false) => $"Compared with the scores that stood when {since:yyyy-MM-dd} began.",
            (true, true) =>
                $"{since:yyyy-MM-dd}より前に計算された解約確率がない顧客は、一つ前の月末の事実による値と比べています。",
            (true, false) =>
                $"Where none had been computed before {since:yyyy-MM-dd}, compared with the score on the facts of "
                    + "the month end before.",
        };
}
