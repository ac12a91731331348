using CsMonolith.Kernel;

namespace CsMonolith.Journey.Contracts;

/// <summary>What an improvement project promises to move for customers who start after it.</summary>
public enum ImprovementMetric
{
    /// <summary>Days from the start to the first value, nobody counted beyond the days of follow-up.</summary>
    DaysToValue,

    /// <summary>Share whose kickoff took place within 14 days of the start.</summary>
    KickoffIn14Days,

    /// <summary>Share that was at home in the product within the days of follow-up.</summary>
    AtHome,

    /// <summary>Share that had not left within the days of follow-up.</summary>
    Retention,
}

/// <summary>An improvement project as its effect is measured.</summary>
/// <param name="StartOn">Customers who start on this day or later come after it.</param>
/// <param name="From">The metric before it, as was promised.</param>
/// <param name="To">The metric once it has its full effect, as was promised.</param>
/// <param name="RampMonths">Months over which the effect comes evenly; 0 for at once.</param>
/// <param name="FollowUpDays">For how long after its start each customer is looked at.</param>
/// <param name="WindowDays">Customers who started within so many days before and after are compared.</param>
public sealed record ImprovementPromise(
    Guid ImprovementId,
    string Title,
    DateOnly StartOn,
    ImprovementMetric Metric,
    double From,
    double To,
    int RampMonths,
    int FollowUpDays,
    int WindowDays
)
{
    private const double DaysInAMonth = 365.25 / 12;

    /// <summary>What was promised for a customer who starts on a day.</summary>
    public double For(DateOnly startOn)
    {
        var share = RampMonths == 0 ? 1 : (startOn.DayNumber - StartOn.DayNumber) / (RampMonths * DaysInAMonth);
        return startOn < StartOn ? From : From + ((To - From) * Math.Min(1, share));
    }
}

/// <summary>Asks what an improvement project promised; <c>null</c> where there is none.</summary>
public sealed record PromiseOf(Guid ImprovementId) : IQuestion<ImprovementPromise?>;
