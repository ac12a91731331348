using System.Globalization;
using System.Text.Json;
using CsMonolith.Cli.Input;
using CsMonolith.Cli.Output;
using CsMonolith.Learning.MlNet.Choice;
using CsMonolith.Learning.Runs;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Cli.Training;

/// <summary>
/// Settings of an earlier run, read from its run.json. Training on the same data with them gives the same model, byte
/// for byte.
/// </summary>
/// <param name="Layout">How its table was read.</param>
/// <param name="KeepsLeaks">Whether columns were used that are almost certainly known only afterwards.</param>
/// <param name="Learner">Name of the learner that was asked for.</param>
/// <param name="Fingerprint">Of the rows that it was trained on.</param>
internal sealed record EarlierTraining(
    CsvLayout Layout,
    bool KeepsLeaks,
    ulong Seed,
    IReadOnlyDictionary<string, int> Monotone,
    string Learner,
    string Fingerprint
)
{
    /// <summary>Reads a run folder's run.json, or the file itself.</summary>
    public static EarlierTraining Read(string path)
    {
        var (folder, name) = Directory.Exists(path)
            ? (path, "run.json")
            : (Path.GetDirectoryName(Path.GetFullPath(path))!, Path.GetFileName(path));
        using var json = RunFiles.Json(folder, name);
        var run = json.RootElement;
        if (
            run.TextOf("label") is null
            || run.TextOf("fingerprint") is not { } fingerprint
            || !run.TryGetProperty("seed", out var seed)
            || seed.ValueKind != JsonValueKind.Number
            || !seed.TryGetUInt64(out var number)
        )
        {
            throw new CliException(
                ExitCode.Model,
                new(
                    $"'{path}' is no run.json of a training: it lacks the label, the seed or the data's fingerprint.",
                    $"「{path}」は学習の run.json ではありません(正解列・乱数の種・データの指紋のいずれかがありません)。"
                )
            );
        }

        var monotone =
            run.TryGetProperty("monotone", out var signs) && signs.ValueKind == JsonValueKind.Object
                ? signs
                    .EnumerateObject()
                    .Where(sign => sign.Value.ValueKind == JsonValueKind.Number)
                    .ToDictionary(sign => sign.Name, sign => sign.Value.GetInt32() > 0 ? 1 : -1, StringComparer.Ordinal)
                : [];
        return new EarlierTraining(
            RunLayout.Of(run, CsvEncoding.Utf8),
            run.TryGetProperty("keepsLeaks", out var keeps) && keeps.ValueKind == JsonValueKind.True,
            number,
            monotone,
            run.TextOf("learner") ?? LearnerChoice.Auto,
            fingerprint
        );
    }

    /// <summary>Refuses a table whose fingerprint is not that of the run's data.</summary>
    public void Require(Table table)
    {
        var present = TrainingRun.FingerprintOf(table);
        if (present != Fingerprint)
        {
            throw new CliException(
                ExitCode.Data,
                new(
                    $"These are not the rows of that run: fingerprint {Short(present)}, the run's was "
                        + $"{Short(Fingerprint)}. Pull them as they were known then: churn pull --asof, with the same "
                        + $"months.",
                    $"その学習で使った行と違います(指紋 {Short(present)}、当時は {Short(Fingerprint)})。churn pull --asof "
                        + $"で当時のデータを同じ月の範囲で取り直してください。"
                )
            );
        }

        static string Short(string fingerprint) =>
            string.Create(CultureInfo.InvariantCulture, $"{fingerprint[..Math.Min(16, fingerprint.Length)]}…");
    }
}
