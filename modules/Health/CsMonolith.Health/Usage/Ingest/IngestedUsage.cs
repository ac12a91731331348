namespace CsMonolith.Health.Usage.Ingest;

/// <summary>What became of a request's messages. SDKs look at the status only.</summary>
/// <param name="Success">Always true: a refusal is a problem.</param>
/// <param name="Stored">Messages stored now.</param>
/// <param name="Duplicates">Messages that had been stored before; nothing was done for them.</param>
/// <param name="Quarantined">Of those stored, uses that wait for their account to be known.</param>
/// <param name="Refused">
/// Messages that make no sense, the first hundred of them; all are counted in the source's freshness.
/// </param>
internal sealed record IngestedUsage(
    bool Success,
    int Stored,
    int Duplicates,
    int Quarantined,
    IReadOnlyList<RefusedUsage> Refused
)
{
    public const int MostTold = 100;

    public static IngestedUsage Example { get; } = new(Success: true, 1, 0, 0, []);
}

/// <param name="Index">Its place in the batch.</param>
/// <param name="Reason">A stable word, such as <c>no-event</c>.</param>
internal sealed record RefusedUsage(int Index, string Reason);
