using System.CommandLine;
using CsMonolith.Learning.Artefacts;
using CsMonolith.Learning.Models;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Cli.Talk;

/// <summary>Options and arguments that several commands have, each with one name and one meaning.</summary>
internal static class Shared
{
    /// <summary>On the root, so that it stands before or after the command's own.</summary>
    public static readonly Option<bool> Json = new("--json")
    {
        Description = "One JSON object on stdout and nothing else",
        Recursive = true,
    };

    public static readonly Option<string?> Lang = new("--lang")
    {
        Description = "ja or en; otherwise LANG decides",
        Recursive = true,
    };

    public static Option<string> Label() =>
        new("--label") { Description = "Column with the 0/1 outcome", Required = true };

    public static Option<string?> Time() =>
        new("--time") { Description = "Column of ISO dates to split by; found by itself if absent" };

    public static Option<string?> Group() =>
        new("--group")
        {
            Description =
                "Column that says whose row it is; nobody is split. Found by itself where rows have dates and a column names each customer once a day",
        };

    public static Option<string?> Weight() =>
        new("--weight") { Description = "Column that says how many rows a row counts for, above 0" };

    public static Option<ulong> Seed() =>
        new("--seed") { Description = "Same data and seed, same bytes", DefaultValueFactory = _ => 1 };

    public static Option<int> Threads() =>
        new("--threads") { Description = "Threads; 0 is one per core. Changes no result" };

    public static Option<string> HostUrl() => new("--host") { Description = "Address of the host", Required = true };

    public static Option<string> Token() => new("--token") { Description = "Access token", Required = true };

    public static Option<string> Encoding()
    {
        var encoding = new Option<string>("--encoding")
        {
            Description = "How the CSV's bytes stand for text",
            DefaultValueFactory = _ => CsvEncoding.Utf8,
        };
        encoding.AcceptOnlyFromAmong([.. CsvEncoding.Names]);
        return encoding;
    }

    public static Argument<string> Csv() => new("FILE") { Description = "CSV with a header, or Parquet (.parquet)" };

    /// <summary>Reads CSV, or Parquet by its name; says how far it is.</summary>
    public static CsvRead Read(string path, CsvLayout layout, Teller teller)
    {
        if (!File.Exists(path))
        {
            throw new Complaint(
                ExitCode.Data,
                "file.absent",
                new($"There is no file '{path}'.", $"ファイル「{path}」がありません。")
            );
        }

        var read = Parse(path, layout, teller);
        if (read.GroupColumn != layout.Group)
        {
            teller.Talk(
                new(
                    $"'{read.GroupColumn}' says whose row it is (one row for each of its names and days): nobody is on both sides of a split. --group COL says otherwise.",
                    $"列「{read.GroupColumn}」を顧客の列とみなし(名前と時点ごとに 1 行)、同じ顧客が学習と検証に分かれないようにします。変えるには --group 列 を指定してください。"
                )
            );
        }

        return read;
    }

    private static CsvRead Parse(string path, CsvLayout layout, Teller teller)
    {
        using var progress = teller.Progress();
        return path.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase)
            ? ParquetTable.Read(
                path,
                layout,
                Environment.GetEnvironmentVariable("CHURN_DUCKDB") is { Length: > 0 } library ? library : null,
                teller.Cancellation,
                progress
            )
            : CsvTable.Read(path, layout, teller.Cancellation, progress);
    }

    public static ProbabilityModel Model(string path)
    {
        if (!File.Exists(path))
        {
            throw new Complaint(
                ExitCode.Model,
                "model.absent",
                new($"There is no model file '{path}'.", $"モデルファイル「{path}」がありません。")
            );
        }

        return new FileInfo(path).Length > ModelFile.MaxBytes
            ? throw new Complaint(
                ExitCode.Model,
                "model.size",
                new("The model file is too large.", "モデルファイルが大きすぎます。")
            )
            : ModelFile.Read(File.ReadAllBytes(path));
    }
}
