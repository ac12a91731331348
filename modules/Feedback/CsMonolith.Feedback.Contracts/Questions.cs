using CsMonolith.Kernel;

namespace CsMonolith.Feedback.Contracts;

/// <summary>What an account said by the end of a day, from facts recorded by then. Means are <c>null</c> without answers.</summary>
/// <param name="TicketsIn90Days">Support tickets opened in the last 90 days; the next four are about them.</param>
/// <param name="UrgentIn90Days">Of priority urgent.</param>
/// <param name="EscalatedIn90Days">Escalated.</param>
/// <param name="MeanFirstResponseMinutes">Minutes to the first response, of tickets responded to.</param>
/// <param name="MeanSatisfaction">1 to 5, of tickets closed by the day and rated.</param>
/// <param name="OpenTickets">Opened and not closed by the day.</param>
/// <param name="LastSurveyScore">Newest survey answer scaled to 0..1.</param>
/// <param name="LastSurveyDays">Its age in days.</param>
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

/// <summary>Asks for voices of accounts at the end of a day; accounts that never said anything are absent. Ids <c>null</c> means all.</summary>
public sealed record VoicesAsOf(IReadOnlyCollection<Guid>? Accounts, DateOnly AsOf)
    : IQuestion<IReadOnlyList<FeedbackSummaryAsOf>>;

/// <summary>How satisfied a customer said that it is, on a day.</summary>
/// <param name="Scaled">From 0, the worst of the survey's scale, to 1, the best; exact.</param>
public sealed record Satisfaction(Guid AccountId, DateOnly On, Ratio Scaled);

/// <summary>Asks for the answers to satisfaction surveys (CSAT) of some accounts from one day to another, both included, by rising day.</summary>
public sealed record SatisfactionBetween(IReadOnlyCollection<Guid> Accounts, DateOnly From, DateOnly To)
    : IQuestion<IReadOnlyList<Satisfaction>>;
