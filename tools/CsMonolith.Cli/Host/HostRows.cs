using System.Globalization;
using CsMonolith.HostClient;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Cli.Host;

/// <summary>
/// Downloads monthly snapshots from the host: one row for each customer and month, the customer under a pseudonym.
/// </summary>
internal static class HostRows
{
    public const string Account = "account";
    public const string Month = "snapshot_month";
    public const string Label = "label";

    /// <summary>How a pulled file is read where nobody says otherwise.</summary>
    public static CsvLayout Layout { get; } = new(Label, Month, Account);

    /// <summary>Rows whose outcome is known, as <c>churn pull</c> brings them; null if there are none.</summary>
    public static Task<Table?> Labelled(
        HostApi client,
        RegisteredModel target,
        DateOnly from,
        DateOnly to,
        CsvLayout layout,
        CancellationToken cancellation
    ) =>
        Fetch(
            client,
            string.Create(
                CultureInfo.InvariantCulture,
                $"v1/training-extracts?from={from:yyyy-MM}&to={to:yyyy-MM}&outcome={Uri.EscapeDataString(target.Outcome)}&horizonDays={target.HorizonDays}&policy={Uri.EscapeDataString(target.Policy)}"
            ),
            layout,
            cancellation
        );

    /// <summary>All rows, without an outcome; null if there are none.</summary>
    public static Task<Table?> Unlabelled(HostApi client, DateOnly from, DateOnly to, CancellationToken cancellation) =>
        Fetch(
            client,
            string.Create(CultureInfo.InvariantCulture, $"v1/scoring-extracts?from={from:yyyy-MM}&to={to:yyyy-MM}"),
            new CsvLayout(Time: Month, Group: Account),
            cancellation
        );

    // By way of a file that is gone once it is read: the rows may be more than an array holds.
    private static async Task<Table?> Fetch(
        HostApi client,
        string path,
        CsvLayout layout,
        CancellationToken cancellation
    )
    {
        using var answer = await client.Open(HttpMethod.Get, path, content: null, cancellation);
        if (answer.Headers.TryGetValues("X-Rows", out var rows) && rows.First() == "0")
        {
            return null;
        }

        await using var file = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
            FileMode.CreateNew,
            FileAccess.ReadWrite,
            FileShare.None,
            bufferSize: 1 << 16,
            FileOptions.DeleteOnClose
        );
        await answer.Content.CopyToAsync(file, cancellation);
        return CsvTable.Read(file, layout, cancellation).Table;
    }
}
