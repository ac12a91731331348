using System.CommandLine;
using System.Text.Json;
using CsMonolith.Cli.Input;
using CsMonolith.Cli.Output;
using CsMonolith.Learning.Explanations;
using CsMonolith.Learning.Models;
using CsMonolith.Learning.Numerics;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Cli.ModelFiles;

/// <summary>
/// <c>churn explain MODEL.json --row N NOW.csv --against THEN.csv</c>: why a score moved between two dates.
/// </summary>
internal static class ExplainChange
{
    /// <summary>The options that ask for it.</summary>
    internal sealed class Flags
    {
        public Option<string?> Then { get; } =
            new("--against") { Description = "Rows as they were known then: why did the score change since" };

        public Option<string?> Restated { get; } =
            new("--restated")
            {
                Description = "With --against: rows of then as they are known now; tells late data apart",
            };

        public Option<string?> Old { get; } =
            new("--against-model") { Description = "With --against: model that scored then; the same one if absent" };

        public Option<string?> Id { get; } =
            new("--id")
            {
                Description =
                    "With --against: column that tells the same customer in each file; the same row number if absent",
            };

        public IEnumerable<Option> All => [Then, Restated, Old, Id];

        /// <exception cref="CliException">One that goes with <c>--against</c> stands alone.</exception>
        public bool Asked(ParseResult parsed) =>
            parsed.GetValue(Then) is not null
            || (
                (parsed.GetValue(Restated) ?? parsed.GetValue(Old) ?? parsed.GetValue(Id)) is null
                    ? false
                    : throw new CliException(
                        ExitCode.Usage,
                        new(
                            "--restated, --against-model and --id go with --against.",
                            "--restated、--against-model、--id は --against と一緒に指定してください。"
                        )
                    )
            );
    }

    public static void Print(
        ConsoleOutput output,
        ProbabilityModel current,
        CsvRead now,
        int row,
        ParseResult parsed,
        Flags flags,
        string encoding
    )
    {
        var id = parsed.GetValue(flags.Id);
        var old = parsed.GetValue(flags.Old) is { } path ? InputFiles.Model(path) : current;
        var then = RowOf(parsed.GetValue(flags.Then)!);
        var restated = parsed.GetValue(flags.Restated) is { } file ? RowOf(file) : then;
        var why = WhyChanged.Of(old, current, then, restated, now.Table.Take([row]));
        output.Json(json => Write(json, row, why));
        output.Line(
            $"{output.Localize(new("log-odds then", "当時の対数オッズ"))}\t{Figures.Plain(why.Before, "R")}\t{output.Localize(new("probability", "確率"))}\t{Figures.Plain(Logistic.Sigmoid(why.Before))}"
        );
        output.Line(
            $"{output.Localize(new("log-odds now", "現在の対数オッズ"))}\t{Figures.Plain(why.After, "R")}\t{output.Localize(new("probability", "確率"))}\t{Figures.Plain(Logistic.Sigmoid(why.After))}"
        );
        output.Line($"{output.Localize(new("customer changed", "顧客の変化"))}\t{Figures.Plain(why.Customer, "R")}");
        output.Line(
            $"{output.Localize(new("data arrived late", "遅れて届いたデータ"))}\t{Figures.Plain(why.LateData, "R")}"
        );
        output.Line($"{output.Localize(new("model changed", "モデルの交代"))}\t{Figures.Plain(why.Model, "R")}");
        output.Line(
            output.Localize(
                new(
                    "feature\tthen\trestated\tnow\tcustomer\tlate data\tmodel",
                    "特徴量\t当時\t当時(訂正後)\t現在\t顧客\t遅延データ\tモデル"
                )
            )
        );
        foreach (var one in why.Features.Where(one => (one.Customer, one.LateData, one.Model) != (0, 0, 0)))
        {
            output.Line(
                $"{one.Feature}\t{one.Before}\t{one.Restated}\t{one.After}\t{Figures.Plain(one.Customer)}\t{Figures.Plain(one.LateData)}\t{Figures.Plain(one.Model)}"
            );
        }

        if (why.Base != 0)
        {
            output.Line(
                $"{output.Localize(new("(base of the model)", "(モデルの基準)"))}\t\t\t\t\t\t{Figures.Plain(why.Base)}"
            );
        }

        if (why.Bend != default)
        {
            output.Line(
                $"{output.Localize(new("(bend of the calibration)", "(校正の曲がり)"))}\t\t\t\t{Figures.Plain(why.Bend.Customer)}\t{Figures.Plain(why.Bend.LateData)}\t{Figures.Plain(why.Bend.Model)}"
            );
        }

        Table RowOf(string other)
        {
            var read = InputFiles.Read(other, new CsvLayout(Group: id, Encoding: encoding), output);
            return read.Table.Take([
                id is null ? Same(read, other, now, row) : Customer(read, other, id, now.Table.Groups[row]),
            ]);
        }
    }

    // Without an id only files of the same rows can be told to name the same customer by a number.
    private static int Same(CsvRead read, string path, CsvRead now, int row) =>
        read.Table.Rows == now.Table.Rows
            ? row
            : throw new CliException(
                ExitCode.Data,
                new(
                    $"'{path}' has {read.Table.Rows} rows and the file of now {now.Table.Rows}: give --id COLUMN, "
                        + $"by which a customer is found in each.",
                    $"「{path}」は {read.Table.Rows} 行、現在のファイルは {now.Table.Rows} 行です。--id 列名 で顧客を突き合わせてください。"
                )
            );

    private static int Customer(CsvRead read, string path, string id, string customer)
    {
        int[] found =
        [
            .. read.Table.Groups.ToArray().Index().Where(one => one.Item == customer).Select(one => one.Index),
        ];
        return found.Length == 1 && customer.Length > 0
            ? found[0]
            : throw new CliException(
                ExitCode.Data,
                new(
                    $"'{path}', column '{id}', value '{customer}': {found.Length} rows have it, and exactly one "
                        + $"is needed; take one day's rows of the file.",
                    $"「{path}」の列「{id}」に値「{customer}」の行が {found.Length} 件あります。ちょうど 1 件になるよう、1 日分の行にしてください。"
                )
            );
    }

    private static void Write(Utf8JsonWriter json, int row, WhyChanged why)
    {
        json.WriteNumber("row", row);
        json.WriteNumber("before", why.Before);
        json.WriteNumber("after", why.After);
        json.WriteNumber("customer", why.Customer);
        json.WriteNumber("lateData", why.LateData);
        json.WriteNumber("model", why.Model);
        json.WriteNumber("baseOfModel", why.Base);
        json.WriteStartObject("bend");
        json.WriteNumber("customer", why.Bend.Customer);
        json.WriteNumber("lateData", why.Bend.LateData);
        json.WriteNumber("model", why.Bend.Model);
        json.WriteEndObject();
        json.WriteStartArray("features");
        foreach (var one in why.Features)
        {
            json.WriteStartObject();
            json.WriteString("feature", one.Feature);
            json.WriteString("before", one.Before);
            json.WriteString("restated", one.Restated);
            json.WriteString("after", one.After);
            json.WriteNumber("customer", one.Customer);
            json.WriteNumber("lateData", one.LateData);
            json.WriteNumber("model", one.Model);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
