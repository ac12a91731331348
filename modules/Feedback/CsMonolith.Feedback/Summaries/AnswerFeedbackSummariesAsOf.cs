using CsMonolith.Feedback.FieldCards;
using CsMonolith.Feedback.Surveys;
using CsMonolith.Feedback.Tickets;

namespace CsMonolith.Feedback.Summaries;

/// <summary>
/// What accounts said by the end of a day: facts that took effect by then and were recorded by then. Three queries,
/// however many accounts.
/// </summary>
internal sealed class AnswerFeedbackSummariesAsOf(FeedbackDb db)
    : IRequestHandler<FeedbackSummariesAsOf, IReadOnlyList<FeedbackSummaryAsOf>>
{
    private const int WindowDays = 90;

    public async Task<IReadOnlyList<FeedbackSummaryAsOf>> Handle(
        FeedbackSummariesAsOf ask,
        CancellationToken cancellation
    )
    {
        var (asOf, then, end) = (ask.AsOf, db.Clock.EndOf(ask.AsOf), db.Clock.EndOf(ask.KnownOn ?? ask.AsOf));
        var tickets = await Tickets(ask.Accounts, asOf, then, end)
            .ToDictionaryAsync(summary => summary.AccountId, cancellation);
        var surveys = await Surveys(ask.Accounts, asOf, end)
            .ToDictionaryAsync(summary => summary.AccountId, cancellation);
        var cards = await Cards(ask.Accounts, asOf, end).ToDictionaryAsync(summary => summary.AccountId, cancellation);
        return
        [
            .. tickets
                .Keys.Union(surveys.Keys)
                .Union(cards.Keys)
                .Order()
                .Select(account =>
                {
                    var (ticket, survey, card) = (
                        tickets.GetValueOrDefault(account),
                        surveys.GetValueOrDefault(account),
                        cards.GetValueOrDefault(account)
                    );
                    return new FeedbackSummaryAsOf(
                        account,
                        ticket?.Recent ?? 0,
                        ticket?.Urgent ?? 0,
                        ticket?.Escalated ?? 0,
                        ticket?.MeanFirstResponse,
                        ticket?.MeanSatisfaction,
                        ticket?.Open ?? 0,
                        survey is null
                            ? null
                            : (survey.ScoreHundredths - (100.0 * survey.ScaleMin))
                                / (100.0 * (survey.ScaleMax - survey.ScaleMin)),
                        survey is null ? null : asOf.DayNumber - survey.AnsweredOn.DayNumber,
                        card?.Trouble ?? 0,
                        card?.Success ?? 0
                    );
                }),
        ];
    }

    // What was learnt of a ticket counts if it was known then, or came with a ticket that was itself recorded late.
    private IQueryable<TicketSummary> Tickets(
        IReadOnlyCollection<Guid>? accounts,
        DateOnly asOf,
        DateTime then,
        DateTime end
    )
    {
        var since = asOf.AddDays(-WindowDays);
        var known = db.Set<Ticket>()
            .AsNoTracking()
            .Where(ticket => ticket.OpenedOn <= asOf && ticket.RecordedAt <= end);
        return (accounts is null ? known : known.Where(ticket => accounts.Contains(ticket.AccountId)))
            .GroupBy(ticket => ticket.AccountId)
            .Select(summary => new TicketSummary
            {
                AccountId = summary.Key,
                Recent = summary.Count(ticket => ticket.OpenedOn > since),
                Urgent = summary.Count(ticket =>
                    ticket.OpenedOn > since
                    && ticket.Priority == TicketPriority.Urgent
                    && (ticket.PriorityKnownAt <= then || ticket.PriorityKnownAt == ticket.RecordedAt)
                ),
                Escalated = summary.Count(ticket =>
                    ticket.OpenedOn > since
                    && ticket.Escalated
                    && (ticket.EscalationKnownAt <= then || ticket.EscalationKnownAt == ticket.RecordedAt)
                ),
                MeanFirstResponse = summary
                    .Where(ticket =>
                        ticket.OpenedOn > since
                        && (ticket.FirstResponseKnownAt <= then || ticket.FirstResponseKnownAt == ticket.RecordedAt)
                    )
                    .Average(ticket => (double?)ticket.FirstResponseMinutes),
                MeanSatisfaction = summary
                    .Where(ticket =>
                        ticket.OpenedOn > since
                        && (ticket.ClosureKnownAt <= then || ticket.ClosureKnownAt == ticket.RecordedAt)
                        && (ticket.SatisfactionKnownAt <= then || ticket.SatisfactionKnownAt == ticket.RecordedAt)
                    )
                    .Average(ticket => (double?)ticket.Satisfaction),
                Open = summary.Count(ticket =>
                    ticket.ClosureKnownAt == null
                    || ticket.ClosureKnownAt > then
                        && (ticket.ClosureKnownAt != ticket.RecordedAt || ticket.ClosedAt > then)
                ),
            });
    }

    private IQueryable<SurveySummary> Surveys(IReadOnlyCollection<Guid>? accounts, DateOnly asOf, DateTime end)
    {
        var known = db.Set<SurveyAnswer>()
            .AsNoTracking()
            .Where(answer => answer.AnsweredOn <= asOf && answer.RecordedAt <= end);
        return (accounts is null ? known : known.Where(answer => accounts.Contains(answer.AccountId)))
            .GroupBy(answer => answer.AccountId)
            .Select(summary =>
                summary
                    .OrderByDescending(answer => answer.AnsweredOn)
                    .ThenByDescending(answer => answer.RecordedAt)
                    .ThenByDescending(answer => answer.Id)
                    .Select(answer => new SurveySummary
                    {
                        AccountId = answer.AccountId,
                        AnsweredOn = answer.AnsweredOn,
                        ScoreHundredths = answer.ScoreHundredths,
                        ScaleMin = answer.ScaleMin,
                        ScaleMax = answer.ScaleMax,
                    })
                    .First()
            );
    }

    private IQueryable<CardSummary> Cards(IReadOnlyCollection<Guid>? accounts, DateOnly asOf, DateTime end)
    {
        var since = asOf.AddDays(-WindowDays);
        var known = db.Set<FieldCard>().AsNoTracking().Where(card => card.OccurredOn <= asOf && card.RecordedAt <= end);
        return (accounts is null ? known : known.Where(card => accounts.Contains(card.AccountId)))
            .GroupBy(card => card.AccountId)
            .Select(summary => new CardSummary
            {
                AccountId = summary.Key,
                Trouble = summary.Count(card => card.OccurredOn > since && card.Polarity == Polarity.Trouble),
                Success = summary.Count(card => card.OccurredOn > since && card.Polarity == Polarity.Success),
            });
    }

    private sealed class TicketSummary
    {
        public Guid AccountId { get; init; }

        public int Recent { get; init; }

        public int Urgent { get; init; }

        public int Escalated { get; init; }

        public double? MeanFirstResponse { get; init; }

        public double? MeanSatisfaction { get; init; }

        public int Open { get; init; }
    }

    private sealed class SurveySummary
    {
        public Guid AccountId { get; init; }

        public DateOnly AnsweredOn { get; init; }

        public int ScoreHundredths { get; init; }

        public int ScaleMin { get; init; }

        public int ScaleMax { get; init; }
    }

    private sealed class CardSummary
    {
        public Guid AccountId { get; init; }

        public int Trouble { get; init; }

        public int Success { get; init; }
    }
}
