using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Jobs;
using CsMonolith.Platform.Outbox;

namespace CsMonolith.Platform.Storage;

/// <summary>What every module context needs from the platform.</summary>
/// <param name="Gate">One writer at a time under SQLite.</param>
/// <param name="Clock">When a change is learnt.</param>
/// <param name="Import">The import that changes are being made for, if any.</param>
/// <param name="OutboxSignal">Wakes the dispatcher after a commit that stored news.</param>
/// <param name="Job">The job that changes are being made for, if any.</param>
public sealed record StorageTools(
    WriteGate Gate,
    Clock Clock,
    ImportInProgress Import,
    OutboxSignal OutboxSignal,
    CurrentJob Job
)
{
    /// <summary>For `dotnet ef`, which only reads the model.</summary>
    public static StorageTools ForDesign { get; } =
        new(
            new WriteGate(closes: false),
            new Clock(TimeProvider.System, TimeZoneInfo.Utc),
            new ImportInProgress(),
            new OutboxSignal(),
            new CurrentJob()
        );
}
