namespace CsMonolith.Platform.Storage;

/// <summary>What every module's context needs from the platform.</summary>
/// <param name="Gate">Admits one writer at a time under SQLite.</param>
/// <param name="Clock">Tells when a change is recorded.</param>
/// <param name="Committed">Wakes the workers after a commit.</param>
/// <param name="Import">The import that changes are made for, if any.</param>
/// <param name="Steps">What other parts of the platform do within each transaction.</param>
public sealed record StorageTools(
    WriteGate Gate,
    Clock Clock,
    CommitSignal Committed,
    ImportInProgress Import,
    IEnumerable<ITransactionStep> Steps
)
{
    /// <summary>For `dotnet ef`, which reads the model and opens no transaction.</summary>
    public static StorageTools ForDesign { get; } =
        new(
            new WriteGate(closes: false),
            new Clock(TimeProvider.System, TimeZoneInfo.Utc),
            new CommitSignal(),
            new ImportInProgress(),
            []
        );
}
