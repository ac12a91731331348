using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using CsMonolith.Cli.Input;
using CsMonolith.Cli.Output;

namespace CsMonolith.Cli.Training;

/// <summary>
/// <c>churn runs [FOLDER...]</c>: lists the runs in folders, newest first, and with <c>--compare</c> in what they
/// differ.
/// </summary>
internal static class RunsCommand
{
    private static readonly string[] Listed =
    [
        "made.at",
        "source",
        "rows",
        "label",
        "signal",
        "rocAuc.value",
        "logLoss",
        "baseLogLoss",
        "made.seconds",
        "made.commit",
        "fingerprint",
    ];

    public static Command Create(CliEnvironment environment)
    {
        var folders = new Argument<string[]>("FOLDER")
        {
            Description = "Runs, or folders that hold runs; the present folder if absent",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var compare = new Option<bool>("--compare")
        {
            Description = "Only what differs between the runs: settings, data, origin and figures side by side",
        };
        var command = new Command("runs", "List runs, or say in what they differ") { folders, compare };
        command.SetGuardedAction(
            environment,
            (parsed, output) =>
            {
                var named = parsed.GetValue(folders) is { Length: > 0 } given ? given : ["."];
                var runs = named
                    .SelectMany(FoldersOf)
                    .Distinct(StringComparer.Ordinal)
                    .Select(folder => (Folder: folder, Facts: FactsOf(folder)))
                    .OrderByDescending(run => run.Facts.GetValueOrDefault("made.at", ""), StringComparer.Ordinal)
                    .ThenBy(run => run.Folder, StringComparer.Ordinal)
                    .ToList();
                if (parsed.GetValue(compare))
                {
                    Compare(output, runs);
                }
                else
                {
                    Table(output, runs, Listed);
                }

                return ExitCode.Ok;
            }
        );
        return command;
    }

    private static void Compare(ConsoleOutput output, List<(string Folder, Dictionary<string, string> Facts)> runs)
    {
        string[] differing =
        [
            .. runs.SelectMany(run => run.Facts.Keys)
                .Distinct(StringComparer.Ordinal)
                .Where(name => runs.DistinctBy(run => run.Facts.GetValueOrDefault(name, "")).Count() > 1),
        ];
        output.Json(json => Write(json, runs, differing));
        output.Line(string.Join('\t', runs.Select(run => run.Folder).Prepend("")));
        foreach (var name in differing)
        {
            output.Line(string.Join('\t', runs.Select(run => run.Facts.GetValueOrDefault(name, "-")).Prepend(name)));
        }
    }

    private static void Table(
        ConsoleOutput output,
        List<(string Folder, Dictionary<string, string> Facts)> runs,
        string[] names
    )
    {
        output.Json(json => Write(json, runs, names));
        output.Line(string.Join('\t', names.Prepend("run")));
        foreach (var (folder, facts) in runs)
        {
            output.Line(
                string.Join('\t', names.Select(name => Short(name, facts.GetValueOrDefault(name, "-"))).Prepend(folder))
            );
        }
    }

    private static void Write(
        Utf8JsonWriter json,
        List<(string Folder, Dictionary<string, string> Facts)> runs,
        string[] names
    )
    {
        json.WriteStartArray("runs");
        foreach (var (folder, facts) in runs)
        {
            json.WriteStartObject();
            json.WriteString("run", folder);
            foreach (var name in names)
            {
                json.WriteString(name, facts.GetValueOrDefault(name));
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // A run itself, or the runs right within.
    private static IEnumerable<string> FoldersOf(string path)
    {
        if (IsRun(path))
        {
            return [path];
        }

        if (!Directory.Exists(path))
        {
            throw new CliException(
                ExitCode.Model,
                new($"There is no folder '{path}'.", $"フォルダ「{path}」がありません。")
            );
        }

        return Directory.EnumerateDirectories(path).Where(IsRun);

        static bool IsRun(string folder) => File.Exists(Path.Combine(folder, "run.json"));
    }

    /// <summary>
    /// What run.json and metrics.json tell, by the path of each fact; lists only by how long they are.
    /// </summary>
    private static Dictionary<string, string> FactsOf(string folder)
    {
        var facts = new Dictionary<string, string>(StringComparer.Ordinal);
        using var run = RunFiles.Json(folder, "run.json");
        Add(facts, "", run.RootElement);
        // An edited run has its origin's run.json, and figures of its own or none.
        if (File.Exists(Path.Combine(folder, "metrics.json")))
        {
            using var metrics = RunFiles.Json(folder, "metrics.json");
            facts.Remove("rows", out var rows);
            Add(facts, "", metrics.RootElement);
            facts["judged"] = facts.GetValueOrDefault("rows", "-");
            facts["rows"] = rows ?? "-";
        }

        return facts;
    }

    private static void Add(Dictionary<string, string> facts, string path, JsonElement element)
    {
        foreach (var property in element.EnumerateObject())
        {
            var name = path.Length == 0 ? property.Name : $"{path}.{property.Name}";
            switch (property.Value.ValueKind)
            {
                case JsonValueKind.Object:
                    Add(facts, name, property.Value);
                    break;
                case JsonValueKind.Array:
                    facts[name] = property.Value.EnumerateArray().All(one => one.ValueKind == JsonValueKind.String)
                        ? string.Join(", ", property.Value.EnumerateArray().Select(one => one.GetString()))
                        : $"[{property.Value.GetArrayLength().ToString(CultureInfo.InvariantCulture)}]";
                    break;
                case JsonValueKind.Null:
                    break;
                default:
                    facts[name] = property.Value.ToString();
                    break;
            }
        }
    }

    private static string Short(string name, string fact) =>
        name is "made.commit" or "fingerprint" && fact.Length > 10 ? fact[..10]
        : double.TryParse(fact, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && fact.Contains('.')
            ? number.ToString("0.####", CultureInfo.InvariantCulture)
        : fact;
}
