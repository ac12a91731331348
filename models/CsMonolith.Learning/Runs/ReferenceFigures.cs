using System.Text.Json;
using CsMonolith.Learning.References;

namespace CsMonolith.Learning.Runs;

/// <summary>The reference's figures as metrics.json has them.</summary>
internal static class ReferenceFigures
{
    /// <summary>Writes the property <c>reference</c>; nothing if there was no reference.</summary>
    public static void Write(Utf8JsonWriter json, ReferenceReport? report)
    {
        if (report is null)
        {
            return;
        }

        json.WriteStartObject("reference");
        json.WriteString("learner", report.Learner);
        json.WriteBoolean("isBetter", report.IsBetter);
        RunFolder.WriteInterval(json, "logLossDifference", report.Difference.LogLoss);
        RunFolder.WriteInterval(json, "rocAucDifference", report.Difference.RocAuc);
        json.WriteStartObject("metrics");
        RunFolder.WriteMetrics(json, report.Reference);
        json.WriteEndObject();
        WriteImportance("importance", report.Importance);
        WriteImportance("ourImportance", report.OurImportance);
        json.WriteStartArray("factors");
        foreach (var factor in report.Factors)
        {
            json.WriteStartObject();
            json.WriteString("feature", factor.Feature);
            json.WriteString("verdict", NameOf(factor.Verdict));
            json.WriteString("from", factor.From);
            json.WriteString("to", factor.To);
            RunFolder.WriteInterval(json, "ours", factor.Ours);
            RunFolder.WriteInterval(json, "reference", factor.Reference);
            json.WriteNumber("ourRank", factor.OurRank);
            json.WriteNumber("referenceRank", factor.ReferenceRank);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();

        void WriteImportance(string name, IReadOnlyList<FactorImportance> importance)
        {
            json.WriteStartArray(name);
            foreach (var one in importance)
            {
                json.WriteStartObject();
                json.WriteString("feature", one.Feature);
                RunFolder.WriteNumber(json, "aucDrop", one.AucDrop);
                RunFolder.WriteNumber(json, "standardError", one.StandardError);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }
    }

    private static string NameOf(FactorVerdict verdict) =>
        verdict switch
        {
            FactorVerdict.Agreed => "agreed",
            FactorVerdict.OppositeDirections => "opposite-directions",
            _ => "other-rank",
        };
}
