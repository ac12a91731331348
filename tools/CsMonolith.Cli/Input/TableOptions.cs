using System.CommandLine;
using System.Globalization;
using CsMonolith.Cli.Output;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Cli.Input;

/// <summary>The options that say how a table is read, beside the roles of its columns.</summary>
/// <param name="hasDay">Whether there is a day as of which rows are known; a command may mean its own by it.</param>
internal sealed class TableOptions(bool hasDay = true)
{
    private readonly Option<string?> _positive = new("--positive")
    {
        Description = "Value of the label that is the outcome; every other value is none",
    };

    private readonly Option<string[]> _exclude = new("--exclude")
    {
        Description = "Columns to leave out, with commas between; may be given several times",
    };

    private readonly Option<string[]> _only = new("--only")
    {
        Description = "The only columns to use as features, with commas between; may be given several times",
    };

    private readonly Option<string?> _asOf = new("--asof")
    {
        Description =
            "Day such as 2026-03-31 as of which rows without a day of their own are known: days since a start are "
            + "counted to it",
    };

    private readonly Option<string> _encoding = CommonOptions.Encoding();

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _positive, _exclude, _only, _encoding })
        {
            command.Options.Add(option);
        }

        if (hasDay)
        {
            command.Options.Add(_asOf);
        }
    }

    /// <summary>The layout with what was asked for.</summary>
    public CsvLayout Of(ParseResult parsed, CsvLayout layout) =>
        layout with
        {
            Encoding = parsed.GetValue(_encoding)!,
            Positive = parsed.GetValue(_positive) ?? layout.Positive,
            Exclude = Names(parsed.GetValue(_exclude)) is { Count: > 0 } excluded ? excluded : layout.Exclude,
            Only = Names(parsed.GetValue(_only)) is { Count: > 0 } only ? only : layout.Only,
            AsOf = hasDay && parsed.GetValue(_asOf) is { } day ? Day(day) : layout.AsOf,
        };

    private static List<string> Names(string[]? asked) =>
        [
            .. (asked ?? []).SelectMany(names =>
                names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            ),
        ];

    private static DateOnly Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new CliException(
                ExitCode.Usage,
                new(
                    $"--asof '{text}' is not a day such as 2026-03-31.",
                    $"--asof「{text}」は 2026-03-31 のような日付ではありません。"
                )
            );
}
