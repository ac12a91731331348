using CsMonolith.Journey.Accounts.Prospects;
using CsMonolith.Journey.People;
using CsMonolith.Journey.Phases;
using CsMonolith.Platform.Storage;

namespace CsMonolith.Journey.Accounts;

/// <param name="SeatsSince">From when the seats are known; without it they never count as a fact of the past.</param>
/// <param name="TierByHand">Somebody chose the tier; otherwise the rules did.</param>
/// <param name="Phase">Code of today's phase; before-introduction for a prospect that is not won.</param>
/// <param name="Prospect">What became of it before the sale; <c>null</c> where it was opened as a customer.</param>
/// <param name="Version">Give it back as If-Match to change the account.</param>
internal sealed record AccountProfile(
    Guid Id,
    string ExternalId,
    string Name,
    string? Industry,
    string? Region,
    string? AcquiredThrough,
    int? Employees,
    int? Seats,
    DateOnly? SeatsSince,
    int? Tier,
    bool TierByHand,
    TouchModel? Touch,
    IReadOnlyList<string> Purposes,
    Guid? PartnerId,
    DateOnly? StartedOn,
    string? DecisionStyle,
    Guid? OwnerId,
    string? OwnerName,
    string? Phase,
    DateOnly? PhaseSince,
    long Version,
    ShownProspect? Prospect = null
)
{
    public static AccountProfile Example { get; } =
        new(
            Guid.Parse("0199a000-0000-7000-8000-0000000000a1"),
            "C-1042",
            "株式会社みなと物流",
            "運輸",
            "東京都",
            "展示会",
            320,
            120,
            new DateOnly(2026, 4, 1),
            2,
            TierByHand: false,
            TouchModel.High,
            ["配車の効率化", "残業の削減"],
            null,
            new DateOnly(2026, 4, 1),
            "合議",
            Guid.Parse("0199a000-0000-7000-8000-000000000001"),
            "佐藤 美咲",
            "introduction",
            new DateOnly(2026, 4, 1),
            Version: 3
        );

    /// <summary>Reads an account.</summary>
    public static async Task<AccountProfile?> Of(Guid id, JourneyDb db, CancellationToken cancellation)
    {
        if (await StoredProfile.One.Run(db, id, db.Clock.Today, cancellation) is not { Account: var account } stored)
        {
            return null;
        }

        (string Phase, DateOnly Since)? open = stored.Prospect is { WonOn: null, Since: var since }
            ? (PhaseSet.BeforeIntroduction, since)
            : null;
        return new AccountProfile(
            account.Id,
            account.ExternalId,
            account.Name,
            account.Industry,
            account.Region,
            account.AcquiredThrough,
            account.Employees,
            account.Seats,
            account.SeatsSince,
            account.Tier,
            account.TierByHand,
            account.Touch,
            account.Purposes,
            account.PartnerId,
            account.StartedOn,
            account.DecisionStyle,
            stored.OwnerId,
            stored.OwnerName,
            open?.Phase ?? stored.Phase,
            open?.Since ?? stored.PhaseSince,
            account.Version,
            stored.Prospect is null ? null : ShownProspect.Of(stored.Prospect)
        );
    }
}

/// <summary>An account with its owner and phase on a day, read by one statement.</summary>
internal sealed record StoredProfile(
    Account Account,
    Guid? OwnerId,
    string? OwnerName,
    string? Phase,
    DateOnly? PhaseSince,
    Prospect? Prospect
)
{
    public static CompiledQuery<JourneyDb, Guid, DateOnly, StoredProfile?> One { get; } =
        new(
            (db, id, day) =>
                (
                    from account in db.Set<Account>().AsNoTracking().Where(one => one.Id == id)
                    from owned in db.Set<Ownership>()
                        .Where(one => one.AccountId == id && one.From <= day)
                        .OrderByDescending(one => one.From)
                        .ThenByDescending(one => one.RecordedAt)
                        .Take(1)
                        .DefaultIfEmpty()
                    from owner in db.Set<Person>().Where(person => person.Id == owned!.OwnerId).DefaultIfEmpty()
                    from phase in db.Set<AccountPhase>()
                        .Where(one => one.AccountId == id && one.On <= day)
                        .OrderByDescending(one => one.On)
                        .ThenByDescending(one => one.RecordedAt)
                        .Take(1)
                        .DefaultIfEmpty()
                    from prospect in db.Set<Prospect>()
                        .AsNoTracking()
                        .Where(one => one.AccountId == id)
                        .DefaultIfEmpty()
                    select new StoredProfile(
                        account,
                        owned!.OwnerId,
                        owner!.Name,
                        phase!.Phase,
                        (DateOnly?)phase!.On,
                        prospect
                    )
                ).SingleOrDefault()
        );
}
