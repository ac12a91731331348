using System.Text.RegularExpressions;

namespace CsMonolith.Imports.Loading;

/// <summary>What a file is about, by the names that people and tools give it.</summary>
internal static partial class FileTitle
{
    private const int Longest = 200;

    /// <summary>
    /// The sheet's name where somebody gave it one, else the file's without what tools add to it; empty where tools
    /// named both.
    /// </summary>
    public static string Of(string fileName, string? sheet)
    {
        var title =
            sheet is not null && !NamedByTool().IsMatch(sheet) ? sheet : Path.GetFileNameWithoutExtension(fileName);
        for (var before = ""; before != title; )
        {
            (before, title) = (title, AddedByTool().Replace(title, "").Trim());
        }

        return NamedByTool().IsMatch(title) ? ""
            : title.Length > Longest ? title[..Longest]
            : title;
    }

    [GeneratedRegex(
        @"^(sheet|シート|worksheet|form responses?|フォームの回答|responses?|回答|export|data)\s*\d*$",
        RegexOptions.IgnoreCase
            | RegexOptions.CultureInvariant
            | RegexOptions.NonBacktracking
            | RegexOptions.ExplicitCapture
    )]
    private static partial Regex NamedByTool();

    // 春の調査(回答), 春の調査 (Responses) - フォームの回答 1, Spring-responses, Spring (1)
    [GeneratedRegex(
        @"([\s_-]*([(（](responses?|回答|\d+)[)）]|(form )?responses?( \d+)?|フォームの回答( \d+)?))$",
        RegexOptions.IgnoreCase
            | RegexOptions.CultureInvariant
            | RegexOptions.NonBacktracking
            | RegexOptions.ExplicitCapture
    )]
    private static partial Regex AddedByTool();
}
