namespace CsMonolith.Feedback;

/// <summary>Every refusal of Feedback.</summary>
internal static class FeedbackErrors
{
    public static Error TicketExists(string externalId) =>
        new(
            ErrorKind.Conflict,
            "feedback.ticket.exists",
            $"Ticket '{externalId}' is stored already. "
                + "Leave externalId out for a new ticket, or import the file again to bring this one up to date.",
            $"問い合わせ「{externalId}」は登録済みです。新しい問い合わせなら externalId を外し、更新なら取り込みをやり直してください。"
        );

    public static Error AnswerExists(string externalId) =>
        new(
            ErrorKind.Conflict,
            "feedback.survey-answer.exists",
            $"Survey answer '{externalId}' is stored already. Give a new answer an externalId of its own, or none.",
            $"アンケートの回答「{externalId}」は登録済みです。新しい回答には別の externalId を付けるか、externalId を外してください。"
        );

    public static Error NoSuchAccount(Guid id) => PlatformErrors.NotFound("account", id);

    public static Error NoSuchCard(Guid id) => PlatformErrors.NotFound("field-card", id);

    public static Error CardClosed(Guid id, DateOnly on) =>
        new(
            ErrorKind.Conflict,
            "feedback.field-card.closed",
            $"Field card {id} was closed on {on:yyyy-MM-dd}. Write a new card if it happened again.",
            $"気づきカード {id} は{on:yyyy-MM-dd}に完了しています。再び起きたときは新しいカードを書いてください。"
        );

    /// <summary>Refuses a day after today: only what has happened is recorded.</summary>
    public static Error InFuture(string field, DateOnly day, DateOnly today) =>
        PlatformErrors.Invalid(
            new FieldFault(
                $"/{field}",
                $"{day:yyyy-MM-dd} is after today, {today:yyyy-MM-dd}. Give the day on which it happened.",
                $"{day:yyyy-MM-dd} は今日({today:yyyy-MM-dd})より後です。起きた日を指定してください。"
            )
        );
}
