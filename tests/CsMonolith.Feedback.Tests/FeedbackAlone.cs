using CsMonolith.Feedback.Storage;
using CsMonolith.Journey.Contracts;
using CsMonolith.Kernel;
using CsMonolith.Testing;

namespace CsMonolith.Feedback.Tests;

/// <summary>
/// Feedback alone, with a Journey that knows two accounts: Aoba since 2025-04-01, Midori since 2026-01-01.
/// </summary>
internal sealed class FeedbackAlone : ModuleAlone<FeedbackModule, FeedbackDb>
{
    public static readonly Guid Aoba = Guid.Parse("0199a000-0000-7000-8000-00000000a001");
    public static readonly Guid Midori = Guid.Parse("0199a000-0000-7000-8000-00000000a002");
    private static readonly AccountAsOf[] Accounts =
    [
        Account(Aoba, "A-1", new(2025, 4, 1)),
        Account(Midori, "A-2", new(2026, 1, 1)),
    ];

    public FeedbackAlone()
    {
        Answers<AccountsAsOf, IReadOnlyList<AccountAsOf>>(ask =>
            [.. Accounts.Where(account => ask.Ids?.Contains(account.Id) != false && account.StartedOn <= ask.AsOf)]
        );
        Answers<AccountsByExternalId, IReadOnlyDictionary<string, Guid>>(ask =>
            Accounts
                .Where(account => ask.ExternalIds.Contains(account.ExternalId))
                .ToDictionary(account => account.ExternalId, account => account.Id)
        );
        Answers<AccountsByAddress, IReadOnlyDictionary<string, IReadOnlyList<Guid>>>(_ => new Dictionary<
            string,
            IReadOnlyList<Guid>
        >(StringComparer.OrdinalIgnoreCase)
        {
            ["ito@aoba.example"] = [Aoba],
            ["adviser@example.jp"] = [Aoba, Midori],
        });
        Answers<PhasesOn, IReadOnlyDictionary<AccountDay, string>>(ask =>
            ask.Days.Where(day => day.AccountId == Aoba)
                .ToDictionary(day => day, day => day.Day < new DateOnly(2026, 1, 1) ? "onboarding" : "adoption")
        );
    }

    /// <summary>Signs in as a CSM who owns Aoba only.</summary>
    public FeedbackAlone AsOwnerOfAoba()
    {
        Answers<AccountsInScope, AccountScope>(_ => new AccountScope(All: false, new HashSet<Guid> { Aoba }));
        SignIn(Guid.CreateVersion7(), Role.Csm);
        return this;
    }

    private static AccountAsOf Account(Guid id, string externalId, DateOnly started) =>
        new(
            id,
            externalId,
            externalId,
            new Dictionary<string, string>(),
            SeatsAsOf: null,
            started,
            Tier: null,
            Touch: null,
            Purposes: [],
            OwnerId: null,
            OwnerName: null,
            Phase: null,
            PhaseSince: null,
            LastContactOn: null,
            ContactsIn90Days: 0
        );
}
