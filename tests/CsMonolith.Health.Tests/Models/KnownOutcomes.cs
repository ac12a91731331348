using CsMonolith.Journey.Contracts;
using CsMonolith.Kernel;
using CsMonolith.Revenue.Contracts;

namespace CsMonolith.Health.Tests.Models;

/// <summary>
/// What stand-ins of other modules know of terms, expansions and first values, each with the day on which it was
/// recorded.
/// </summary>
internal sealed class KnownOutcomes
{
    /// <summary>Terms by their last day; by a day's knowledge one that went on later is still open.</summary>
    public List<(Guid Account, DateOnly LastDay, bool WentOn, DateOnly RecordedOn)> Terms { get; } = [];

    public List<(Guid Account, DateOnly On, DateOnly RecordedOn)> Expansions { get; } = [];

    public List<(Guid Account, DateOnly On, DateOnly RecordedOn)> Values { get; } = [];

    /// <summary>What a stand-in of Journey knows of goals.</summary>
    public List<GoalOf> Goals { get; } = [];

    public void Answer(HealthAlone health)
    {
        health.Answers<TermsDue, IReadOnlyList<TermDue>>(ask =>
            [
                .. from day in ask.AsOf
                from term in Terms
                where term.LastDay >= day && term.LastDay < day.AddDays(ask.Days)
                select new TermDue(term.Account, day, term.LastDay, term.WentOn && !(term.RecordedOn > ask.KnownOn)),
            ]
        );
        health.Answers<ExpansionsBetween, IReadOnlyList<ExpansionOn>>(ask =>
            [
                .. Expansions
                    .Where(one => one.On >= ask.From && one.On <= ask.To && !(one.RecordedOn > ask.KnownOn))
                    .Select(one => new ExpansionOn(one.Account, one.On, Money.Of("1000", "JPY"))),
            ]
        );
        health.Answers<GoalsSet, IReadOnlyList<GoalOf>>(_ => Goals);
        health.Answers<FirstValues, IReadOnlyList<FirstValueOn>>(ask =>
            [
                .. Values
                    .Where(one => !(one.RecordedOn > ask.KnownOn))
                    .GroupBy(one => one.Account)
                    .Select(own => new FirstValueOn(own.Key, own.Min(one => one.On))),
            ]
        );
    }
}
