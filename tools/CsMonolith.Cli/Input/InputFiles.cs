using CsMonolith.Cli.Output;
using CsMonolith.Learning.Artefacts;
using CsMonolith.Learning.Models;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Cli.Input;

/// <summary>Reads the tables and models that a command is given by path.</summary>
internal static class InputFiles
{
    /// <summary>Reads a CSV file, or a Parquet file if the name ends in .parquet, and shows progress.</summary>
    public static CsvRead Read(string path, CsvLayout layout, ConsoleOutput output)
    {
        if (!File.Exists(path))
        {
            throw new CliException(
                ExitCode.Data,
                new($"There is no file '{path}'.", $"ファイル「{path}」がありません。")
            );
        }

        var read = Parse(path, layout, output);
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
        return path.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase)
            ? ParquetTable.Read(path, layout, output.Cancellation, progress)
            : CsvTable.Read(path, layout, output.Cancellation, progress);
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
