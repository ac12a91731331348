using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsMonolith.Learning.Artefacts;
using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Models;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Runs;

/// <summary>Log loss before and after an edit, on the same rows.</summary>
/// <param name="Rows">Rows.</param>
/// <param name="OfTraining">
/// Whether they are exactly those that the run was trained from, which flatter the model.
/// </param>
/// <param name="Before">Of the model as it was.</param>
/// <param name="Shapes">Of its additive part alone, which an edit starts from.</param>
/// <param name="After">Of the edited model.</param>
public sealed record EditLoss(int Rows, bool OfTraining, double Before, double Shapes, double After)
{
    /// <summary>Judges an edit.</summary>
    /// <param name="was">Model before.</param>
    /// <param name="unedited">Its additive part alone.</param>
    /// <param name="now">Model after.</param>
    /// <param name="rows">Labelled rows.</param>
    /// <param name="ofTraining">Whether the model was trained from them.</param>
    public static EditLoss Of(
        ProbabilityModel was,
        ProbabilityModel unedited,
        ProbabilityModel now,
        Table rows,
        bool ofTraining
    )
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new EditLoss(rows.Rows, ofTraining, LossOf(was), LossOf(unedited), LossOf(now));

        double LossOf(ProbabilityModel model) => Metrics.LogLoss(model.Score(rows).Probabilities, rows.Labels);
    }
}

/// <summary>
/// Writes the run folder of an edited model: a copy of the original folder whose card and report begin with the edit.
/// </summary>
/// <remarks>
/// run.json and splits.csv stay. predictions.csv and the figures of metrics.json were those of the model as trained and
/// are left out; with another file than it was trained from there are figures anew, and whether its rows are new to the
/// model is for the one who gives it to know. MODEL_CARD.md and report.html begin with who changed what, why and at
/// what cost.
/// </remarks>
public static class EditedRun
{
    private const string Figures = "metrics.json";
    private static readonly JsonWriterOptions Indented = new()
    {
        Indented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes the folder; it appears whole or not at all.</summary>
    /// <param name="source">Folder of the run that was edited.</param>
    /// <param name="path">A folder that does not exist, or one left by an earlier run, which is replaced.</param>
    /// <param name="was">Model before.</param>
    /// <param name="now">Model after, its last edit being the new one.</param>
    /// <param name="rows">Labelled rows by which it was judged.</param>
    /// <param name="loss">Log loss before and after.</param>
    /// <param name="cancellation">Before the folder appears, nothing is left behind.</param>
    /// <exception cref="IOException">
    /// A file of the source cannot be read, or the folder holds something else than a run.
    /// </exception>
    /// <exception cref="JsonException">metrics.json of the source is not JSON.</exception>
    public static void Write(
        string source,
        string path,
        ProbabilityModel was,
        ProbabilityModel now,
        Table rows,
        EditLoss loss,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(was);
        ArgumentNullException.ThrowIfNull(now);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(loss);
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var name in RunFolder.Files.Where(name => name is not "predictions.csv"))
        {
            files[name] = File.ReadAllBytes(Path.Combine(source, name));
        }

        var losses = Losses(files[Figures], loss);
        files["model.json"] = ModelFile.Write(now);
        files[Figures] = MetricsJson(now, rows, loss, losses);
        files["MODEL_CARD.md"] = EditNotes.InCard(files["MODEL_CARD.md"], now.Edits, losses);
        files["report.html"] = EditNotes.InReport(files["report.html"], was, now, rows, losses);
        RunFolder.Place(
            path,
            draft =>
            {
                foreach (var (name, bytes) in files)
                {
                    File.WriteAllBytes(Path.Combine(draft, name), bytes);
                }
            },
            cancellation
        );
    }

    /// <summary>The losses of the edits before this one, and its own.</summary>
    private static EditLoss[] Losses(byte[] metrics, EditLoss loss) =>
        [
            .. (JsonNode.Parse(metrics)?["edits"] as JsonArray ?? []).Select(one =>
                one.Deserialize<EditLoss>(JsonSerializerOptions.Web)!
            ),
            loss,
        ];

    private static byte[] MetricsJson(ProbabilityModel now, Table rows, EditLoss loss, EditLoss[] losses)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Indented))
        {
            json.WriteStartObject();
            json.WriteString("protocol", loss.OfTraining ? "edited" : "edited-another-file");
            json.WriteString("signal", "found");
            if (!loss.OfTraining)
            {
                RunFolder.WriteMetrics(json, Metrics.Of(now.Score(rows).Probabilities, rows.Labels));
            }

            json.WriteStartArray("importance");
            json.WriteEndArray();
            json.WritePropertyName("edits");
            JsonSerializer.Serialize(json, losses, JsonSerializerOptions.Web);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
