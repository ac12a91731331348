namespace CsMonolith.Journey.Accounts.Prospects;

/// <summary>Every refusal about prospects.</summary>
internal static class ProspectErrors
{
    public static Error Won(DateOnly on) =>
        new(
            ErrorKind.Conflict,
            "journey.prospect.won",
            $"It is a customer since {on:yyyy-MM-dd} and is no prospect any more. Record an end as a churn.",
            $"{on:yyyy-MM-dd} から顧客です。見込み客には戻せません。終了は解約として登録してください。"
        );

    public static Error SameState { get; } =
        new(
            ErrorKind.Conflict,
            "journey.prospect.same-state",
            "The prospect is in that state already. Give another one.",
            "この見込み客はすでにその状態です。別の状態を指定してください。"
        );

    public static Error BeforeState(DateOnly day, DateOnly since) =>
        JourneyErrors.Field(
            "journey.prospect.before-state",
            "/on",
            $"{day:yyyy-MM-dd} lies before {since:yyyy-MM-dd}, since when it is as it is. Give that day or a later one.",
            $"{day:yyyy-MM-dd} は今の状態になった {since:yyyy-MM-dd} より前です。その日以降を指定してください。"
        );

    public static Error TooOften(int most) =>
        new(
            ErrorKind.Conflict,
            "journey.prospect.too-often",
            $"The prospect has changed its state {most} times, the most that are kept. Record the win instead.",
            $"状態の変更は{most}回までです。受注した場合は受注として登録してください。"
        );

    public static Error NoProspect(Guid account) =>
        new(
            ErrorKind.Conflict,
            "journey.prospect.none",
            $"Account {account} was opened as a customer and never was a prospect. Nothing is to be won or lost here.",
            $"顧客 {account} は最初から顧客として登録されています。見込み客ではないため、受注・失注は登録できません。"
        );

    public static Error NotStarted(DateOnly startedOn) =>
        JourneyErrors.Field(
            "journey.prospect.not-started",
            "/startedOn",
            $"A prospect has not started on {startedOn:yyyy-MM-dd}: leave startedOn out, and record the win by "
                + "POST /v1/accounts/{accountId}/prospect-state.",
            $"見込み客に利用開始日({startedOn:yyyy-MM-dd})は設定できません。startedOn を省き、受注は POST /v1/accounts/{{accountId}}/prospect-state で登録してください。"
        );
}
