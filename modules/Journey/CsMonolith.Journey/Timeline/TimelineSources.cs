using CsMonolith.Platform.Permissions;

namespace CsMonolith.Journey.Timeline;

/// <summary>
/// Which lines of an account's story somebody may read. A line tells what stands elsewhere, a ticket or an amount, so it is read by
/// whoever may read that there: the timeline is no way round the permission table.
/// </summary>
internal sealed class TimelineSources(PermissionTable table, RequestContext context, IMediator mediator)
{
    private static readonly string[] OfTheJourney = ["account-opened", "owner-changed", "phase-entered"];

    private static readonly (string Operation, string[] Kinds)[] Sources =
    [
        ("ListContacts", ["contact"]),
        ("ListSuccessDefinitions", ["success-defined"]),
        ("ListAttainments", ["success-reached"]),
        ("ListTickets", ["support-ticket"]),
        ("ListSurveyAnswers", ["survey-answer"]),
        ("ListFieldCards", ["field-card", "field-card-closed"]),
        ("ListChurnEvents", ["churned", "reactivated"]),
        ("ListSubscriptions", ["subscription-started", "subscription-ended"]),
        ("ListMovements", ["mrr-new", "mrr-reactivation", "mrr-expansion", "mrr-contraction", "mrr-churn"]),
    ];

    /// <summary>The kinds of line that the caller may read of an account; <c>null</c> for all, those that no source is known of among them.</summary>
    public async Task<IReadOnlyList<string>?> Open(Guid account, CancellationToken cancellation)
    {
        var open = new List<string>(OfTheJourney);
        var closed = 0;
        foreach (var (operation, kinds) in Sources)
        {
            if (await Reads(operation, account, cancellation))
            {
                open.AddRange(kinds);
            }
            else
            {
                closed++;
            }
        }

        return closed == 0 ? null : open;
    }

    // Lines are sentences: who reads under pseudonyms or in sums reads none.
    private async Task<bool> Reads(string operation, Guid account, CancellationToken cancellation) =>
        table.ScopeOf(context.Caller, operation) switch
        {
            PermissionScope.All => true,
            PermissionScope.None or PermissionScope.Self or PermissionScope.Masked or PermissionScope.Aggregate =>
                false,
            var reach => (await mediator.Send(new AccountsInScope(context.Caller.PersonId, reach), cancellation)).Holds(
                account
            ),
        };
}
