using System.Globalization;
using CsMonolith.Cli.Input;
using CsMonolith.Cli.Output;
using CsMonolith.Learning.Runs;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Cli.Evaluation;

/// <summary>
/// Held-out rows of several runs on the same data: each row was scored by a model that had not been trained on it.
/// </summary>
/// <param name="Rows">Rows of the file that the runs were trained from, ascending.</param>
/// <param name="Labels">Shape (rows,).</param>
/// <param name="Probabilities">Shape (runs) of (rows,).</param>
/// <param name="Fingerprint">Of that file's data.</param>
internal sealed record HeldOutRows(int[] Rows, bool[] Labels, double[][] Probabilities, string? Fingerprint)
{
    private const int MaxLines = 10_000_000;

    /// <summary>
    /// Reads the predictions.csv of each run. Runs that were judged by different rows are refused, since a difference
    /// between them would mean nothing.
    /// </summary>
    public static HeldOutRows Of(IReadOnlyList<string> runs)
    {
        var read = runs.Select(run => (Run: run, Lines: Predictions(run), Data: FingerprintOf(run))).ToArray();
        foreach (var other in read[1..])
        {
            if (
                other.Data != read[0].Data
                || !other
                    .Lines.Select(line => (line.Row, line.Label))
                    .SequenceEqual(read[0].Lines.Select(line => (line.Row, line.Label)))
            )
            {
                throw new CliException(
                    ExitCode.Data,
                    new(
                        $"'{other.Run}' was judged by other rows than '{read[0].Run}': give --on FILE.csv with "
                            + $"rows that neither was trained from.",
                        $"「{other.Run}」は「{read[0].Run}」と別の行で評価されています。どちらの学習にも使っていない行を --on FILE.csv で指定してください。"
                    )
                );
            }
        }

        return new HeldOutRows(
            [.. read[0].Lines.Select(line => line.Row)],
            [.. read[0].Lines.Select(line => line.Label)],
            [.. read.Select(one => one.Lines.Select(line => line.Probability).ToArray())],
            read[0].Data
        );
    }

    /// <summary>
    /// Takes the held-out rows from the data that the run was trained from. Data with another fingerprint is refused.
    /// </summary>
    /// <param name="data">The whole file.</param>
    /// <param name="segment">Column by which the run told figures apart, which was no feature; null if there was
    /// none.</param>
    /// <param name="run">The run, for the failure.</param>
    /// <param name="from">Where the data came from, likewise.</param>
    public Table Take(Table data, string? segment, string run, string from)
    {
        if (TrainingRun.FingerprintOf(segment is null ? data : data.Without([segment])) == Fingerprint)
        {
            return data.Take(Rows);
        }

        throw new CliException(
            ExitCode.Data,
            new(
                $"The rows of {from} are not those that '{run}' was trained from (their fingerprint differs): "
                    + $"give that file by --rows FILE, or other rows by --on FILE.csv --label COL.",
                $"{from} の行は「{run}」の学習に使った行と一致しません(指紋が違います)。学習に使ったファイルを --rows FILE で、または別の行を --on FILE.csv "
                    + $"--label 列 で指定してください。"
            )
        );
    }

    private static string? FingerprintOf(string run)
    {
        using var json = RunFiles.Json(run, "run.json");
        return json.RootElement.TextOf("fingerprint");
    }

    private static (int Row, double Probability, bool Label)[] Predictions(string run)
    {
        var lines = System
            .Text.Encoding.UTF8.GetString(RunFiles.Bytes(run, "predictions.csv"))
            .Split('\n', MaxLines, StringSplitOptions.RemoveEmptyEntries)[1..];
        return
        [
            .. lines.Select(
                (line, i) =>
                    line.Split(',') is [var row, var probability, var label]
                    && int.TryParse(row, CultureInfo.InvariantCulture, out var index)
                    && double.TryParse(probability, CultureInfo.InvariantCulture, out var p)
                    && p is >= 0 and <= 1
                    && label is "0" or "1"
                        ? (index, p, label == "1")
                        : throw new CliException(
                            ExitCode.Model,
                            new(
                                $"predictions.csv of '{run}', line {i + 2}, '{line}': row,probability,label is "
                                    + $"expected; train again.",
                                $"「{run}」の predictions.csv {i + 2} 行目「{line}」:row,probability,label の形ではありません。"
                                    + $"学習し直してください。"
                            )
                        )
            ),
        ];
    }
}
