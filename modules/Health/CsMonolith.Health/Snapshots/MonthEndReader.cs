using CsMonolith.Feedback.Contracts;
using CsMonolith.Health.Usage.Adoption;
using CsMonolith.Health.Usage.Licences;
using CsMonolith.Journey.Contracts;
using CsMonolith.Revenue.Contracts;

namespace CsMonolith.Health.Snapshots;

/// <summary>Asks the other modules and Health's own usage for what was known at the ends of months.</summary>
internal sealed class MonthEndReader(HealthDb db, IMediator mediator)
{
    // Three months back is as near to 90 days as month ends come; a run over many months asks for each month once.
    private const int MonthsBack = 3;

    private readonly Dictionary<Month, IReadOnlyDictionary<Guid, RevenueAsOf>> _revenues = [];

    /// <summary>What was known of every account at the end of a month.</summary>
    public async Task<MonthEnd> Read(Month month, CancellationToken cancellation) =>
        await Read(
            AccountScope.Everything,
            month.Last,
            knownOn: null,
            await RevenuesAt(month, cancellation),
            await RevenuesAt(month.Plus(-MonthsBack), cancellation),
            cancellation
        );

    /// <summary>
    /// The same month end as it was seen at the end of a later day: with the facts of then that were recorded since.
    /// </summary>
    public async Task<MonthEnd> Read(
        IReadOnlyCollection<Guid> accounts,
        Month month,
        DateOnly knownOn,
        CancellationToken cancellation
    )
    {
        var end = await Read(
            AccountScope.Of(accounts),
            month.Last,
            knownOn,
            await Revenues(accounts, month.Last, knownOn, cancellation),
            await Revenues(accounts, month.Plus(-MonthsBack).Last, knownOn, cancellation),
            cancellation
        );
        return end with { HearsFeedback = true };
    }

    private async Task<MonthEnd> Read(
        AccountScope scope,
        DateOnly asOf,
        DateOnly? knownOn,
        IReadOnlyDictionary<Guid, RevenueAsOf> revenues,
        IReadOnlyDictionary<Guid, RevenueAsOf> before,
        CancellationToken cancellation
    )
    {
        IReadOnlyCollection<Guid>? ids = scope.All ? null : [.. scope.Accounts];
        var accounts = await mediator.Send(new AccountsAsOf(ids, asOf, knownOn), cancellation);
        var feedback = await mediator.Send(new FeedbackSummariesAsOf(ids, asOf, knownOn), cancellation);
        var use = await new UsageReader(db).Read(scope, asOf, cancellation, knownOn);
        var licences = await new LicenceReader(db).Read(scope, asOf, revenues, use, cancellation, knownOn);
        var handoffs = await mediator.Send(new HandoffSignals(ids, asOf, knownOn), cancellation);
        var onboardings = await mediator.Send(new OnboardingsAsOf(ids, asOf, knownOn), cancellation);
        var rivals = await mediator.Send(new RivalToolsAsOf(ids, asOf, knownOn), cancellation);
        return new MonthEnd(
            asOf,
            accounts,
            revenues,
            before,
            feedback.ToDictionary(summary => summary.AccountId),
            use,
            licences
        )
        {
            HearsFeedback = feedback.Count > 0,
            Handoffs = handoffs,
            Onboardings = onboardings.ToDictionary(one => one.AccountId),
            Rivals = rivals.ToDictionary(one => one.AccountId),
        };
    }

    private async Task<IReadOnlyDictionary<Guid, RevenueAsOf>> RevenuesAt(Month month, CancellationToken cancellation)
    {
        if (!_revenues.TryGetValue(month, out var revenues))
        {
            _revenues[month] = revenues = await Revenues(accounts: null, month.Last, knownOn: null, cancellation);
        }

        return revenues;
    }

    private async Task<IReadOnlyDictionary<Guid, RevenueAsOf>> Revenues(
        IReadOnlyCollection<Guid>? accounts,
        DateOnly asOf,
        DateOnly? knownOn,
        CancellationToken cancellation
    ) =>
        (await mediator.Send(new RevenuesAsOf(accounts, asOf, knownOn), cancellation)).ToDictionary(revenue =>
            revenue.AccountId
        );
}
