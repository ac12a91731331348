using CsMonolith.Platform.Imports;
using CsMonolith.Revenue.Contracts;

namespace CsMonolith.Health.Usage.Events;

/// <summary>Refusals and warnings about single rows of an import of usage.</summary>
internal static class UsageRefusals
{
    public static RowOutcome Nobodys { get; } =
        RowOutcome.Refused(
            "accountExternalId",
            "Neither an account nor a subscription is given. Give one of them, so that the use can be attached.",
            "顧客番号も契約番号もありません。どちらかを入れてください。"
        );

    public static RowOutcome NoDay { get; } =
        RowOutcome.Refused(
            "day",
            "There is no day. Give the day of use, or the time.",
            "利用日がありません。利用日か利用日時を入れてください。"
        );

    public static RowOutcome UnknownAccount(string id) =>
        RowOutcome.Refused(
            "accountExternalId",
            $"No account bears the id '{id}'. Load the accounts first, or correct the id.",
            $"顧客番号「{id}」の顧客がありません。先に顧客を取り込むか、番号を直してください。"
        );

    public static RowOutcome UnknownSubscription(string id) =>
        RowOutcome.Refused(
            "subscriptionExternalId",
            $"No subscription bears the id '{id}'. Load the subscriptions first, or correct the id.",
            $"契約番号「{id}」の契約がありません。先に契約を取り込むか、番号を直してください。"
        );

    public static RowOutcome AnothersSubscription(string subscription, string account) =>
        RowOutcome.Refused(
            "subscriptionExternalId",
            $"The subscription '{subscription}' does not belong to the account '{account}'. Correct one of them.",
            $"契約「{subscription}」は顧客「{account}」のものではありません。どちらかを直してください。"
        );

    public static RowOutcome OutOfRange(string column, long figure, long most) =>
        RowOutcome.Refused(
            column,
            $"{figure} is not between 0 and {most}.",
            $"{figure}は0から{most}の範囲にありません。"
        );

    public static RowOutcome TooLong(string column, int length, int most) =>
        RowOutcome.Refused(
            column,
            $"The text has {length} characters; {most} are taken.",
            $"{length}文字あります。{most}文字以内にしてください。"
        );

    /// <summary>
    /// Flags a day that is ahead or before the contract. The row is stored all the same, since clocks and dates may be
    /// wrong.
    /// </summary>
    public static RowOutcome OddDay(DateOnly day, SubscriptionHome? home, DateOnly today) =>
        day > today
            ? RowOutcome.Created.Flagged(
                "day",
                $"The day {day:yyyy-MM-dd} lies ahead of today; it counts from that day on.",
                $"利用日 {day:yyyy-MM-dd} は未来の日付です。その日から集計に入ります。"
            )
        : home is not null && day < home.StartsOn
            ? RowOutcome.Created.Flagged(
                "day",
                $"The day {day:yyyy-MM-dd} lies before the subscription began on {home.StartsOn:yyyy-MM-dd}.",
                $"利用日 {day:yyyy-MM-dd} が契約開始日 {home.StartsOn:yyyy-MM-dd} より前です。"
            )
        : RowOutcome.Created;
}
