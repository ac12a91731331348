using System.Text.Json;
using CsMonolith.Cli.Output;
using CsMonolith.Learning.Drift;

namespace CsMonolith.Cli.Evaluation;

/// <summary>
/// Prints which columns have drifted and which quality the model is expected to have on the later rows.
/// </summary>
internal static class DriftOutput
{
    public static void Write(Utf8JsonWriter json, DriftReport report)
    {
        json.WriteNumber("drifted", report.Columns.Count(column => column.Drifted));
        json.WriteStartArray("columns");
        foreach (var column in report.Columns)
        {
            json.WriteStartObject();
            Write(json, column);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (report.Score is { } score)
        {
            json.WriteStartObject("score");
            Write(json, score);
            json.WriteEndObject();
            Write(json, "expected", report.Expected!);
            Write(json, "reference", report.Reference!);
        }
    }

    public static void Write(Utf8JsonWriter json, string name, ExpectedQuality quality)
    {
        json.WriteStartObject(name);
        Figures.Range(json, "baseRate", quality.BaseRate);
        Figures.Range(json, "rocAuc", quality.RocAuc);
        Figures.Range(json, "logLoss", quality.LogLoss);
        Figures.Range(json, "brier", quality.Brier);
        json.WriteEndObject();
    }

    public static void Plain(ConsoleOutput output, DriftReport report)
    {
        output.Line(output.Localize(new("column\tPSI\tby chance\tKS\tq\talarm", "列\tPSI\t偶然の範囲\tKS\tq\t警報")));
        foreach (var column in report.Columns.Concat(report.Score is { } told ? [told] : []))
        {
            output.Line(
                $"{column.Column}\t{Figures.Plain(column.Psi)}\t{Figures.Plain(column.PsiByChance)}\t{Figures.Plain(column.KolmogorovSmirnov)}\t{Figures.Plain(column.Q)}\t{(column.Drifted ? output.Localize(new("drifted", "変化あり")) : "")}"
            );
        }

        if (report is { Expected: { } expected, Reference: { } reference })
        {
            output.Line(
                $"{output.Localize(new("expected ROC AUC", "予想 ROC AUC"))}\t{Figures.Plain(expected.RocAuc)}\t{output.Localize(new("earlier", "以前"))} {Figures.Plain(reference.RocAuc.Value)}"
            );
            output.Line(
                $"{output.Localize(new("expected share", "予想割合"))}\t{Figures.Plain(expected.BaseRate)}\t{output.Localize(new("earlier", "以前"))} {Figures.Plain(reference.BaseRate.Value)}"
            );
        }
    }

    private static void Write(Utf8JsonWriter json, ColumnDrift column)
    {
        json.WriteString("column", column.Column);
        Figures.Number(json, "psi", column.Psi);
        Figures.Number(json, "psiByChance", column.PsiByChance);
        Figures.Number(json, "ks", column.KolmogorovSmirnov);
        Figures.Number(json, "p", column.P);
        Figures.Number(json, "q", column.Q);
        json.WriteBoolean("drifted", column.Drifted);
    }
}
