using CsMonolith.Kernel;

namespace CsMonolith.Journey.Contracts;

/// <summary>A goal as the customer may see it.</summary>
/// <param name="Outcome">What is to be reached, as agreed with the customer.</param>
/// <param name="Metric">What is measured.</param>
/// <param name="Actual">The newest measurement; <c>null</c> before the first.</param>
/// <param name="IsReached">Whether it meets the target; <c>null</c> before the first.</param>
public sealed record OutwardGoal(
    string Outcome,
    string Metric,
    double? Baseline,
    double Target,
    DateOnly DueOn,
    double? Actual,
    DateOnly? ActualOn,
    bool? IsReached
);

/// <summary>A task that the customer sees on the mutual action plan.</summary>
/// <param name="IsTheirs">Whether the customer does it.</param>
/// <param name="DoneOn"><c>null</c> while it is open.</param>
public sealed record OutwardAction(string Title, bool IsTheirs, DateOnly DueOn, DateOnly? DoneOn);

/// <summary>An effect review as the customer may see it: without cause and countermeasure, which are our own words.</summary>
/// <param name="Actual"><c>null</c> where nothing could be measured.</param>
/// <param name="Words">What was written for the customer.</param>
public sealed record OutwardReview(
    DateOnly HeldOn,
    string Metric,
    double Target,
    double? Actual,
    bool? IsReached,
    string? Words,
    DateOnly? NextCheckOn
);

/// <summary>
/// What Journey knows of an account that the customer may see. Whatever a business review shows of it is made of these
/// fields alone; a field that is added here is one that customers read.
/// </summary>
/// <param name="Goal">The goal in force on the last day; <c>null</c> where nothing is agreed.</param>
/// <param name="Actions">Open ones, and those done in the period, by due day.</param>
/// <param name="Reviews">Those held in the period, by day; one entry for each goal.</param>
/// <param name="NextReviewOn">The due day of the next review after the last day.</param>
public sealed record BusinessReviewFacts(
    Guid AccountId,
    OutwardGoal? Goal,
    IReadOnlyList<OutwardAction> Actions,
    IReadOnlyList<OutwardReview> Reviews,
    DateOnly? NextReviewOn
);

/// <summary>
/// Asks what Journey has to tell at a business review about a period, both days included, by all that is known now.
/// </summary>
public sealed record BusinessReviewFactsOf(Guid AccountId, DateOnly From, DateOnly To) : IQuestion<BusinessReviewFacts>;
