using CsMonolith.Revenue.Ledger.Facts;
using CsMonolith.Revenue.Ledger.Histories;
using CsMonolith.Revenue.Subscriptions;

namespace CsMonolith.Revenue.Renewals;

/// <summary>The last day of a term as a person has stated it.</summary>
/// <param name="TermMonths">Months of the terms that follow.</param>
internal readonly record struct StatedTerm(DateOnly LastDay, int TermMonths, DateTime RecordedAt);

/// <summary>
/// When the terms of one subscription end: the one definition of "due" of the whole product. It reads no clock and asks
/// nobody.
/// </summary>
/// <param name="timeline">The subscription as known at some instant.</param>
/// <param name="termMonths">Months of a term, where the contract says so.</param>
/// <param name="stated">Last days that a person has stated, in any order.</param>
/// <remarks>
/// A known end is the end of the only term. Without one the subscription renews by itself: term follows term from its
/// start, or from the day after the last stated end, each as long as the contract says, else a year if it is billed by
/// the year. Every term keeps the anchor day of the first. What is billed more often, and says nothing of a term, may
/// be left any time: none of its terms is ever due.
/// </remarks>
internal sealed class TermSchedule(SubscriptionTimeline timeline, int? termMonths, IReadOnlyList<StatedTerm> stated)
{
    /// <summary>
    /// Of a customer whose contract ends, what begins so many days before the end counts as in its place, if it is of
    /// the same product.
    /// </summary>
    public const int ReplacedWithinDays = 90;

    private const int Year = 12;

    /// <summary>The last day of the whole contract; <c>null</c> while no end is known.</summary>
    public DateOnly? ContractEnd { get; } = timeline.Ending?.EffectiveOn.AddDays(-1);

    /// <summary>
    /// Whether it is decided that the contract ends: cancelled, given notice of, or ended with a reason.
    /// </summary>
    public bool IsDecided { get; } =
        timeline.Ending
        is { CancelledOn: not null }
            or { NoticeOn: not null }
            or { Reason: not null }
            or { Avoidable: not null }
            or { Cause: not null };

    /// <summary>
    /// The last day of the term that runs on a day, whether it is decided already that it will be the last or not;
    /// <c>null</c> where none ends.
    /// </summary>
    public DateOnly? LastDay(DateOnly on) =>
        ContractEnd is { } end
            ? end >= on && !timeline.IsBridged
                ? end
                : null
            : Rolling(on);

    /// <summary>The same as if no end were known: where a contract without an end would have come to one.</summary>
    public DateOnly? Rolling(DateOnly on)
    {
        if (stated.Where(one => one.LastDay >= on).Select(one => (DateOnly?)one.LastDay).Min() is { } said)
        {
            return said;
        }

        var before = stated.Where(one => one.LastDay < on).OrderBy(one => one.LastDay).ToList();
        var (anchor, length) =
            before.Count > 0
                ? (before[^1].LastDay.AddDays(1), (int?)before[^1].TermMonths)
                : (timeline.Start, termMonths ?? (TermsOn(on).Interval == BillingInterval.Year ? Year : null));
        if (length is not { } months)
        {
            return null;
        }

        var terms = Math.Max(1, ((((on.Year - anchor.Year) * Year) + on.Month - anchor.Month) / months) - 1);
        var last = AnchorDay.LastDay(anchor, terms * months, anchor.Day);
        while (last < on)
        {
            terms++;
            last = AnchorDay.LastDay(anchor, terms * months, anchor.Day);
        }

        return last;
    }

    /// <summary>
    /// Whether a fact tells the end that was agreed with the contract, whenever it was recorded: it came with the
    /// start, or as part of a history that states it ahead. Other ends are known from their recording on.
    /// </summary>
    public static bool IsAgreedEnd(SubscriptionFact fact, SubscriptionFact start, Clock clock) =>
        fact is { Kind: FactKind.End, CancelledOn: null }
        && (
            fact.RecordedAt == start.RecordedAt || (fact.Backfilled && fact.EffectiveOn > clock.DayOf(fact.RecordedAt))
        );

    /// <summary>What is paid a month on a day of a term, paused or not: a pause does not end the contract.</summary>
    public long MrrOn(DateOnly day) => day < timeline.Start ? 0 : TermsOn(day).MrrMinor;

    /// <summary>Whether it still runs for money on a day, paused or not.</summary>
    public bool Pays(DateOnly day) => timeline.On(day) is { MrrMinor: > 0 };

    /// <summary>Whether what begins on a day took the place of this contract when it ended.</summary>
    /// <param name="end">The last day of this contract.</param>
    /// <param name="start">The first day of another contract of the same customer and currency.</param>
    /// <param name="isSameProduct">Whether both are of one product.</param>
    public bool IsReplacedBy(DateOnly end, DateOnly start, bool isSameProduct) =>
        timeline.IsBridged
            ? start == timeline.End
            : start == end.AddDays(1) || (isSameProduct && start > end.AddDays(-ReplacedWithinDays) && start <= end);

    private SubscriptionFact TermsOn(DateOnly day) =>
        timeline.Terms.LastOrDefault(fact => fact.EffectiveOn <= day) ?? timeline.Terms[0];
}
