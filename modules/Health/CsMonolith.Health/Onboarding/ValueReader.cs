using CsMonolith.Journey.Contracts;
using CsMonolith.Learning.Survival;
using CsMonolith.Revenue.Contracts;

namespace CsMonolith.Health.Onboarding;

/// <summary>How a customer's wait for its first value stands.</summary>
internal enum ValueState
{
    /// <summary>It had its first value.</summary>
    Reached,

    /// <summary>It was still waiting on the day.</summary>
    Waiting,

    /// <summary>It left before its first value.</summary>
    Churned,
}

/// <summary>From where a first value is known.</summary>
internal enum ValueSource
{
    /// <summary>Evidence recorded in its onboarding.</summary>
    Evidence,

    /// <summary>A benefit in the value ledger.</summary>
    Ledger,
}

/// <summary>A customer's wait for its first value.</summary>
/// <param name="StartOn">From which day it counts.</param>
/// <param name="EndOn">The day of the first value, of its leaving, or the day of the report.</param>
internal sealed record CustomerWait(
    OnboardingAsOf Onboarding,
    DateOnly StartOn,
    DateOnly EndOn,
    ValueState State,
    ValueSource? Source
)
{
    public Guid AccountId => Onboarding.AccountId;

    /// <summary>0 where the first value came before the start.</summary>
    public int Days => Math.Max(0, EndOn.DayNumber - StartOn.DayNumber);

    public Waiting Waiting => new(Days, State == ValueState.Reached);
}

/// <summary>All customers' waits for their first value, as known on a day.</summary>
/// <param name="WithoutStart">Customers for whom the day from which it counts has not come.</param>
internal sealed record CustomerWaits(
    DateOnly AsOf,
    ValueStart Start,
    IReadOnlyList<CustomerWait> Started,
    int WithoutStart
);

/// <summary>
/// Joins what Journey knows of onboarding with what Revenue knows of benefits and churn. The first value is the earlier
/// of the first evidence in onboarding and the first benefit in the value ledger.
/// </summary>
internal sealed class ValueReader(IMediator mediator)
{
    private static readonly DateOnly Ever = new(1950, 1, 1);

    /// <summary>Reads the accounts within a scope, with one question for each kind of fact.</summary>
    /// <param name="start">From which day it counts; <c>null</c> for the policy.</param>
    public async Task<CustomerWaits> Read(
        AccountScope scope,
        DateOnly asOf,
        ValueStart? start,
        CancellationToken cancellation
    )
    {
        var counted = start ?? await mediator.Send(new ValueStartPolicy(), cancellation);
        var onboardings = await mediator.Send(
            new OnboardingsAsOf(scope.All ? null : [.. scope.Accounts], asOf),
            cancellation
        );
        var ledger = (await mediator.Send(new FirstValues(asOf), cancellation)).ToDictionary(
            one => one.AccountId,
            one => one.On
        );
        var churns = await Churns(asOf, cancellation);
        var started = onboardings
            .Where(one => one.StartOn(counted) is not null)
            .Select(one =>
                Wait(one, one.StartOn(counted)!.Value, ledger.GetValueOrDefault(one.AccountId), churns, asOf)
            )
            .ToList();
        return new CustomerWaits(asOf, counted, started, onboardings.Count - started.Count);
    }

    /// <summary>Days on which customers left, as recorded by a day, in order.</summary>
    public async Task<ILookup<Guid, DateOnly>> Churns(DateOnly asOf, CancellationToken cancellation) =>
        (await mediator.Send(new ChurnsBetween(Ever, asOf, ChurnPolicy.RecordedEvent, asOf), cancellation))
            .OrderBy(one => one.On)
            .ToLookup(one => one.AccountId, one => one.On);

    private static CustomerWait Wait(
        OnboardingAsOf onboarding,
        DateOnly startOn,
        DateOnly benefit,
        ILookup<Guid, DateOnly> churns,
        DateOnly asOf
    )
    {
        DateOnly? inLedger = benefit == default || benefit > asOf ? null : benefit;
        var value =
            onboarding.FirstValueOn is { } seen && !(inLedger < seen) ? (On: seen, Source: ValueSource.Evidence)
            : inLedger is { } first ? (On: first, Source: ValueSource.Ledger)
            : ((DateOnly On, ValueSource Source)?)null;
        var left = churns[onboarding.AccountId].Where(on => on >= startOn).Select(on => (DateOnly?)on).FirstOrDefault();
        return value is { } reached && !(left < reached.On)
                ? new CustomerWait(onboarding, startOn, reached.On, ValueState.Reached, reached.Source)
            : left is { } gone ? new CustomerWait(onboarding, startOn, gone, ValueState.Churned, Source: null)
            : new CustomerWait(onboarding, startOn, asOf, ValueState.Waiting, Source: null);
    }
}
