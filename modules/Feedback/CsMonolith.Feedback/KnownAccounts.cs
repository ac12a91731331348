using CsMonolith.Journey.Contracts;
using CsMonolith.Platform.Imports;

namespace CsMonolith.Feedback;

/// <summary>The accounts that a voice may be attached to. Journey owns them; nothing is copied.</summary>
internal sealed class KnownAccounts(IMediator mediator, AccountVisibility visibility)
{
    // Journey answers for accounts that had started by a day, and a customer may speak before that.
    private static readonly DateOnly Whenever = new(2999, 12, 31);

    /// <summary>Whether there is such an account and the caller may see it; the two answer alike.</summary>
    public async Task<bool> Admits(Guid account, CancellationToken cancellation) =>
        await visibility.Sees(account, cancellation)
        && (await mediator.Send(new AccountsAsOf([account], Whenever), cancellation)).Count > 0;

    /// <summary>When each account's relation began; <c>null</c> where it is unknown.</summary>
    public async Task<IReadOnlyDictionary<Guid, DateOnly?>> Starts(
        IReadOnlyCollection<Guid> accounts,
        CancellationToken cancellation
    ) =>
        (await mediator.Send(new AccountsAsOf(accounts, Whenever), cancellation)).ToDictionary(
            account => account.Id,
            account => account.StartedOn
        );

    /// <summary>The accounts that a file's rows name by external id; those that nobody bears are absent.</summary>
    public async Task<IReadOnlyDictionary<string, Guid>> Named(
        IReadOnlyList<ImportRow> rows,
        string column,
        CancellationToken cancellation
    ) =>
        await mediator.Send(
            new AccountsByExternalId([.. rows.Select(row => row.Text(column)!).Distinct()]),
            cancellation
        );

    /// <summary>What becomes of a row whose account nobody knows.</summary>
    public static RowOutcome Unattached(string column, string externalId) =>
        RowOutcome.Refused(
            column,
            $"There is no account '{externalId}'. Import the accounts first, or correct the account's number.",
            $"顧客「{externalId}」が登録されていません。先に顧客を取り込むか、顧客番号を直してください。"
        );
}
