using CsMonolith.Kernel;

namespace CsMonolith.Feedback.Contracts;

/// <summary>
/// What an account had said by the end of a day, from facts recorded by then. A mean over nothing is <c>null</c>.
/// </summary>
/// <param name="TicketsIn90Days">Support tickets opened in the last 90 days; the next four are about them.</param>
/// <param name="UrgentIn90Days">Those of priority urgent.</param>
/// <param name="EscalatedIn90Days">Those that were escalated.</param>
/// <param name="MeanFirstResponseMinutes">Mean minutes to the first response, over those responded to.</param>
/// <param name="MeanSatisfaction">Mean rating from 1 to 5, over those closed by the day and rated.</param>
/// <param name="OpenTickets">Opened and not closed by the day.</param>
/// <param name="LastSurveyScore">Newest survey answer scaled to 0..1.</param>
/// <param name="LastSurveyDays">Days since the newest survey answer.</param>
/// <param name="TroubleCardsIn90Days">Field cards of trouble.</param>
/// <param name="SuccessCardsIn90Days">Field cards of success.</param>
public sealed record FeedbackSummaryAsOf(
    Guid AccountId,
    int TicketsIn90Days,
    int UrgentIn90Days,
    int EscalatedIn90Days,
    double? MeanFirstResponseMinutes,
    double? MeanSatisfaction,
    int OpenTickets,
    double? LastSurveyScore,
    int? LastSurveyDays,
    int TroubleCardsIn90Days,
    int SuccessCardsIn90Days
);

/// <summary>
/// Asks what accounts had said by the end of a day. Accounts without tickets, survey answers and field cards are
/// absent.
/// </summary>
/// <param name="Accounts">Which accounts; <c>null</c> for all.</param>
/// <param name="AsOf">The day.</param>
/// <param name="KnownOn">
/// Takes in tickets, answers and cards of then that were recorded later, by the end of this day, with what came with
/// them. What a ticket of then has become since is no part of it. <c>null</c> takes what was known on the day itself.
/// </param>
public sealed record FeedbackSummariesAsOf(IReadOnlyCollection<Guid>? Accounts, DateOnly AsOf, DateOnly? KnownOn = null)
    : IQuestion<IReadOnlyList<FeedbackSummaryAsOf>>;

/// <summary>An answer to a satisfaction survey.</summary>
/// <param name="Scaled">From 0, the worst of the survey's scale, to 1, the best; exact.</param>
public sealed record Satisfaction(Guid AccountId, DateOnly On, Ratio Scaled);

/// <summary>
/// Asks for some accounts' answers to satisfaction surveys (CSAT) from one day to another, both included, in order of
/// day.
/// </summary>
public sealed record SatisfactionBetween(IReadOnlyCollection<Guid> Accounts, DateOnly From, DateOnly To)
    : IQuestion<IReadOnlyList<Satisfaction>>;
