using CsMonolith.Kernel;

namespace CsMonolith.Operations.Jobs;

/// <summary>Every refusal about jobs.</summary>
internal static class JobErrors
{
    /// <summary>More streams of events than one caller may keep open.</summary>
    public static Error TooManyStreams(int most) =>
        new(
            ErrorKind.TooMany,
            "operations.too-many-streams",
            $"You have {most} streams of events open, as many as one caller may. Close one of them first.",
            $"イベントの受信は同時に{most}本までです。どれかを閉じてからやり直してください。"
        );
}
