using System.Text.Json;
using CsMonolith.Health.Onboarding;
using CsMonolith.Health.Patterns;
using CsMonolith.Health.Scores.Portfolio;
using CsMonolith.Health.Signals;
using CsMonolith.Health.Snapshots;
using CsMonolith.Health.Snapshots.Features;
using CsMonolith.Journey.Contracts;
using CsMonolith.Learning.Patterns;
using CsMonolith.Revenue.Contracts;

namespace CsMonolith.Health.Advice;

/// <summary>Reads accounts' situations today, with one question for each kind of fact.</summary>
internal sealed class SituationReader(HealthDb db, ValueReader values, IMediator mediator)
{
    private const string RiskKind = "risk";
    private const int AnsweredDays = 30;

    /// <param name="scope">Which accounts.</param>
    public async Task<IReadOnlyList<Situation>> Read(AccountScope scope, CancellationToken cancellation)
    {
        var today = db.Clock.Today;
        IReadOnlyCollection<Guid>? ids = scope.All ? null : [.. scope.Accounts];
        var accounts = await mediator.Send(new AccountsAsOf(ids, today), cancellation);
        var goals = (await mediator.Send(new GoalsInForce(ids, today), cancellation)).ToDictionary(one =>
            one.AccountId
        );
        var waits = (await values.Read(scope, today, start: null, cancellation)).Started.ToDictionary(one =>
            one.AccountId
        );
        var onboardings = (await mediator.Send(new OnboardingsAsOf(ids, today), cancellation)).ToDictionary(one =>
            one.AccountId
        );
        var launches = (await mediator.Send(new LaunchGapsOn(ids, today), cancellation)).ToDictionary(one =>
            one.AccountId
        );
        var handoffs = await mediator.Send(new HandoffSignals(ids, today), cancellation);
        var maps = (await mediator.Send(new PeopleMapsAsOf(ids, today), cancellation)).ToDictionary(one =>
            one.AccountId
        );
        var cadences = (await mediator.Send(new CadencesAsOf(ids, today), cancellation)).ToDictionary(one =>
            one.AccountId
        );
        var tasks = (await mediator.Send(new TasksAsOf(ids, today), cancellation)).ToDictionary(one => one.AccountId);
        var portfolio = await db.Set<PortfolioRow>()
            .AsNoTracking()
            .Within(scope, row => row.AccountId)
            .ToDictionaryAsync(row => row.AccountId, cancellation);
        // Who came back pays again.
        var gone = (await mediator.Send(new RevenuesAsOf(ids, today), cancellation))
            .Where(one => one is { ChurnEventsSoFar: > 0, ActiveSubscriptions: 0 })
            .Select(one => one.AccountId)
            .ToHashSet();
        var answered = await Answered(scope, today, cancellation);
        var katas = await Katas(scope, today, cancellation);
        return
        [
            .. accounts
                .OrderBy(account => account.Id)
                .Select(account =>
                {
                    var row = portfolio.GetValueOrDefault(account.Id);
                    return new Situation(
                        account,
                        goals.GetValueOrDefault(account.Id),
                        onboardings.GetValueOrDefault(account.Id),
                        launches.GetValueOrDefault(account.Id),
                        handoffs.GetValueOrDefault(account.Id),
                        maps.GetValueOrDefault(account.Id),
                        cadences.GetValueOrDefault(account.Id),
                        tasks.GetValueOrDefault(account.Id),
                        row is { Band: ScoreBand.High, Probability: { } probability, ScoredAsOf: { } asOf }
                            ? new RiskSeen(probability, asOf, answered.Contains(account.Id))
                            : null,
                        row?.NextRenewalOn,
                        waits.GetValueOrDefault(account.Id) is { State: ValueState.Waiting } wait ? wait.Days : null,
                        katas(account)
                    )
                    {
                        HasLeft = gone.Contains(account.Id),
                    };
                }),
        ];
    }

    private async Task<HashSet<Guid>> Answered(AccountScope scope, DateOnly today, CancellationToken cancellation)
    {
        var since = db.Clock.EndOf(today.AddDays(-AnsweredDays));
        return
        [
            .. await db.Set<SignalAnswer>()
                .AsNoTracking()
                .Within(scope, one => one.AccountId)
                .Where(one => one.Kind == RiskKind && one.At > since)
                .Select(one => one.AccountId)
                .ToListAsync(cancellation),
        ];
    }

    // Patterns that are told to raise success, whose condition somebody can bring about; each account's own are those of
    // its phase that its newest snapshot does not fulfil.
    private async Task<Func<AccountAsOf, IReadOnlyList<KataMissed>>> Katas(
        AccountScope scope,
        DateOnly today,
        CancellationToken cancellation
    )
    {
        var runs = await db.RunsBy(db.Clock.EndOf(today), cancellation);
        var told = (
            await db.PatternsOf(runs)
                .Where(row => row.IsTold && row.Verdict == Verdict.Raises && row.AtLeast != null)
                .OrderByDescending(row => row.Worth)
                .ThenBy(row => row.Id)
                .ToListAsync(cancellation)
        )
            .Where(row => FeatureCatalogue.Of(row.Feature).Actionable)
            .ToList();
        if (told.Count == 0)
        {
            return _ => [];
        }

        var newest = (
            await db.Set<Snapshot>()
                .AsNoTracking()
                .Within(scope, row => row.AccountId)
                .Where(row =>
                    row.IsLive
                    && row.AsOf <= today
                    && !db.Set<Snapshot>()
                        .Any(later => later.AccountId == row.AccountId && later.AsOf > row.AsOf && later.AsOf <= today)
                )
                .Select(row => new
                {
                    row.AccountId,
                    row.AsOf,
                    row.Features,
                })
                .ToListAsync(cancellation)
        ).ToDictionary(row => row.AccountId);
        return account =>
        {
            if (!newest.TryGetValue(account.Id, out var snapshot))
            {
                return [];
            }

            using var features = JsonDocument.Parse(snapshot.Features);
            return
            [
                .. told.Where(row => row.Phase.Length == 0 || row.Phase == account.Phase)
                    .Select(row => (Row: row, Value: Number(features.RootElement, row.Feature)))
                    .Where(one => one.Value < one.Row.AtLeast)
                    .Select(one => new KataMissed(one.Row, runs[one.Row.RunId], one.Value!.Value, snapshot.AsOf)),
            ];
        };
    }

    private static double? Number(JsonElement features, string name) =>
        features.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
            ? value.GetDouble()
            : null;
}
