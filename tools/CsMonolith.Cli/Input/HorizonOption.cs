using System.CommandLine;
using System.Globalization;
using CsMonolith.Cli.Output;

namespace CsMonolith.Cli.Input;

/// <summary>
/// The option --horizon: days within which an outcome counts, written <c>90</c>, <c>90d</c> or <c>6m</c>.
/// </summary>
internal static class HorizonOption
{
    /// <summary>Days that the host takes if no horizon is given.</summary>
    public const int OfHost = 90;

    private const int DaysOfMonth = 30;
    private const int Least = 7;
    private const int Most = 730;

    public static Option<string?> Option(string description) =>
        new("--horizon")
        {
            Description = $"{description}: 90d, or 6m for months of {DaysOfMonth} days; {OfHost} days if absent",
        };

    /// <summary>The horizon in days, 7 to 730; a month counts 30 days.</summary>
    public static int Days(string text)
    {
        var number = text.EndsWith('d') || text.EndsWith('m') ? text[..^1] : text;
        return
            int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count <= Most
            && count * (text.EndsWith('m') ? DaysOfMonth : 1) is >= Least and <= Most and var days
            ? days
            : throw new CliException(
                ExitCode.Usage,
                new(
                    $"--horizon '{text}' is not {Least} to {Most} days: give 90d, or 6m for months.",
                    $"--horizon「{text}」は {Least} 日から {Most} 日ではありません。90d や 6m のように指定してください。"
                )
            );
    }
}
