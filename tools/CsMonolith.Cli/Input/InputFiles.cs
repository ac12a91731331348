using CsMonolith.Cli.Output;
using CsMonolith.Learning.Artefacts;
using CsMonolith.Learning.Models;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Cli.Input;

/// <summary>Reads the tables and models that a command is given by path.</summary>
internal static class InputFiles
{
    /// <summary>Columns of which it is told what their cells were taken for.</summary>
    private const int MostTold = 12;

    /// <summary>Reads a CSV file, or a Parquet file if the name ends in .parquet, and shows progress.</summary>
    public static CsvRead Read(string path, CsvLayout layout, ConsoleOutput output)
    {
        var read = Parse(path, layout, output);
        foreach (var reading in read.Readings.Take(MostTold))
        {
            output.Message(new($"{reading.Column}: {reading.Text.En}", $"{reading.Column}:{reading.Text.Ja}"));
        }

        if (read.Readings.Count > MostTold)
        {
            output.Message(
                new(
                    $"The same is so of {read.Readings.Count - MostTold} more columns.",
                    $"ほか {read.Readings.Count - MostTold} 列も同様です。"
                )
            );
        }

        if (read.GroupColumn != layout.Group)
        {
            output.Message(
                new(
                    $"'{read.GroupColumn}' says whose row it is (one row for each of its names and days): nobody "
                        + $"is on both sides of a split. --group COL says otherwise.",
                    $"列「{read.GroupColumn}」を顧客の列とみなし(名前と時点ごとに 1 行)、同じ顧客が学習と検証に分かれないようにします。変えるには --group 列 を指定してください。"
                )
            );
        }

        return read;
    }

    private static CsvRead Parse(string path, CsvLayout layout, ConsoleOutput output)
    {
        using var progress = output.Progress();
        if (File.Exists(path) && path.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase))
        {
            return ParquetTable.Read(path, layout, output.Cancellation, progress);
        }

        using var stream = RowStream.Open(path, output);
        return CsvTable.Read(stream, layout, output.Cancellation, progress);
    }

    public static ProbabilityModel Model(string path)
    {
        if (!File.Exists(path))
        {
            throw new CliException(
                ExitCode.Model,
                new($"There is no model file '{path}'.", $"モデルファイル「{path}」がありません。")
            );
        }

        return new FileInfo(path).Length > ModelFile.MaxBytes
            ? throw new CliException(
                ExitCode.Model,
                new("The model file is too large.", "モデルファイルが大きすぎます。")
            )
            : ModelFile.Read(File.ReadAllBytes(path));
    }
}
