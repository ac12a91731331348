namespace CsMonolith.Journey.Fires;

/// <summary>Every refusal about fires.</summary>
internal static class FireErrors
{
    public static Error Closed(DateOnly ended) =>
        new(
            ErrorKind.Conflict,
            "journey.fire.closed",
            $"The fire ended on {ended:yyyy-MM-dd}. Start another one if it burns again.",
            $"この緊急対応は {ended:yyyy-MM-dd} に終了しています。再発した場合は新しく登録してください。"
        );

    public static Error EndBeforeStart(DateOnly end, DateOnly start) =>
        JourneyErrors.Field(
            "journey.fire.end-before-start",
            "/endedOn",
            $"{end:yyyy-MM-dd} lies before {start:yyyy-MM-dd}, when the fire started. Give that day or a later one.",
            $"終了日 {end:yyyy-MM-dd} が開始日 {start:yyyy-MM-dd} より前です。開始日以降を指定してください。"
        );

    public static Error NoSuchCard(Guid card) =>
        JourneyErrors.Field(
            "journey.fire.no-card",
            "/cardId",
            $"There is no field card {card} of this account, written since the fire started. No fire is closed without "
                + "one: write it first (WriteFieldCard); a card that was just written counts within seconds.",
            $"この顧客について、緊急対応の開始以降に書かれた気づきカード {card} は見つかりません。カードなしには終了できません。先にカードを書いてください(WriteFieldCard)。書いた直後のカードは数秒後から使えます。"
        );

    public static Error NoSuchCause(string cause, IEnumerable<string> known) =>
        JourneyErrors.Field(
            "journey.fire.no-cause",
            "/cause",
            $"'{cause}' is not a cause. There are {string.Join(", ", known)}.",
            $"「{cause}」という原因はありません。使える原因: {string.Join("、", known)}。"
        );

    public static Error NoSuchFire(Guid fire) =>
        JourneyErrors.Field(
            "journey.fire.unknown",
            "/fireId",
            $"No fire {fire} of this account burnt on that day. Take one of GET /v1/fires, or another day.",
            $"その日にこの顧客で続いていた緊急対応 {fire} は見つかりません。GET /v1/fires にあるものか、別の日を指定してください。"
        );

    public static Error CauseTwice(string code) =>
        JourneyErrors.Field(
            "journey.fire.cause-twice",
            "/causes",
            $"'{code}' is given twice. Give each cause once.",
            $"「{code}」が重複しています。原因は1回ずつ指定してください。"
        );

    public static Error CauseInUse(string code) =>
        new(
            ErrorKind.Conflict,
            "journey.fire.cause-in-use",
            $"Fires have the cause '{code}', so it stays. Rename its titles instead.",
            $"原因「{code}」の緊急対応があるため削除できません。名称を変更してください。"
        );
}
