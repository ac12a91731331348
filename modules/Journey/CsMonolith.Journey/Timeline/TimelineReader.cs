using System.Collections.Concurrent;
using System.Text.Json;
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
    IEnumerable<ModuleAssembly> modules,
    IMediator mediator
)
{
    // Looked up once in the life of the program: the types of a module do not change.
    private static readonly ConcurrentDictionary<string, string> Modules = new(StringComparer.Ordinal);

    /// <summary>
    /// The kinds of lines that the caller may read about an account, each with the module that tells it.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, string>> ReadableKinds(Guid account, CancellationToken cancellation)
    {
        var readable = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (operation, kinds) in sources)
        {
            if (await MayUse(operation, account, cancellation))
            {
                foreach (var kind in kinds)
                {
                    readable[kind] = ModuleOf(operation);
                }
            }
        }

        return readable;
    }

    private string ModuleOf(string operation) =>
        Modules.GetOrAdd(
            operation,
            name =>
                modules
                    .Select(module => module.Assembly)
                    .Where(assembly => assembly.GetTypes().Any(type => type.Name == name))
                    .Select(assembly => assembly.GetName().Name!.Split('.')[^1])
                    .Select(JsonNamingPolicy.CamelCase.ConvertName)
                    .First()
        );

    // Lines are sentences that name people and amounts, so who gets pseudonyms or totals elsewhere gets no line.
    private async Task<bool> MayUse(string operation, Guid account, CancellationToken cancellation) =>
        operation == nameof(ListTimeline)
        || table.ScopeOf(context.Caller, operation) switch
        {
            PermissionScope.All => true,
            PermissionScope.None or PermissionScope.Self or PermissionScope.Masked or PermissionScope.Aggregate =>
                false,
            var scope => (
                await mediator.Send(new AccountsInScope(context.Caller.ReachesAs, scope), cancellation)
            ).Holds(account),
        };
}
