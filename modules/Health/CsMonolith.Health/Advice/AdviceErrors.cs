namespace CsMonolith.Health.Advice;

/// <summary>What Health refuses about next steps.</summary>
internal static class AdviceErrors
{
    public static Error NoPerson { get; } =
        new(
            ErrorKind.Forbidden,
            "health.advice.no-person",
            "A step is taken or declined by a person. Sign in as a person.",
            "打ち手を引き受けたり見送ったりするのは個人です。個人としてサインインしてください。"
        );

    public static Error NotAdvised(string step, IEnumerable<string> advised) =>
        new(
            ErrorKind.Conflict,
            "health.advice.not-advised",
            $"'{step}' is not advised for this account now. There is {List(advised, "no step", ", ")}: read the next step again.",
            $"この顧客に「{Ja(step)}」は現在勧めていません。現在の打ち手: {List(advised.Select(Ja), "なし", "、")}。読み直してください。"
        )
        {
            Fields =
            [
                new FieldFault(
                    "/step",
                    $"'{step}' is not advised for this account now.",
                    $"「{Ja(step)}」は現在勧めていません。"
                ),
            ],
        };

    public static Error Answered(AdviceState state, DateOnly? on) =>
        new(
            ErrorKind.Conflict,
            "health.advice.answered",
            $"This step was answered on {on:yyyy-MM-dd} ({Name(state)}). Read the next step again.",
            $"この打ち手は{on:yyyy-MM-dd}に回答済みです({Ja(state)})。読み直してください。"
        );

    public static Error DueOutside(DateOnly due, DateOnly first, DateOnly last) =>
        PlatformErrors.Invalid(
            new FieldFault(
                "/dueOn",
                $"{due:yyyy-MM-dd} does not lie from {first:yyyy-MM-dd} to {last:yyyy-MM-dd}. Give such a day, or leave it out.",
                $"{due:yyyy-MM-dd} は{first:yyyy-MM-dd}から{last:yyyy-MM-dd}までの日ではありません。範囲内の日を指定するか、省いてください。"
            )
        );

    private static string List(IEnumerable<string> steps, string none, string between) =>
        string.Join(between, steps) is { Length: > 0 } all ? all : none;

    private static string Ja(string step) => StepCatalogue.Find(step)?.Ja ?? step;

    private static string Ja(AdviceState state) =>
        state switch
        {
            AdviceState.Given => "未回答",
            AdviceState.Taken => "引き受け済み",
            AdviceState.Declined => "見送り",
            AdviceState.Passed => "未回答のまま解消",
            _ => "別の打ち手に交代",
        };

    private static string Name(AdviceState state) =>
        System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(state.ToString());
}
