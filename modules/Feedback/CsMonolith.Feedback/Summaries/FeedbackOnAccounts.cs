using CsMonolith.Feedback.FieldCards;
using CsMonolith.Feedback.Surveys;
using CsMonolith.Feedback.Tickets;
using CsMonolith.Platform.Imports;

namespace CsMonolith.Feedback.Summaries;

/// <summary>
/// Counts the tickets, survey answers and field cards of accounts, so that undoing an import does not delete accounts
/// that have any.
/// </summary>
internal sealed class FeedbackOnAccounts(FeedbackDb db) : IHoldsAccountFacts
{
    public async Task<(string En, string Ja)?> About(IReadOnlyCollection<Guid> accounts, CancellationToken cancellation)
    {
        var tickets = await db.Set<Ticket>().CountAsync(ticket => accounts.Contains(ticket.AccountId), cancellation);
        var answers = await db.Set<SurveyAnswer>()
            .CountAsync(answer => accounts.Contains(answer.AccountId), cancellation);
        var cards = await db.Set<FieldCard>().CountAsync(card => accounts.Contains(card.AccountId), cancellation);
        return tickets + answers + cards == 0
            ? null
            : (
                $"{tickets} tickets, {answers} survey answers, {cards} field cards",
                $"問い合わせ {tickets}件、アンケートの回答 {answers}件、気づきカード {cards}件"
            );
    }
}
