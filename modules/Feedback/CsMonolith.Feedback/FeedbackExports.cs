using CsMonolith.Feedback.FieldCards;
using CsMonolith.Feedback.Surveys;
using CsMonolith.Feedback.Tickets;
using CsMonolith.Platform.Exports;

namespace CsMonolith.Feedback;

/// <summary>Every table of Feedback, as it is downloaded.</summary>
internal static class FeedbackExports
{
    public static ExportTable[] Tables { get; } =
    [
        Of<Ticket>("tickets", "Support tickets", "問い合わせ", nameof(ListTickets))
            .TakenAs("tickets")
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .On(row => row.OpenedOn)
            .With("ticketId", row => row.ExternalId ?? row.Id.ToString())
            .WithAccount("accountId", row => row.AccountId)
            .With("openedAt", row => row.OpenedAt)
            .With("closedAt", row => row.ClosedAt)
            .With("priority", row => row.Priority)
            .With("firstResponseMinutes", row => row.FirstResponseMinutes)
            .With("satisfaction", row => row.Satisfaction)
            .With("escalated", row => row.Escalated)
            .With("channel", row => row.Channel)
            .With("subject", row => row.Subject),
        Of<SurveyAnswer>("survey-answers", "Survey answers", "アンケートの回答", nameof(ListSurveyAnswers))
            .TakenAs("survey-answers")
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .On(row => row.AnsweredOn)
            .With("answerId", row => row.ExternalId ?? row.Id.ToString())
            .WithAccount("accountId", row => row.AccountId)
            .With("answeredOn", row => row.AnsweredOn)
            .With("survey", row => row.Survey)
            .With("kind", row => row.Kind)
            .With("score", row => row.ScoreHundredths / 100m)
            .With("scaleMin", row => row.ScaleMin)
            .With("scaleMax", row => row.ScaleMax)
            .With("respondentRole", row => row.RespondentRole)
            .With("comment", row => row.Comment),
        Of<FieldCard>("field-cards", "Field cards", "気づきカード", nameof(ListFieldCards))
            .TakenAs("field-cards")
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .On(row => row.OccurredOn)
            .With("cardId", row => row.ExternalId ?? row.Id.ToString())
            .WithAccount("accountId", row => row.AccountId)
            .With("occurredOn", row => row.OccurredOn)
            .With("polarity", row => row.Polarity)
            .With("event", row => row.Event)
            .With("suspectedProblem", row => row.SuspectedProblem)
            .With("department", row => row.Department)
            .With("request", row => row.Request)
            .With("expectedPrevention", row => row.ExpectedPrevention)
            .With("closedOn", row => row.ClosedOn)
            .With("outcome", row => row.Outcome)
            .WithPerson("writtenByEmail", row => row.WrittenBy),
    ];

    private static StoredTable<FeedbackDb, TRow> Of<TRow>(string name, string en, string ja, string right)
        where TRow : class => new(name, en, ja, right);
}
