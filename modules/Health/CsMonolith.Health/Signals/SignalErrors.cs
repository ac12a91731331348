namespace CsMonolith.Health.Signals;

/// <summary>What Health refuses about the answers to signals.</summary>
internal static class SignalErrors
{
    public static Error NoPerson { get; } =
        new(
            ErrorKind.Forbidden,
            "health.signal.no-person",
            "A signal is answered by a person. Sign in as a person.",
            "気づきへの回答は個人が行います。個人としてサインインしてください。"
        );

    public static Error TakenBy(string name, DateOnly on) =>
        new(
            ErrorKind.Conflict,
            "health.signal.taken",
            $"{name} has taken this signal on {on:yyyy-MM-dd}. Ask them, or withdraw their answer first.",
            $"この気づきは{on:yyyy-MM-dd}に{name}さんが引き受けています。本人に確認するか、先にその回答を取り消してください。"
        );

    public static Error NoReason(SignalDecision decision) =>
        PlatformErrors.Invalid(
            new FieldFault(
                "/reason",
                $"'{Name(decision)}' needs a reason. Say why in one sentence.",
                $"「{Name(decision)}」には理由が必要です。理由を一文で書いてください。"
            )
        );

    public static Error NoDay(DateOnly? until, DateOnly first, DateOnly last) =>
        PlatformErrors.Invalid(
            new FieldFault(
                "/until",
                $"'{until:yyyy-MM-dd}' is no day on which a deferred signal is asked again. "
                    + $"Use {first:yyyy-MM-dd} to {last:yyyy-MM-dd}.",
                $"「{until:yyyy-MM-dd}」には後回しにできません。{first:yyyy-MM-dd}から{last:yyyy-MM-dd}までの日を指定してください。"
            )
        );

    public static Error DayWithoutDeferring(DateOnly until, SignalDecision decision) =>
        PlatformErrors.Invalid(
            new FieldFault(
                "/until",
                $"'{until:yyyy-MM-dd}' has no meaning with '{Name(decision)}'. Leave it out, or defer the signal.",
                $"「{Name(decision)}」に「{until:yyyy-MM-dd}」は指定できません。省くか、「deferred」にしてください。"
            )
        );

    private static string Name(SignalDecision decision) =>
        decision switch
        {
            SignalDecision.Taken => "taken",
            SignalDecision.Deferred => "deferred",
            SignalDecision.Declined => "declined",
            _ => "done",
        };
}
