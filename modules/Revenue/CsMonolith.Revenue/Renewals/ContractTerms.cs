using CsMonolith.Revenue.Ledger.Facts;
using CsMonolith.Revenue.Ledger.Histories;
using CsMonolith.Revenue.Ledger.Policies;
using CsMonolith.Revenue.Subscriptions;

namespace CsMonolith.Revenue.Renewals;

/// <summary>One subscription with its renewals, and what its facts make of them today.</summary>
internal sealed class ContractTerms
{
    // After a term has ended without a word, whoever renews late still has so long.
    private const int LateDays = 90;

    private readonly List<SubscriptionFact> _facts;
    private readonly List<Renewal> _rows;
    private readonly SubscriptionTimeline? _timeline;
    private readonly TermSchedule? _schedule;
    private readonly Clock _clock;
    private readonly DateOnly _today;

    /// <summary>Reads a contract.</summary>
    /// <param name="subscription">The subscription, with what was agreed about terms and notice.</param>
    /// <param name="facts">Its facts in the order of storing.</param>
    /// <param name="rules">By which its end is dated.</param>
    /// <param name="rows">Its renewals that are on the list.</param>
    /// <param name="clock">Tells which day it is.</param>
    public ContractTerms(
        Subscription subscription,
        List<SubscriptionFact> facts,
        RulesInForce rules,
        List<Renewal> rows,
        Clock clock
    )
    {
        (Subscription, _facts, _rows, _clock, _today) = (subscription, facts, rows, clock, clock.Today);
        _timeline = SubscriptionTimeline.Of(facts, rules);
        _schedule = _timeline is null
            ? null
            : new TermSchedule(
                _timeline,
                subscription.TermMonths,
                [
                    .. rows.Where(row => row.IsStated)
                        .Select(row => new StatedTerm(row.DueOn, row.TermMonths, row.RecordedAt)),
                ]
            );
    }

    public Subscription Subscription { get; }

    public IReadOnlyList<Renewal> Rows => _rows;

    /// <summary>
    /// Puts on the list what is missing there: the term that runs, and every earlier one of a contract that had no end
    /// on the day on which its term did.
    /// </summary>
    public IReadOnlyList<Renewal> Missing()
    {
        var missing = TermEnds()
            .Where(end => !_rows.Exists(row => row.DueOn == end) && _schedule!.MrrOn(end) > 0)
            .Select(Listed)
            .ToList();
        _rows.AddRange(missing);
        return missing;
    }

    /// <summary>What the contract says of a term.</summary>
    public TermTerms TermsOf(DateOnly due)
    {
        var last = _schedule?.ContractEnd is { } end && end < due ? end : due;
        return new TermTerms(
            _schedule?.MrrOn(last),
            Subscription.TermMonths ?? RenewalTerms.Months,
            due.AddDays(-(Subscription.NoticeDays ?? RenewalTerms.NoticeDays)),
            AnchorDay.Of(_timeline?.Start ?? Subscription.StartsOn, due.AddDays(1)),
            RunsOn: _schedule is not null && !(_schedule.ContractEnd <= due)
        );
    }

    /// <summary>What the contract makes of a term that nothing has replaced.</summary>
    public TermOutcome OutcomeOf(Renewal row)
    {
        var due = row.DueOn;
        if (_schedule is null || due < _timeline!.Start)
        {
            return TermOutcome.Withdrawn(_today);
        }

        return _schedule.ContractEnd is { } end && end <= due ? Ended(row, end) : RunsOn(row);
    }

    /// <summary>The contracts that took the place of this one when it ended with a term or within it.</summary>
    public ContractTerms[] Replacing(Renewal row, IReadOnlyList<ContractTerms> ofCustomer) =>
        _schedule?.ContractEnd is { } end && end <= row.DueOn && row.DueOn >= _timeline!.Start && IsFirstFrom(end, row)
            ?
            [
                .. ofCustomer.Where(other =>
                    other != this
                    && other._timeline is { } another
                    && _schedule.IsReplacedBy(end, another.Start, other.Subscription.Product == Subscription.Product)
                    && other._schedule!.Pays(another.Start > end ? another.Start : end.AddDays(1))
                ),
            ]
            : [];

    /// <summary>What those who took its place pay a month; <c>null</c> where none pays in its currency.</summary>
    public long? MrrOf(ContractTerms[] replacing) =>
        replacing.Where(other => other.Subscription.Currency == Subscription.Currency).ToList() is { Count: > 0 } some
            ? some.Sum(other =>
                other._schedule!.MrrOn(
                    other._timeline!.Start > _schedule!.ContractEnd
                        ? other._timeline.Start
                        : _schedule.ContractEnd!.Value.AddDays(1)
                )
            )
            : null;

