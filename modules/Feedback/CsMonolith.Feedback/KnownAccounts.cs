using CsMonolith.Journey.Contracts;
using CsMonolith.Platform.Imports;

namespace CsMonolith.Feedback;

/// <summary>
/// The accounts that tickets, survey answers and field cards may belong to. Journey is asked for them each time.
/// </summary>
internal sealed class KnownAccounts(IMediator mediator, AccountVisibility visibility)
{
    // Journey answers only for accounts that had started by the day, but a customer may say something before the start.
    private static readonly DateOnly Whenever = new(2999, 12, 31);

    /// <summary>
    /// Whether the account exists and the caller may see it; the answer does not tell which of the two fails.
    /// </summary>
    public async Task<bool> Admits(Guid account, CancellationToken cancellation) =>
        await visibility.Sees(account, cancellation)
        && (await mediator.Send(new AccountsAsOf([account], Whenever, WithProspects: true), cancellation)).Count > 0;

    /// <summary>The day on which each account's relation began; <c>null</c> where it is unknown.</summary>
    public async Task<IReadOnlyDictionary<Guid, DateOnly?>> Starts(
        IReadOnlyCollection<Guid> accounts,
        CancellationToken cancellation
    ) =>
        (await mediator.Send(new AccountsAsOf(accounts, Whenever, WithProspects: true), cancellation)).ToDictionary(
            account => account.Id,
            account => account.StartedOn
        );

    /// <summary>The accounts that a file's rows name by external id; ids that no account has are absent.</summary>
    public async Task<IReadOnlyDictionary<string, Guid>> Named(
        IReadOnlyList<ImportRow> rows,
        string column,
        CancellationToken cancellation
    ) =>
        await mediator.Send(
            new AccountsByExternalId([.. rows.Select(row => row.Text(column)).OfType<string>().Distinct()]),
            cancellation
        );

    /// <summary>
    /// The accounts on whose maps of people the addresses of a file's rows stand; addresses on no map are absent.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<Guid>>> AtAddresses(
        IReadOnlyList<ImportRow> rows,
        string column,
        CancellationToken cancellation
    ) =>
        rows.Select(row => row.Text(column)).OfType<string>().Distinct().ToList() is { Count: > 0 } addresses
            ? await mediator.Send(new AccountsByAddress(addresses), cancellation)
            : new Dictionary<string, IReadOnlyList<Guid>>();

    /// <summary>The refusal of a row whose account does not exist.</summary>
    public static RowOutcome Unattached(string column, string externalId) =>
        RowOutcome.Refused(
            column,
            $"There is no account '{externalId}'. Import the accounts first, or correct the account's number.",
            $"顧客「{externalId}」が登録されていません。先に顧客を取り込むか、顧客番号を直してください。"
        );
}
