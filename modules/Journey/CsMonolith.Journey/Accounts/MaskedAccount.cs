namespace CsMonolith.Journey.Accounts;

/// <summary>
/// An account as somebody sees it who works under pseudonyms: that it is there, and nothing that the rows to learn from
/// hold too. Industry, region, the start, tier and phase together name nearly every account, so they stand in one of
/// the two places only; and no list is in the order of ids, which follows the order of starts.
/// </summary>
/// <param name="Id">The pseudonym.</param>
internal sealed record MaskedAccount(Guid Id)
{
    /// <summary>Nothing to filter or sort by: pages come in the order of the pseudonyms.</summary>
    public static ListShape<MaskedAccount> Shape { get; } = new(row => row.Id, "");

    /// <summary>The pseudonyms of the list of accounts.</summary>
    public static PurposePseudonyms Names(Pseudonyms pseudonyms) => pseudonyms.For("accounts");

    public static AccountLine Line(MaskedAccount account) =>
        new(
            account.Id,
            PurposePseudonyms.Name(account.Id),
            PurposePseudonyms.Name(account.Id),
            Industry: null,
            Region: null,
            Tier: null,
            Touch: null,
            Phase: null,
            OwnerId: null,
            OwnerName: null,
            StartedOn: null
        );

    public static AccountProfile Profile(Guid pseudonym) =>
        new(
            pseudonym,
            PurposePseudonyms.Name(pseudonym),
            PurposePseudonyms.Name(pseudonym),
            Industry: null,
            Region: null,
            AcquiredThrough: null,
            Employees: null,
            Seats: null,
            SeatsSince: null,
            Tier: null,
            TierByHand: false,
            Touch: null,
            Purposes: [],
            PartnerId: null,
            StartedOn: null,
            DecisionStyle: null,
            OwnerId: null,
            OwnerName: null,
            Phase: null,
            PhaseSince: null,
            Version: 0
        );
}
