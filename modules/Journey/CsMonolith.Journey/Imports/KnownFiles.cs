using CsMonolith.Journey.Accounts;
using CsMonolith.Journey.People;
using CsMonolith.Platform.Imports;

namespace CsMonolith.Journey.Imports;

/// <summary>What the rows of a batch refer to, looked up for all of them at once.</summary>
internal static class KnownFiles
{
    /// <summary>Headings under which files have the account's id.</summary>
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
    ];

    public static async Task<Dictionary<string, Account>> Accounts(
        JourneyDb db,
        IEnumerable<string?> externalIds,
        CancellationToken cancellation
    )
    {
        var ids = externalIds.OfType<string>().Distinct().ToArray();
        return await db
            .Accounts.Where(account => ids.Contains(account.ExternalId))
            .ToDictionaryAsync(account => account.ExternalId, cancellation);
    }

    public static Task<Dictionary<string, Person>> PeopleByEmail(JourneyDb db, CancellationToken cancellation) =>
        db
            .People.AsNoTracking()
            .Where(person => person.Email != null)
            .ToDictionaryAsync(person => person.Email!, cancellation);

    public static async Task<Dictionary<Guid, Ownership>> OwnersOn(
        JourneyDb db,
        IEnumerable<Guid> accounts,
        DateOnly day,
        CancellationToken cancellation
    )
    {
        var ids = accounts.ToArray();
        return await db.OwnersOn(day)
            .Where(owned => ids.Contains(owned.AccountId))
            .ToDictionaryAsync(owned => owned.AccountId, cancellation);
    }

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
}
