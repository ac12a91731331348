namespace CsMonolith.Health.Briefs;

/// <summary>What Health refuses about the brief.</summary>
internal static class BriefErrors
{
    public static Error NoPerson { get; } =
        new(
            ErrorKind.Forbidden,
            "health.brief.no-person",
            "A mark is a person's own. Sign in as a person.",
            "印は個人のものです。個人としてサインインしてください。"
        );

    public static Error NoMonday(DateOnly day) =>
        PlatformErrors.Invalid(
            new FieldFault(
                "week",
                $"{day:yyyy-MM-dd} is no Monday. Use {MondayOf(day):yyyy-MM-dd}.",
                $"{day:yyyy-MM-dd}は月曜日ではありません。{MondayOf(day):yyyy-MM-dd}を指定してください。"
            )
        );

    public static DateOnly MondayOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
}
