namespace CsMonolith.Revenue.Renewals;

/// <summary>Every refusal of renewals.</summary>
internal static class RenewalErrors
{
    public static Error RenewalSettled(DateOnly due, DateOnly on) =>
        new(
            ErrorKind.Conflict,
            "revenue.renewal.settled",
            $"The renewal due {due:yyyy-MM-dd} was settled on {on:yyyy-MM-dd}. Take that outcome back, or "
                + "the cancellation that settled it, first.",
            $"{due:yyyy-MM-dd}期限の更新は{on:yyyy-MM-dd}に確定済みです。先にその結果、または確定の元になった解約を取り消してください。"
        );

    public static Error NotSettled(DateOnly due) =>
        new(
            ErrorKind.Conflict,
            "revenue.renewal.not-settled",
            $"The renewal due {due:yyyy-MM-dd} has no outcome that a person recorded. If the contract settled it, take "
                + "back the cancellation or the void there.",
            $"{due:yyyy-MM-dd}期限の更新には、人が記録した結果がありません。契約によって確定した場合は、その解約または取り消しを契約側で戻してください。"
        );

    public static Error BuiltUpon(string externalId, DateOnly due) =>
        new(
            ErrorKind.Conflict,
            "revenue.renewal.built-upon",
            $"Since the renewal due {due:yyyy-MM-dd} was settled, the terms or the end of '{externalId}' were changed. "
                + "Correct the subscription itself.",
            $"{due:yyyy-MM-dd}期限の更新が確定した後に、契約「{externalId}」の条件または終了日が変更されています。契約を直接訂正してください。"
        );

    public static Error NoEndKnown(string externalId) =>
        new(
            ErrorKind.Conflict,
            "revenue.renewal.no-end",
            $"Subscription '{externalId}' has no last paid day. Give dueOn, the last day of the term.",
            $"契約「{externalId}」には終了日がありません。期間の最終日を dueOn で指定してください。"
        );

    public static Error NothingToRenew(string externalId, DateOnly due) =>
        new(
            ErrorKind.Conflict,
            "revenue.renewal.nothing-to-renew",
            $"Subscription '{externalId}' has no term that ends on {due:yyyy-MM-dd} and could be renewed: it "
                + "is cancelled, voided or begins later. Name another.",
            $"契約「{externalId}」に{due:yyyy-MM-dd}で更新できる期間がありません(解約・取り消し済み、または開始前)。別の契約を指定してください。"
        );

    public static Error RenewalOpen(string externalId, DateOnly due) =>
        new(
            ErrorKind.Conflict,
            "revenue.renewal.listed-already",
            $"The term of '{externalId}' that ends on {due:yyyy-MM-dd} is on the list already. Read it with "
                + "GET /v1/renewals.",
            $"契約「{externalId}」の{due:yyyy-MM-dd}満了分はすでに更新一覧にあります。GET /v1/renewals で確認してください。"
        );
}
