using System.CommandLine;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Cli.Input;

/// <summary>Options and arguments that several commands have, each with one name and one meaning.</summary>
internal static class CommonOptions
{
    public static Option<string> Label() =>
        new("--label") { Description = "Column with the 0/1 outcome", Required = true };

    public static Option<string?> Time() =>
        new("--time") { Description = "Column of ISO dates to split by; found by itself if absent" };

    public static Option<string?> Group() =>
        new("--group")
        {
            Description =
                "Column that says whose row it is; nobody is split. Found by itself where rows have dates and a "
                + "column names each customer once a day",
        };

    public static Option<string?> Weight() =>
        new("--weight") { Description = "Column that says how many rows a row counts for, above 0" };

    public static Option<ulong> Seed() =>
        new("--seed") { Description = "Same data and seed, same bytes", DefaultValueFactory = _ => 1 };

    public static Option<int> Threads() =>
        new("--threads") { Description = "Threads; 0 is one per core. Changes no result" };

    public static Option<string> HostUrl() => new("--host") { Description = "Address of the host", Required = true };

    public static Option<string?> Token() =>
        new("--token")
        {
            Description =
                "Access token or API key; better in the variable CHURN_TOKEN or by churn login, since a command "
                + "line is seen by others",
        };

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

    public static Argument<string> Csv() =>
        new("FILE")
        {
            Description = "CSV with a header, plain or packed by gzip, or Parquet (.parquet); - reads standard input",
        };
}
