using CsMonolith.Platform.Imports;

namespace CsMonolith.Feedback.Voices;

/// <summary>How many voices hang on accounts, so that the accounts are not taken away under them.</summary>
internal sealed class VoicesHeld(FeedbackDb db) : IHoldsAccountFacts
{
    public async Task<(string En, string Ja)?> About(IReadOnlyCollection<Guid> accounts, CancellationToken cancellation)
    {
        var tickets = await db.Tickets.CountAsync(ticket => accounts.Contains(ticket.AccountId), cancellation);
        var answers = await db.SurveyAnswers.CountAsync(answer => accounts.Contains(answer.AccountId), cancellation);
        var cards = await db.FieldCards.CountAsync(card => accounts.Contains(card.AccountId), cancellation);
        return tickets + answers + cards == 0
            ? null
            : (
                $"{tickets} tickets, {answers} survey answers, {cards} field cards",
                $"問い合わせ {tickets}件、アンケートの回答 {answers}件、気づきカード {cards}件"
            );
    }
}
