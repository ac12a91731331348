using CsMonolith.Feedback.FieldCards;
using CsMonolith.Feedback.Tickets;

namespace CsMonolith.Feedback.Voices;

/// <summary>
/// What accounts said by the end of a day: facts that took effect by then and were recorded by then. Three queries,
/// however many accounts.
/// </summary>
internal sealed class AnswerVoicesAsOf(FeedbackDb db) : IRequestHandler<VoicesAsOf, IReadOnlyList<FeedbackSummaryAsOf>>
{
    private const int WindowDays = 90;

    public async Task<IReadOnlyList<FeedbackSummaryAsOf>> Handle(VoicesAsOf ask, CancellationToken cancellationToken)
    {
        var (asOf, end) = (ask.AsOf, db.Clock.EndOf(ask.AsOf));
        var tickets = await Tickets(ask.Accounts, asOf, end)
            .ToDictionaryAsync(voice => voice.AccountId, cancellationToken);
        var surveys = await Surveys(ask.Accounts, asOf, end)
            .ToDictionaryAsync(voice => voice.AccountId, cancellationToken);
        var cards = await Cards(ask.Accounts, asOf, end).ToDictionaryAsync(voice => voice.AccountId, cancellationToken);
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

    private IQueryable<TicketVoice> Tickets(IReadOnlyCollection<Guid>? accounts, DateOnly asOf, DateTime end)
    {
        var since = asOf.AddDays(-WindowDays);
        var known = db.Tickets.AsNoTracking().Where(ticket => ticket.OpenedOn <= asOf && ticket.RecordedAt <= end);
        return (accounts is null ? known : known.Where(ticket => accounts.Contains(ticket.AccountId)))
            .GroupBy(ticket => ticket.AccountId)
            .Select(voice => new TicketVoice
            {
                AccountId = voice.Key,
                Recent = voice.Count(ticket => ticket.OpenedOn > since),
                Urgent = voice.Count(ticket =>
                    ticket.OpenedOn > since && ticket.Priority == TicketPriority.Urgent && ticket.PriorityKnownAt <= end
                ),
                Escalated = voice.Count(ticket =>
                    ticket.OpenedOn > since && ticket.Escalated && ticket.EscalationKnownAt <= end
                ),
                MeanFirstResponse = voice
                    .Where(ticket => ticket.OpenedOn > since && ticket.FirstResponseKnownAt <= end)
                    .Average(ticket => (double?)ticket.FirstResponseMinutes),
                MeanSatisfaction = voice
                    .Where(ticket =>
                        ticket.OpenedOn > since && ticket.ClosureKnownAt <= end && ticket.SatisfactionKnownAt <= end
                    )
                    .Average(ticket => (double?)ticket.Satisfaction),
                Open = voice.Count(ticket => ticket.ClosureKnownAt == null || ticket.ClosureKnownAt > end),
            });
    }

    private IQueryable<SurveyVoice> Surveys(IReadOnlyCollection<Guid>? accounts, DateOnly asOf, DateTime end)
    {
        var known = db
            .SurveyAnswers.AsNoTracking()
            .Where(answer => answer.AnsweredOn <= asOf && answer.RecordedAt <= end);
        return (accounts is null ? known : known.Where(answer => accounts.Contains(answer.AccountId)))
            .GroupBy(answer => answer.AccountId)
            .Select(voice =>
                voice
                    .OrderByDescending(answer => answer.AnsweredOn)
                    .ThenByDescending(answer => answer.RecordedAt)
                    .ThenByDescending(answer => answer.Id)
                    .Select(answer => new SurveyVoice
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

    private IQueryable<CardVoice> Cards(IReadOnlyCollection<Guid>? accounts, DateOnly asOf, DateTime end)
    {
        var since = asOf.AddDays(-WindowDays);
        var known = db.FieldCards.AsNoTracking().Where(card => card.OccurredOn <= asOf && card.RecordedAt <= end);
        return (accounts is null ? known : known.Where(card => accounts.Contains(card.AccountId)))
            .GroupBy(card => card.AccountId)
            .Select(voice => new CardVoice
            {
                AccountId = voice.Key,
                Trouble = voice.Count(card => card.OccurredOn > since && card.Polarity == Polarity.Trouble),
                Success = voice.Count(card => card.OccurredOn > since && card.Polarity == Polarity.Success),
            });
    }

    private sealed class TicketVoice
    {
        public Guid AccountId { get; init; }

        public int Recent { get; init; }

        public int Urgent { get; init; }

        public int Escalated { get; init; }

        public double? MeanFirstResponse { get; init; }

        public double? MeanSatisfaction { get; init; }

        public int Open { get; init; }
    }

    private sealed class SurveyVoice
    {
        public Guid AccountId { get; init; }

        public DateOnly AnsweredOn { get; init; }

        public int ScoreHundredths { get; init; }

        public int ScaleMin { get; init; }

        public int ScaleMax { get; init; }
    }

    private sealed class CardVoice
    {
        public Guid AccountId { get; init; }

        public int Trouble { get; init; }

        public int Success { get; init; }
    }
}
