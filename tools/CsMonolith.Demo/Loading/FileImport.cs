using System.Globalization;
using System.Text.Json.Nodes;
using CsMonolith.Demo.Hosts;
using CsMonolith.HostClient;

namespace CsMonolith.Demo.Loading;

/// <summary>What became of the rows of one file.</summary>
internal sealed record ImportedFile(
    string Kind,
    Guid Id,
    int Rows,
    int Created,
    int Updated,
    int Skipped,
    int Refused,
    int Flagged
)
{
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Rows} rows: {Created + Updated} stored, {Skipped} skipped, {Refused} refused, {Flagged} flagged"
        );
}

/// <summary>Takes a file through the import of the public API: upload, mapping, commit.</summary>
internal static class FileImport
{
    /// <param name="host">Signed in as somebody who may import.</param>
    /// <param name="kind">The kind of import.</param>
    /// <param name="source">The name under which the host remembers the mapping.</param>
    /// <param name="fileName">For people.</param>
    /// <param name="bytes">The file.</param>
    /// <param name="history">Whether the file tells what happened before go-live, so that facts count as recorded
    /// when they took effect.</param>
    /// <param name="mapping">Heading by column, or <c>null</c> to take what the host proposes.</param>
    /// <param name="progress">Hears how far it is.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static async Task<ImportedFile> Import(
        this HostApi host,
        string kind,
        string source,
        string fileName,
        byte[] bytes,
        bool history,
        JsonObject? mapping,
        Action<int, string?> progress,
        CancellationToken cancellation
    )
    {
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new("text/csv");
        var path =
            $"/v1/imports?kind={kind}&source={Uri.EscapeDataString(source)}&fileName={Uri.EscapeDataString(fileName)}&history={(history ? "true" : "false")}";
        var uploaded = await host.Send(HttpMethod.Post, path, content, null, cancellation);
        if ((int)uploaded.Status != 201)
        {
            throw new LoadException($"{fileName}: {uploaded.Body?.ToJsonString()}");
        }

        var id = Guid.Parse((string)uploaded.Body!["id"]!);
        if (mapping is not null)
        {
            var mapped = await host.Send(
                HttpMethod.Put,
                $"/v1/imports/{id}/mapping",
                System.Net.Http.Json.JsonContent.Create(mapping),
                uploaded.ETag,
                cancellation
            );
            if ((int)mapped.Status >= 300)
            {
                throw new LoadException($"{fileName}: {mapped.Body?.ToJsonString()}");
            }
        }

        await host.RunJob($"/v1/imports/{id}/commit", null, progress, cancellation);
        var done = await host.Get($"/v1/imports/{id}", cancellation);
        var counts = done["committed"]!;
        return new ImportedFile(
            kind,
            id,
            (int)done["rows"]!,
            (int)counts["create"]!,
            (int)counts["update"]!,
            (int)counts["skip"]!,
            (int)counts["error"]!,
            (int)counts["flagged"]!
        );
    }
}
