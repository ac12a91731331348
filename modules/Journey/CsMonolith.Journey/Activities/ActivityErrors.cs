namespace CsMonolith.Journey.Activities;

/// <summary>Every refusal about activities.</summary>
internal static class ActivityErrors
{
    public static Error SignalAfter(DateOnly signal, DateOnly on) =>
        JourneyErrors.Field(
            "journey.activity.signal-after",
            "/signalOn",
            $"The signal of {signal:yyyy-MM-dd} came after the activity of {on:yyyy-MM-dd} that is said to answer it. "
                + "Give the day on which the signal was seen first.",
            $"気づきの日 {signal:yyyy-MM-dd} が、それに応えた活動の日 {on:yyyy-MM-dd} より後です。最初に気づいた日を指定してください。"
        );

    public static Error PeriodTooLong(Month from, Month to) =>
        JourneyErrors.Field(
            "journey.activity.period",
            "to",
            $"{from} to {to} are not 1 to 36 months in order. Ask for fewer, or swap them.",
            $"{from} から {to} は1か月から36か月の期間ではありません。期間を短くするか、入れ替えてください。"
        );
}
