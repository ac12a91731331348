using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using CsMonolith.Demo.Hosts;
using CsMonolith.HostClient;

namespace CsMonolith.Demo.Loading;

/// <summary>
/// Loads a company's own tables through the public API, learns from them and reports what became of everything.
/// </summary>
internal sealed class TableLoader(HostApi host, StepLog log)
{
    public async Task<string> Load(string directory, MappedCompany company, CancellationToken cancellation)
    {
        var staff = new Staff(host, host.Token!);
        await staff.Open([], DayOf(company.From), cancellation);
        await staff.ActAs("csOps", cancellation);
        var files = new List<ImportedFile>();
        var faults = new Dictionary<string, IReadOnlyList<(string Reason, int Count)>>(StringComparer.Ordinal);
        foreach (var table in company.Tables)
        {
            var bytes = await File.ReadAllBytesAsync(Path.Combine(directory, table.File), cancellation);
            files.Add(
                await log.Step(
                    $"importing {table.File}",
                    progress =>
                        host.Import(
                            table.Kind,
                            company.Source,
                            table.File,
                            bytes,
                            history: true,
                            table.Columns,
                            progress,
                            cancellation
                        ),
                    file => file.ToString()
                )
            );
            faults[table.Kind] = await Faults(files[^1].Id, cancellation);
        }

        var models = new ModelSteps(host, staff, log);
        await models.CloseMonths(DayOf(company.Through), cancellation);
        await models.BuildSnapshots(DayOf(company.From), DayOf(company.Through), cancellation);
        var model = await models.Train(
            new JsonObject { ["testFrom"] = company.TestFrom },
            scoredBefore: null,
            cancellation
        );
        var retention = await host.Get(
            $"/v1/retention?from={company.ReportFrom}&to={company.Through}&basis=asClosed",
            cancellation
        );
        var factors = await host.Get("/v1/factors", cancellation);
        return LoadReport.Of(files, faults, retention, factors, model, log.Elapsed, await staff.NewLink(cancellation));
    }

    // The reasons of refused and flagged rows, counted; the figures in a reason are set aside so that like reasons
    // meet.
    private async Task<IReadOnlyList<(string Reason, int Count)>> Faults(Guid import, CancellationToken cancellation)
    {
        var reasons = new Dictionary<string, int>(StringComparer.Ordinal);
        string? cursor = null;
        do
        {
            var page = await host.Get(
                $"/v1/imports/{import}/faults?limit=200"
                    + (cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}"),
                cancellation
            );
            foreach (var fault in page["items"]!.AsArray())
            {
                var reason =
                    $"{((bool?)fault!["refused"] == true ? "refused" : "flagged")} {fault["column"]}: "
                    + $"{Alike((string?)fault["message"] ?? "")}";
                reasons[reason] = reasons.GetValueOrDefault(reason) + 1;
            }

            cursor = (string?)page["nextCursor"];
        } while (cursor is not null);

        return [.. reasons.OrderByDescending(pair => pair.Value).Select(pair => (pair.Key, pair.Value))];
    }

    private static string Alike(string message)
    {
        var text = new StringBuilder();
        foreach (var word in message.Split(' '))
        {
            text.Append(text.Length > 0 ? " " : "").Append(word.Any(char.IsAsciiDigit) ? "…" : word);
        }

        return text.ToString();
    }

    private static DateOnly DayOf(string month) =>
        DateOnly.ParseExact(month + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
