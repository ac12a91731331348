using CsMonolith.Learning.Localization;
using CsMonolith.Learning.Patterns;

namespace CsMonolith.Cli.Evidence;

/// <summary>Words and JSON codes of a verdict.</summary>
internal static class Verdicts
{
    public static LocalizedText Text(Verdict verdict) =>
        verdict switch
        {
            Verdict.Raises => new("raises", "上げる"),
            Verdict.Lowers => new("lowers", "下げる"),
            _ => new("cannot tell", "判定できない"),
        };

    public static string Code(Verdict verdict) =>
        verdict switch
        {
            Verdict.Raises => "raises",
            Verdict.Lowers => "lowers",
            _ => "cannot-tell",
        };
}
