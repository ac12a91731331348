using CsMonolith.Kernel;
using CsMonolith.Platform.Modules;

namespace CsMonolith.Platform.Permissions;

/// <summary>How far callers may read, by the nouns of the permission table.</summary>
internal sealed class ReadReach(PermissionTable table, IEnumerable<ModuleAssembly> modules)
{
    private readonly ILookup<string, string> _queries = modules
        .SelectMany(module => module.Assembly.GetTypes())
        .Where(type =>
            type.GetInterfaces().Any(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IQuery<>))
        )
        .Select(type => type.Name)
        .Distinct()
        .Where(name => table.Find(name) is not null)
        .ToLookup(name => table.Find(name)!.Resource, StringComparer.Ordinal);

    /// <summary>
    /// The furthest that a caller reads single things of a noun; figures over many things count for nothing.
    /// </summary>
    public PermissionScope Of(Caller caller, string resource) =>
        _queries[resource]
            .Select(operation => table.ScopeOf(caller, operation))
            .Where(scope => scope != PermissionScope.Aggregate)
            .DefaultIfEmpty(PermissionScope.None)
            .Max();

    /// <summary>The noun that a refusal speaks of: <c>renewal.not-found</c> is about renewals; else accounts.</summary>
    public string NounOf(Error refusal, string operation) =>
        refusal.Kind != ErrorKind.NotFound ? Accounts
        : $"{refusal.Code.Split('.')[0]}s" is var noun && _queries.Contains(noun) ? noun
        : table.Find(operation)?.Resource ?? Accounts;

    private const string Accounts = "accounts";
}
