using CsMonolith.Kernel;

namespace CsMonolith.Platform.Storage;

/// <summary>
/// What another part of the platform does within every transaction of every module: stores news, notes what an import
/// changes, makes sure that a job is still this host's. Registered as a scoped service; steps run in the order in which
/// they are registered.
/// </summary>
public interface ITransactionStep
{
    /// <summary>Called first in a transaction, before its work.</summary>
    Task Begin(ModuleDb db, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Called when a save has found its changes and not yet written them.</summary>
    /// <returns>Writes this step's own rows once the changes are written; <c>null</c> if there are none.</returns>
    Func<CancellationToken, Task>? BeforeSave(ModuleDb db) => null;

    /// <summary>Stores news in the transaction of the change that it tells of.</summary>
    Task Publish(ModuleDb db, IReadOnlyList<IEvent> news, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Called before new rows are stored beside the change tracker (<see cref="ModuleDb.Append"/>).</summary>
    Task BeforeAppend<TRow>(ModuleDb db, IReadOnlyList<TRow> rows, CancellationToken cancellation)
        where TRow : class => Task.CompletedTask;

    /// <summary>Called last, just before the commit. An exception takes the transaction back.</summary>
    Task BeforeCommit(ModuleDb db, CancellationToken cancellation) => Task.CompletedTask;
}
