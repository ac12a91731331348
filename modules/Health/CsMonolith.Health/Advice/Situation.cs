using CsMonolith.Health.Patterns;
using CsMonolith.Journey.Contracts;

namespace CsMonolith.Health.Advice;

/// <summary>The churn probability that an account stands by.</summary>
/// <param name="AsOf">The day whose facts it rests on.</param>
/// <param name="IsAnswered">Whether somebody took, deferred or declined its signal within 30 days.</param>
internal sealed record RiskSeen(double Probability, DateOnly AsOf, bool IsAnswered);

/// <summary>
/// A pattern that is told to raise successes in the account's phase, and that the account does not fulfil.
/// </summary>
/// <param name="Value">What the account's newest snapshot has of it.</param>
/// <param name="AsOf">The day of that snapshot.</param>
internal sealed record KataMissed(Pattern Pattern, PatternRun Run, double Value, DateOnly AsOf);

/// <summary>What is known of an account today, as far as the adviser goes by it.</summary>
/// <param name="FirstValueWaitDays">Days since the start without a first value; <c>null</c> where there is one.</param>
/// <param name="Katas">By worth, the greatest first.</param>
internal sealed record Situation(
    AccountAsOf Account,
    GoalInForce? Goal,
    OnboardingAsOf? Onboarding,
    LaunchGap? Launch,
    HandoffSignal? Handoff,
    PeopleMapAsOf? Map,
    AccountCadencesAsOf? Cadence,
    AccountTasksAsOf? Tasks,
    RiskSeen? Risk,
    DateOnly? NextRenewalOn,
    int? FirstValueWaitDays,
    IReadOnlyList<KataMissed> Katas
)
{
    /// <summary>Whether the customer has left: nothing is advised any more.</summary>
    public bool HasLeft { get; init; }
}

/// <summary>A step with the figure that speaks for it.</summary>
/// <param name="AsOf">The day as of which the figure holds.</param>
internal sealed record StepReason(Step Step, string En, string Ja, DateOnly AsOf, KataMissed? Kata)
{
    public string Words => ProblemAnswers.InJapanese ? Ja : En;
}
