namespace CsMonolith.Revenue.Renewals;

/// <summary>Every refusal of renewals.</summary>
internal static class RenewalErrors
{
    public static Error RenewalSettled(DateOnly due, DateOnly on) =>
        new(
            ErrorKind.Conflict,
            "revenue.renewal.settled",
            $"The renewal due {due:yyyy-MM-dd} was settled on {on:yyyy-MM-dd}. Open the next one, or correct "
                + "the subscription.",
            $"{due:yyyy-MM-dd}期限の更新は{on:yyyy-MM-dd}に確定済みです。次の更新を登録するか、契約を訂正してください。"
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
