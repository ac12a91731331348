namespace CsMonolith.Journey.Improvements;

/// <summary>Every refusal about improvement projects.</summary>
internal static class ImprovementErrors
{
    public static Error NoShare { get; } =
        JourneyErrors.Field(
            "journey.improvement.no-share",
            "/promise",
            "A share goes from 0 to 1: 0.8 for 80 %. Give from and to so.",
            "割合は0から1で指定してください(80 % は 0.8)。"
        );

    public static Error NegativeDays { get; } =
        JourneyErrors.Field(
            "journey.improvement.negative-days",
            "/promise",
            "Days to the first value are 0 or more. Give from and to so.",
            "最初の成果までの日数は0以上で指定してください。"
        );

    public static Error Started(DateOnly on) =>
        new(
            ErrorKind.Conflict,
            "journey.improvement.started",
            $"The project started on {on:yyyy-MM-dd}, and what it promised is fixed from then on. Close it and create another one.",
            $"このプロジェクトは {on:yyyy-MM-dd} に始まっており、約束した効果は変更できません。終了して新しく作成してください。"
        );

    public static Error Closed(DateOnly on) =>
        new(
            ErrorKind.Conflict,
            "journey.improvement.closed",
            $"The project was closed on {on:yyyy-MM-dd}. Create another one.",
            $"このプロジェクトは {on:yyyy-MM-dd} に終了しています。新しく作成してください。"
        );

    public static Error ClosedBeforeStart(DateOnly on, DateOnly startOn) =>
        JourneyErrors.Field(
            "journey.improvement.closed-before-start",
            "/on",
            $"{on:yyyy-MM-dd} lies before {startOn:yyyy-MM-dd}, when the project started. Give that day or a later one.",
            $"終了日 {on:yyyy-MM-dd} がプロジェクトの開始日 {startOn:yyyy-MM-dd} より前です。開始日以降を指定してください。"
        );

    public static Error Reached(DateOnly on) =>
        new(
            ErrorKind.Conflict,
            "journey.improvement.milestone-reached",
            $"The milestone was reached on {on:yyyy-MM-dd}, and stays so. Add another one.",
            $"このマイルストーンは {on:yyyy-MM-dd} に達成済みです。別のマイルストーンを追加してください。"
        );

    public static Error Full(int most) =>
        new(
            ErrorKind.Conflict,
            "journey.improvement.full",
            $"There are {most} of them, the most that it takes.",
            $"登録は{most}件までです。"
        );

    public static Error NoSuchCard(Guid card) =>
        JourneyErrors.Field(
            "journey.improvement.no-card",
            "/cardIds",
            $"There is no field card {card}. Take one of GET /v1/field-cards; one that was just written counts within seconds.",
            $"気づきカード {card} は見つかりません。GET /v1/field-cards にあるものを指定してください。書いた直後のカードは数秒後から使えます。"
        );
}