    /// <summary>
    /// The day on which it was known that others took its place: the latest of their starts was recorded.
    /// </summary>
    public DateOnly KnownOn(ContractTerms[] replacing) =>
        replacing
            .Select(other => other._facts.First(fact => fact.Kind == FactKind.Start))
            .Append(_timeline!.Ending!)
            .Max(KnownOn);

    private TermOutcome RunsOn(Renewal row)
    {
        var stated = _facts.FindLastIndex(fact => fact.Kind == FactKind.End && fact.EffectiveOn == row.NextFrom);
        var isExtended = _schedule!.ContractEnd is not null && (stated >= 0 || !row.IsStated);
        if (row.DueOn >= _today && !isExtended)
        {
            return row.IsStated || _schedule.ContractEnd is null && IsTermEnd(row.DueOn)
                ? TermOutcome.Pending(_today)
                : TermOutcome.Withdrawn(_today);
        }

        var moved =
            stated < 0
                ? null
                : _facts.Skip(stated + 1).FirstOrDefault(fact => fact.Kind is FactKind.End or FactKind.Reopened);
        var on = moved is null ? Earlier(row.DueOn) : KnownOn(moved);
        return _schedule.MrrOn(row.NextFrom) is var minor and > 0
            ? TermOutcome.Renewed(on, minor)
            : TermOutcome.Lost(on, reason: null);
    }

    private TermOutcome Ended(Renewal row, DateOnly end)
    {
        var ending = _timeline!.Ending!;
        if (!IsFirstFrom(end, row))
        {
            return TermOutcome.Withdrawn(KnownOn(ending));
        }

        if (_schedule!.IsDecided)
        {
            return TermOutcome.Lost(KnownOn(ending), ending.Reason);
        }

        // Ends earlier than its term, and nobody knew it ahead.
        if (end < row.DueOn)
        {
            return ending.RecordedAt <= _clock.EndOf(end)
                ? TermOutcome.Withdrawn(KnownOn(ending))
                : TermOutcome.Lost(KnownOn(ending), ending.Reason);
        }

        return _today <= row.DueOn.AddDays(LateDays)
            ? TermOutcome.Pending(_today)
            : TermOutcome.Lost(row.DueOn, reason: null);
    }

    // The end of a contract decides the term that it ends or cuts short, and no other: a later one is no term of it.
    private bool IsFirstFrom(DateOnly end, Renewal row) =>
        !_rows.Exists(other => other.DueOn >= end && other.DueOn < row.DueOn);

    private bool IsTermEnd(DateOnly day) => _schedule!.LastDay(day) == day;

    private IEnumerable<DateOnly> TermEnds()
    {
        if (_schedule is null)
        {
            yield break;
        }

        for (
            var end = _schedule.Rolling(_timeline!.Start);
            end < _today && !(end > _schedule.ContractEnd);
            end = _schedule.Rolling(end.Value.AddDays(1))
        )
        {
            if (EndKnownBy(end.Value) is not { } known || known == end)
            {
                yield return end.Value;
            }
        }

        var next = _schedule.LastDay(_today > _timeline.Start ? _today : _timeline.Start);
        while (
            next is { } settled
            && _schedule.ContractEnd is null
            && _rows.Exists(row => row.DueOn == settled && row is { Stage: RenewalStage.Renewed, IsByPerson: true })
        )
        {
            next = _schedule.LastDay(settled.AddDays(1));
        }

        if (next is { } present && !_schedule.IsDecided)
        {
            yield return present;
        }
    }

    // The last day of the contract as it was known at the end of a day; null where none was known.
    private DateOnly? EndKnownBy(DateOnly day)
    {
        var (instant, start) = (_clock.EndOf(day), _facts.First(fact => fact.Kind == FactKind.Start));
        var said = _facts.FindLast(fact =>
            fact.Kind is FactKind.End or FactKind.Reopened
            && (fact.RecordedAt <= instant || TermSchedule.IsAgreedEnd(fact, start, _clock))
        );
        return said is { Kind: FactKind.End } ? said.EffectiveOn.AddDays(-1) : null;
    }

    private Renewal Listed(DateOnly end) =>
        new(
            Guid.CreateVersion7(),
            Subscription.AccountId,
            Subscription.Id,
            end,
            Subscription.Currency,
            TermsOf(end),
            _clock.Now
        );

    private DateOnly KnownOn(SubscriptionFact fact) => Earlier(_clock.DayOf(fact.RecordedAt));

    private DateOnly Earlier(DateOnly day) => day < _today ? day : _today;
}
