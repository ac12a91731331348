using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace CsMonolith.Demo.Loading;

/// <summary>What a load came to, in plain text that can be read and compared.</summary>
internal static class LoadReport
{
    public static string Of(
        IReadOnlyList<ImportedFile> files,
        IReadOnlyDictionary<string, IReadOnlyList<(string Reason, int Count)>> faults,
        JsonNode retention,
        JsonNode factors,
        TrainedModel model,
        TimeSpan took,
        string link
    )
    {
        var text = new StringBuilder();
        text.AppendLine("Rows");
        foreach (var file in files)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {file.Kind, -16} {file}");
            foreach (var (reason, count) in faults[file.Kind])
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"      {count, 6} {reason}");
            }
        }

        text.AppendLine("Retention, as closed");
        foreach (var currency in retention["currencies"]!.AsArray())
        {
            foreach (var month in currency!["months"]!.AsArray())
            {
                var figure = month!["figure"]!;
                text.AppendLine(
                    CultureInfo.InvariantCulture,
                    $"  {month["month"]}  MRR {figure["end"]!["amount"]} {currency["currency"]}  NRR "
                        + $"{Ratio(figure["nrr"])}  GRR {Ratio(figure["grr"])}  logo churn "
                        + $"{Ratio(figure["logoChurn"])}"
                );
            }
        }

        text.AppendLine("Model");
        text.AppendLine(CultureInfo.InvariantCulture, $"  {Line(model.Report)}");
        text.AppendLine(CultureInfo.InvariantCulture, $"  measures: {Line(model.Report["measures"]!)}");
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"  events and MRR disagree: {Line(model.Report["disagreement"]!)}"
        );
        text.AppendLine(
            model.Refusal is null ? "  promoted" : "  promotion was refused: " + model.Refusal["errors"]?.ToJsonString()
        );
        text.AppendLine("Factors of the champion");
        var champion = factors["models"]!.AsArray().FirstOrDefault()?["factors"]?.AsArray() ?? [];
        if (champion.Count == 0)
        {
            text.AppendLine("  none: without a usable signal no factor is claimed");
        }

        foreach (var factor in champion.Take(10))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {Line(factor!)}");
        }

        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"All of it took {took.TotalSeconds:0.0} s. Sign in once: {link}"
        );
        return text.ToString();
    }

    private static string Ratio(JsonNode? ratio) => ratio?["value"]?.ToJsonString() ?? $"n/a ({ratio?["reason"]})";

    // Whatever plain figures and words a thing has: the report shows what the platform says, not what we expect of it.
    private static string Line(JsonNode thing) =>
        string.Join(
            "  ",
            thing
                .AsObject()
                .Where(pair =>
                    pair.Value is null or JsonValue
                    || pair.Value is JsonObject { Count: 2 } money && money.ContainsKey("amount")
                )
                .Select(pair =>
                    $"{pair.Key} "
                    + $"{(pair.Value is JsonObject money ? $"{money["amount"]} {money["currency"]}" : pair.Value?.ToString() ?? "n/a")}"
                )
        );
}
