using CsMonolith.Platform.Permissions;

namespace CsMonolith.Journey.Timeline;

/// <summary>
/// Works out which lines of an account's timeline the caller may read. A line repeats what is stored elsewhere, such as
/// a ticket or an amount, so only those read it who may read it there: the timeline is no way round the permissions.
/// </summary>
internal sealed class TimelineReader(
    IEnumerable<TimelineSource> sources,
    PermissionTable table,
    RequestContext context,
    IMediator mediator
)
{
    /// <summary>The kinds of lines that the caller may read about an account.</summary>
    public async Task<IReadOnlyList<string>> ReadableKinds(Guid account, CancellationToken cancellation)
    {
        var readable = new List<string>();
        foreach (var (operation, kinds) in sources)
        {
            if (await MayUse(operation, account, cancellation))
            {
                readable.AddRange(kinds);
            }
        }

        return readable;
    }

    // Lines are sentences that name people and amounts, so who gets pseudonyms or totals elsewhere gets no line.
    private async Task<bool> MayUse(string operation, Guid account, CancellationToken cancellation) =>
        operation == nameof(ListTimeline)
        || table.ScopeOf(context.Caller, operation) switch
        {
            PermissionScope.All => true,
            PermissionScope.None or PermissionScope.Self or PermissionScope.Masked or PermissionScope.Aggregate =>
                false,
            var scope => (await mediator.Send(new AccountsInScope(context.Caller.PersonId, scope), cancellation)).Holds(
                account
            ),
        };
}
