using System.CommandLine;
using CsMonolith.Cli.Input;
using CsMonolith.Cli.Output;
using CsMonolith.Learning.Explanations;
using CsMonolith.Learning.Models;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Cli.ModelFiles;

/// <summary>
/// <c>churn explain MODEL.json --row N FILE --below 0.2 --levers "logins=+1,plan"</c>: the least change that would
/// take a row out of the risk band.
/// </summary>
internal static class ExplainMinimum
{
    /// <summary>The options that ask for it.</summary>
    internal sealed class Flags
    {
        public Option<double?> Below { get; } =
            new("--below")
            {
                Description =
                    "Tell the least change that takes the row below this probability, by the model; not what the "
                    + "change would do",
            };

        public Option<string?> Levers { get; } =
            new("--levers")
            {
                Description =
                    "With --below or --global: columns that can be acted on, with commas between; =+1 can only "
                    + "be raised, =-1 only lowered",
            };

        public Option<int> Most { get; } =
            new("--most") { Description = "With --below: most columns to change", DefaultValueFactory = _ => 3 };

        public IEnumerable<Option> All => [Below, Levers, Most];

        /// <exception cref="CliException">One of the two stands alone.</exception>
        public bool Asked(ParseResult parsed) =>
            (parsed.GetValue(Below), parsed.GetValue(Levers)) switch
            {
                (null, null) => false,
                (> 0 and < 1, not null) when parsed.GetValue(Most) is >= 1 and <= 10 => true,
                _ => throw new CliException(
                    ExitCode.Usage,
                    new(
                        "--below lies between 0 and 1 and goes with --levers, such as \"logins=+1,plan\"; --most "
                            + "is 1 to 10.",
                        "--below は 0 と 1 の間で、--levers(例:「logins=+1,plan」)と一緒に指定してください。--most は 1〜10 です。"
                    )
                ),
            };
    }

    public static void Print(
        ConsoleOutput output,
        ProbabilityModel model,
        CsvRead read,
        int row,
        ParseResult parsed,
        Flags flags
    )
    {
        var below = parsed.GetValue(flags.Below)!.Value;
        var levers = SignedColumns
            .Of("--levers", parsed.GetValue(flags.Levers)!)
            .Select(one => new Lever(one.Name, one.Sign))
            .ToArray();
        string[] names = [.. model.Schema.Features.Select(feature => feature.Name)];
        if (levers.FirstOrDefault(lever => !names.Contains(lever.Feature, StringComparer.Ordinal)) is { } unknown)
        {
            throw new UnknownColumnException(unknown.Feature, names);
        }

        var present = model.Score(read.Table.Take([row])).Probabilities[0];
        var found = MinimumChange.Find(model, read.Table, row, below, levers, parsed.GetValue(flags.Most));
        output.Json(json =>
        {
            json.WriteNumber("row", row);
            json.WriteNumber("probability", present);
            json.WriteNumber("below", below);
            json.WriteBoolean("found", found is not null);
            Figures.Number(json, "after", found?.Probability ?? double.NaN);
            Figures.Number(json, "cost", found?.Cost ?? double.NaN);
            json.WriteStartArray("changes");
            foreach (var one in found?.Changes ?? [])
            {
                json.WriteStartObject();
                json.WriteString("feature", one.Feature);
                json.WriteString("from", one.From);
                json.WriteString("to", one.To);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
        output.Line($"{output.Localize(new("probability", "確率"))}\t{Figures.Plain(present)}");
        foreach (var one in found?.Changes ?? [])
        {
            output.Line($"{one.Feature}\t{one.From}\t→\t{one.To}");
        }

        if (found is not null)
        {
            output.Line(
                $"{output.Localize(new("probability after", "変更後の確率"))}\t{Figures.Plain(found.Probability)}"
            );
        }

        output.Message(
            found switch
            {
                null => new(
                    "No change of so few of these columns suffices: name more of them, or raise --most or --below.",
                    "これらの列の変更では届きません。列を増やすか、--most か --below を大きくしてください。"
                ),
                { Changes.Count: 0 } => new("The row is below already.", "すでに下回っています。"),
                _ => new(
                    "This is what the model would say, not what the change would do: ask churn effects or plan a "
                        + "holdout.",
                    "モデルの予測値であり、実際に変えた場合の効果ではありません。効果は churn effects や保留群(holdout)で確かめてください。"
                ),
            }
        );
    }
}
