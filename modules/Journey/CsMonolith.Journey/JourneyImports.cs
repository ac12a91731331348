using CsMonolith.Platform.Imports;

namespace CsMonolith.Journey;

/// <summary>What Journey's kinds of import share: the account's column and the refusals of a row.</summary>
internal static class JourneyImports
{
    /// <summary>Headings under which files give the account's id.</summary>
    public static string[] AccountIdHeadings { get; } =
    [
        "externalId",
        "account_id",
        "accountExternalId",
        "customer_id",
        "company_id",
        "顧客番号",
        "顧客コード",
        "顧客ID",
        "会社コード",
        "Record ID",
        "Company ID",
        "Account ID",
        "レコードID",
        "取引先ID",
        "組織の外部ID",
    ];

    /// <summary>The column that names the account of a row by its external id.</summary>
    public static ImportColumn AccountColumn { get; } =
        new("accountExternalId", ColumnType.Text, Required: true, "Account", "顧客", AccountIdHeadings);

    public static RowOutcome Missing(string column) =>
        RowOutcome.Refused(
            column,
            $"'{column}' is empty. Fill the cell, or leave the row out.",
            $"「{column}」が空です。値を入力するか、行を除いてください。"
        );

    public static RowOutcome NoSuchAccount(string? externalId) =>
        RowOutcome.Refused(
            "accountExternalId",
            $"There is no account '{externalId}'. Load the accounts first, or correct the id.",
            $"顧客「{externalId}」が見つかりません。先に顧客を取り込むか、IDを直してください。"
        );

    public static RowOutcome NoDay(string column) =>
        RowOutcome.Refused(
            column,
            "The day is missing. Write it as 2026-04-01.",
            "日付がありません。2026-04-01 のように入力してください。"
        );

    public static RowOutcome NotYet(string column, DateOnly day) =>
        RowOutcome.Refused(
            column,
            $"{day:yyyy-MM-dd} lies after today. Load it when it has happened.",
            $"{day:yyyy-MM-dd} は今日より後です。実際に起きてから取り込んでください。"
        );

    public static RowOutcome TooLong(string column, int most) =>
        RowOutcome.Refused(
            column,
            $"More than {most} characters. Shorten it.",
            $"{most}文字を超えています。短くしてください。"
        );

    public static RowOutcome NoWebAddress(string column, string text) =>
        RowOutcome.Refused(
            column,
            $"'{text}' is no web address. Write one that begins with https:// or http://, or leave the cell empty.",
            $"「{text}」はアドレスではありません。https:// または http:// で始めるか、空欄にしてください。"
        );
}
