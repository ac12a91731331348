using CsMonolith.Kernel;
using CsMonolith.Platform;
using CsMonolith.Platform.Exports;
using CsMonolith.Platform.Permissions;
using MediatR;

namespace CsMonolith.Imports.Exporting;

/// <summary>
/// Which tables the present caller may download, and whose rows. A table shows what an operation shows one by one, so
/// it needs that right too, and the nearer of both reaches counts.
/// </summary>
internal sealed class ExportRights(
    RequestContext context,
    PermissionTable permissions,
    IEnumerable<ExportTable> tables,
    IMediator mediator
)
{
    private readonly List<ExportTable> _tables = [.. tables.OrderBy(table => table.Name, StringComparer.Ordinal)];

    /// <summary>The tables that the caller may download.</summary>
    public IEnumerable<ExportTable> Tables => _tables.Where(Reaches);

    /// <summary>The table of a name, or why it cannot be downloaded.</summary>
    public Result<ExportTable> Find(string name) =>
        _tables.Find(table => table.Name == name) is not { } found ? ExportErrors.NoSuchTable(name, Tables)
        : Reaches(found) ? found
        : permissions.MissingScope(context.Caller, found.Right) is { } scope
            ? PlatformErrors.ScopeMissing(found.Right, scope)
        : ExportErrors.NotAllowed(found);

    /// <summary>The accounts whose rows of a table the caller may have.</summary>
    public async Task<AccountScope> Accounts(ExportTable table, CancellationToken cancellation) =>
        Reach(table) == PermissionScope.All
            ? AccountScope.Everything
            : await mediator.Send(new AccountsInScope(context.Caller.ReachesAs, Reach(table)), cancellation);

    // Rows are neither figures nor pseudonyms, and what is of no account is for those who see all of it.
    private bool Reaches(ExportTable table) =>
        table.IsOfAccounts
            ? Reach(table)
                is PermissionScope.Own
                    or PermissionScope.Partner
                    or PermissionScope.Team
                    or PermissionScope.All
            : permissions.ScopeOf(context.Caller, table.Right) == PermissionScope.All;

    private PermissionScope Reach(ExportTable table)
    {
        var own = permissions.ScopeOf(context.Caller, table.Right);
        return own < context.Scope ? own : context.Scope;
    }
}
