using CsMonolith.Journey.Plans.Milestones;
using CsMonolith.Journey.Projects;

namespace CsMonolith.Journey.Plans.Budgets;

/// <summary>The share of a project's time that is over, to be held against what was spent.</summary>
internal static class ElapsedTime
{
    /// <summary>
    /// Days from the project's start to the day, over those to its last milestone (baseline, else forecast); 0 to 1.
    /// </summary>
    public static decimal? Of(SuccessProject project, IReadOnlyCollection<Milestone> milestones, DateOnly day)
    {
        var start = project.OpenedOn;
        var last = milestones.Count == 0 ? start : milestones.Max(one => one.BaselineOn ?? one.ForecastOn);
        var length = last.DayNumber - start.DayNumber;
        return length <= 0
            ? null
            : new Ratio(Math.Clamp(day.DayNumber - start.DayNumber, 0, length), length).ToNumber();
    }
}
