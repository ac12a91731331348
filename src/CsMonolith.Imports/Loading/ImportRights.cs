using CsMonolith.Imports.Storage;
using CsMonolith.Kernel;
using CsMonolith.Platform;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Permissions;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Imports.Loading;

/// <summary>
/// What the present caller may load and whose imports they may touch. A file writes what single operations write, so it
/// needs their rights; a machine touches its own imports only.
/// </summary>
internal sealed class ImportRights(RequestContext context, PermissionTable table, IEnumerable<ImportKind> kinds)
{
    private readonly List<ImportKind> _kinds = [.. kinds];

    /// <summary>The kinds of file that the caller may load.</summary>
    public IEnumerable<ImportKind> Kinds => _kinds.Where(kind => Lacking(kind) is null);

    /// <summary>The kind of a name, whoever may load it; <c>null</c> if there is none.</summary>
    public ImportKind? Find(string name) => _kinds.Find(kind => kind.Name == name);

    /// <summary>
    /// The refusal where the caller may not write what files of a kind write; <c>null</c> if they may.
    /// </summary>
    public Error? Refuses(ImportKind kind) =>
        Lacking(kind) is not { } operation ? null
        : table.MissingScope(context.Caller, operation) is { } scope ? PlatformErrors.ScopeMissing(operation, scope)
        : ImportErrors.KindNotAllowed(kind, operation);

    /// <summary>
    /// The imports that the caller may touch: of the kinds that they may load, and under a narrower reach only their
    /// own.
    /// </summary>
    public IQueryable<Import> Visible(IQueryable<Import> imports)
    {
        var names = Kinds.Select(kind => kind.Name).ToArray();
        var (person, key) = (context.Caller.PersonId, context.Caller.Key?.KeyId);
        var ofKinds = imports.Where(import => names.Contains(import.Kind));
        return context.Scope == PermissionScope.All
            ? ofKinds
            : ofKinds.Where(import =>
                (person != null && import.UploadedBy == person) || (key != null && import.UploadedByKey == key)
            );
    }

    /// <summary>One import, to be changed; <c>null</c> where there is none that the caller may touch.</summary>
    public Task<Import?> Find(ImportsDb db, Guid id, CancellationToken cancellation) =>
        Visible(db.Set<Import>()).SingleOrDefaultAsync(import => import.Id == id, cancellation);

    // The first operation that the caller does not reach for every account.
    private string? Lacking(ImportKind kind) =>
        (context.Caller.Key is null ? kind.Writes : kind.MachineWrites).FirstOrDefault(operation =>
            table.ScopeOf(context.Caller, operation) != PermissionScope.All
        );
}
