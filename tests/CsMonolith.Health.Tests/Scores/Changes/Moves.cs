using CsMonolith.Feedback.Contracts;
using CsMonolith.Health.Scores;
using CsMonolith.Health.Tests.Models;
using CsMonolith.Health.Usage.Events;
using CsMonolith.Journey.Contracts;
using CsMonolith.Revenue.Contracts;

namespace CsMonolith.Health.Tests.Scores.Changes;

/// <summary>Accounts whose scores move between September and October for reasons that are planted.</summary>
internal static class Moves
{
    public static readonly DateOnly September = new(2026, 9, 30);
    public static readonly DateOnly October = new(2026, 10, 31);

    /// <summary>Health among modules that know nothing beyond what a test stores.</summary>
    public static HealthAlone Alone()
    {
        var health = Stage.Alone();
        health.Answers<RevenuesAsOf, IReadOnlyList<RevenueAsOf>>(_ => []);
        health.Answers<FeedbackSummariesAsOf, IReadOnlyList<FeedbackSummaryAsOf>>(_ => []);
        health.Answers<HandoffSignals, IReadOnlyDictionary<Guid, HandoffSignal>>(_ => new Dictionary<
            Guid,
            HandoffSignal
        >());
        health.Answers<OnboardingsAsOf, IReadOnlyList<OnboardingAsOf>>(_ => []);
        health.Answers<RivalToolsAsOf, IReadOnlyList<RivalsAsOf>>(_ => []);
        health.Time.NoonOf(new(2026, 10, 1));
        return health;
    }

    /// <summary>Scores the newest snapshots by a day, on another.</summary>
    public static async Task ScoreOn(this HealthAlone health, DateOnly today, DateOnly? asOf = null)
    {
        health.Time.NoonOf(today);
        await health.Send(new StartScoring(asOf));
        await health.RunJobs();
    }

    /// <summary>Use by so many departments on a day of September, recorded at another time.</summary>
    public static IEnumerable<object> Use(Guid account, int departments, DateTime recordedAt) =>
        Enumerable
            .Range(1, departments)
            .Select(i => new UsageEvent
            {
                Id = Guid.CreateVersion7(),
                KeyHash = Guid.CreateVersion7(),
                AccountId = account,
                Day = new(2026, 9, 20),
                Feature = "search",
                Department = $"D{i}",
                Count = 1,
                Source = "test",
                RecordedAt = recordedAt,
            });

    /// <summary>The product's one feature, known all along.</summary>
    public static UsedFeature Search =>
        new() { Feature = "search", KnownFrom = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc) };

    public static DateTime Night(int month, int day) => new(2026, month, day, 3, 0, 0, DateTimeKind.Utc);
}
