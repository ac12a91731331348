using System.Globalization;
using System.Text.Json;
using CsMonolith.Cli.Input;
using CsMonolith.Cli.Output;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Cli.ModelFiles;

/// <summary>
/// <c>churn explain --global DIR [--levers "logins,plan"]</c>: prints permutation importances on held-out rows and
/// marks the columns that can be acted on.
/// </summary>
internal static class ExplainGlobal
{
    public static void Print(ConsoleOutput output, string folder, string? levers)
    {
        using var metrics = RunFiles.Json(folder, "metrics.json");
        if (!metrics.RootElement.TryGetProperty("importance", out var told) || told.ValueKind != JsonValueKind.Array)
        {
            throw new CliException(
                ExitCode.Model,
                new("metrics.json tells no importance.", "metrics.json に重要度がありません。")
            );
        }

        JsonElement[] importance = [.. told.EnumerateArray()];
        var marked = levers is null ? null : Marked(levers, [.. importance.Select(FeatureOf)]);
        output.Json(json =>
        {
            json.WriteStartArray("importance");
            foreach (var one in importance)
            {
                Write(json, one, marked);
            }

            json.WriteEndArray();
        });
        output.Line(
            "feature\tloss increase\tlow\thigh"
                + (marked is null ? "" : output.Localize(new("\tlever", "\t打ち手あり")))
        );
        foreach (var one in importance)
        {
            var rise = one.GetProperty("lossIncrease");
            output.Line(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{FeatureOf(one)}\t{rise.GetProperty("value").GetDouble():F5}\t{rise.GetProperty("low").GetDouble():F5}\t{rise.GetProperty("high").GetDouble():F5}"
                )
                    + (
                        marked is null ? ""
                        : marked.Contains(FeatureOf(one)) ? "\t+"
                        : "\t"
                    )
            );
        }
    }

    // Whoever names a column that is none means another one.
    private static HashSet<string> Marked(string levers, string[] features)
    {
        var names = SignedColumns.Of("--levers", levers).Select(one => one.Name).ToHashSet(StringComparer.Ordinal);
        return names.FirstOrDefault(name => !features.Contains(name, StringComparer.Ordinal)) is { } unknown
            ? throw new UnknownColumnException(unknown, features)
            : names;
    }

    private static void Write(Utf8JsonWriter json, JsonElement one, HashSet<string>? marked)
    {
        json.WriteStartObject();
        foreach (var property in one.EnumerateObject())
        {
            property.WriteTo(json);
        }

        if (marked is not null)
        {
            json.WriteBoolean("lever", marked.Contains(FeatureOf(one)));
        }

        json.WriteEndObject();
    }

    private static string FeatureOf(JsonElement one) => one.TextOf("feature") ?? "";
}
