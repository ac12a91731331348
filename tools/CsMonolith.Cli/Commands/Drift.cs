using System.CommandLine;
using System.Text.Json;
using CsMonolith.Cli.Talk;
using CsMonolith.Learning.Drift;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Cli.Commands;

/// <summary><c>churn drift EARLIER.csv LATER.csv [--model DIR/model.json]</c>: are the rows still those that the model was made for.</summary>
internal static class Drift
{
    public static Command Command(Surroundings surroundings)
    {
        var before = new Argument<string>("EARLIER.csv") { Description = "Rows of a quiet time, such as those trained from" };
        var after = new Argument<string>("LATER.csv") { Description = "Rows now; they need no outcome" };
        var model = new Option<string?>("--model") { Description = "model.json in service: tells score drift and the quality to expect without labels" };
        var except = new Option<string[]>("--except") { Description = "Columns that are no features, such as the outcome", AllowMultipleArgumentsPerToken = true };
        var level = new Option<double>("--level") { Description = "Share of undrifted watches that may raise an alarm", DefaultValueFactory = _ => 0.05 };
        var (seed, encoding) = (Shared.Seed(), Shared.Encoding());
        var command = new Command("drift", "Watch whether rows have moved from those that a model was made for") { before, after, model, except, level, seed, encoding };
        command.SetAction((parsed, _) => ChurnTool.Speak(surroundings, parsed, teller =>
        {
            if (parsed.GetValue(level) is not (> 0 and < 1))
            {
                throw new Complaint(ExitCode.Usage, "usage.level", new("--level lies between 0 and 1.", "--level は 0 と 1 の間にしてください。"));
            }

            var (earlier, later) = (Features(parsed.GetValue(before)!), Features(parsed.GetValue(after)!));
            var report = DriftWatch.Compare(
                earlier, later, parsed.GetValue(model) is { } path ? Shared.Model(path) : null, parsed.GetValue(level), parsed.GetValue(seed), teller.Cancellation);
            Tell(teller, report);
            return Task.FromResult(ExitCode.Ok);

            Table Features(string path) => Shared.Read(path, new CsvLayout(Encoding: parsed.GetValue(encoding)!), teller).Table.Without(parsed.GetValue(except) ?? []);
        }));
        return command;
    }

    private static void Tell(Teller teller, DriftReport report)
    {
        teller.Object(json =>
        {
            json.WriteNumber("drifted", report.Columns.Count(column => column.Drifted));
            json.WriteStartArray("columns");
            foreach (var column in report.Columns)
            {
                Write(json, column);
            }

            json.WriteEndArray();
            if (report.Score is { } score)
            {
                json.WritePropertyName("score");
                Write(json, score);
                Write(json, "expected", report.Expected!);
                Write(json, "reference", report.Reference!);
            }
        });
        teller.Plain(teller.Say(new("column\tPSI\tby chance\tKS\tq\talarm", "列\tPSI\t偶然の範囲\tKS\tq\t警報")));
        foreach (var column in report.Columns.Concat(report.Score is { } told ? [told] : []))
        {
            teller.Plain($"{column.Column}\t{Figures.Plain(column.Psi)}\t{Figures.Plain(column.PsiByChance)}\t{Figures.Plain(column.KolmogorovSmirnov)}\t{Figures.Plain(column.Q)}\t{(column.Drifted ? teller.Say(new("drifted", "変化あり")) : "")}");
        }

        if (report is { Expected: { } expected, Reference: { } reference })
        {
            teller.Plain($"{teller.Say(new("expected ROC AUC", "予想 ROC AUC"))}\t{Figures.Plain(expected.RocAuc)}\t{teller.Say(new("earlier", "以前"))} {Figures.Plain(reference.RocAuc.Value)}");
            teller.Plain($"{teller.Say(new("expected share", "予想割合"))}\t{Figures.Plain(expected.BaseRate)}\t{teller.Say(new("earlier", "以前"))} {Figures.Plain(reference.BaseRate.Value)}");
        }

        var drifted = report.Columns.Count(column => column.Drifted);
        teller.Talk(drifted == 0
            ? new("No column has drifted beyond chance.", "偶然の範囲を超えて変化した列はありません。")
            : new($"{drifted} columns have drifted: find out what happened before retraining; without labels a change of causes stays unseen.",
                $"{drifted} 列が変化しています。再学習の前に原因を確かめてください。正解がないうちは、離脱の要因の変化は見えません。"));
    }

    private static void Write(Utf8JsonWriter json, ColumnDrift column)
    {
        json.WriteStartObject();
        json.WriteString("column", column.Column);
        Figures.Number(json, "psi", column.Psi);
        Figures.Number(json, "psiByChance", column.PsiByChance);
        Figures.Number(json, "ks", column.KolmogorovSmirnov);
        Figures.Number(json, "p", column.P);
        Figures.Number(json, "q", column.Q);
        json.WriteBoolean("drifted", column.Drifted);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, ExpectedQuality quality)
    {
        json.WriteStartObject(name);
        Figures.Range(json, "baseRate", quality.BaseRate);
        Figures.Range(json, "rocAuc", quality.RocAuc);
        Figures.Range(json, "logLoss", quality.LogLoss);
        Figures.Range(json, "brier", quality.Brier);
        json.WriteEndObject();
    }
}
