using System.Globalization;
using CsMonolith.Cli.Output;

namespace CsMonolith.Cli.Input;

/// <summary>Reads options that name a month.</summary>
internal static class MonthOption
{
    /// <summary>First day of a month such as <c>2026-01</c>.</summary>
    public static DateOnly First(string option, string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first)
            ? first
            : throw new CliException(
                ExitCode.Usage,
                new(
                    $"{option} '{text}' is not a month such as 2026-01.",
                    $"{option}「{text}」は 2026-01 のような月ではありません。"
                )
            );
}
