using CsMonolith.Feedback.Contracts;
using CsMonolith.Journey.Contracts;
using CsMonolith.Kernel;
using CsMonolith.Revenue.Contracts;

namespace CsMonolith.Health.Tests.Usage;

/// <summary>
/// What the other modules say in the tests of usage and snapshots: two customers, one subscription each.
/// </summary>
internal sealed class Neighbours
{
    public static readonly Guid Sakura = Guid.Parse("0199a000-0000-7000-8000-000000000001");
    public static readonly Guid Fuji = Guid.Parse("0199a000-0000-7000-8000-000000000002");
    public static readonly DateOnly Start = new(2026, 4, 1);

    /// <summary>The last closed month.</summary>
    public Month? Closed { get; set; } = new Month(2026, 10);

    /// <summary>MRR of Sakura by the day asked for.</summary>
    public Func<DateOnly, long> MrrOfSakura { get; set; } = _ => 480_000;

    /// <summary>Further accounts.</summary>
    public IReadOnlyList<AccountAsOf> Crowd { get; set; } = [];

    /// <summary>Accounts that the caller may see.</summary>
    public AccountScope Scope { get; set; } = AccountScope.Everything;

    /// <summary>Accounts that are opened later, by external id.</summary>
    public Dictionary<string, Guid> Later { get; } = [];

    /// <summary>Voices of everybody.</summary>
    public IReadOnlyList<FeedbackSummaryAsOf> Voices { get; set; } = [];

    /// <summary>How customers were handed over by sales.</summary>
    public Dictionary<Guid, HandoffSignal> Handoffs { get; } = [];

    /// <summary>How far customers' onboarding has come.</summary>
    public List<OnboardingAsOf> Onboardings { get; } = [];

    /// <summary>Rival tools that customers use.</summary>
    public List<RivalsAsOf> Rivals { get; } = [];

    /// <summary>Health with these neighbours.</summary>
    public HealthAlone Health()
    {
        var health = new HealthAlone();
        health.Answers<AccountsInScope, AccountScope>(_ => Scope);
        health.Answers<AccountsByExternalId, IReadOnlyDictionary<string, Guid>>(ask =>
            Known(ask.ExternalIds, new Dictionary<string, Guid>(Later) { ["A-1"] = Sakura, ["A-2"] = Fuji })
        );
        health.Answers<SubscriptionHomes, IReadOnlyDictionary<string, SubscriptionHome>>(ask =>
            Known(
                ask.ExternalIds,
                new Dictionary<string, SubscriptionHome>
                {
                    ["S-1"] = new(Sakura, Start, LastPaidDay: null),
                    ["S-2"] = new(Fuji, Start, LastPaidDay: null),
                }
            )
        );
        health.Answers<AccountsAsOf, IReadOnlyList<AccountAsOf>>(ask =>
            [
                .. new[]
                {
                    Account(Sakura, "A-1", "さくら精機", tier: 1, "製造"),
                    Account(Fuji, "A-2", "富士フーズ", tier: 2, "食品"),
                }
                    .Concat(Crowd)
                    .Where(account => ask.AsOf >= Start && ask.Ids?.Contains(account.Id) != false),
            ]
        );
        health.Answers<RevenuesAsOf, IReadOnlyList<RevenueAsOf>>(ask =>
            ask.AsOf < Start
                ? []
                : [.. Revenues(ask.AsOf).Where(revenue => ask.Accounts?.Contains(revenue.AccountId) != false)]
        );
        health.Answers<FeedbackSummariesAsOf, IReadOnlyList<FeedbackSummaryAsOf>>(_ => Voices);
        health.Answers<HandoffSignals, IReadOnlyDictionary<Guid, HandoffSignal>>(_ => Handoffs);
        health.Answers<OnboardingsAsOf, IReadOnlyList<OnboardingAsOf>>(_ => Onboardings);
        health.Answers<RivalToolsAsOf, IReadOnlyList<RivalsAsOf>>(_ => Rivals);
        health.Answers<LastClosedMonth, Month?>(_ => Closed);
        return health;
    }

    /// <summary>A row of usage by subscription.</summary>
    public static Dictionary<string, object?> Use(
        string id,
        DateOnly day,
        string feature = "search",
        long count = 1,
        string subscription = "S-1",
        string? user = null,
        string? department = null
    ) =>
        new()
        {
            ["usageId"] = id,
            ["subscriptionExternalId"] = subscription,
            ["day"] = day,
            ["feature"] = feature,
            ["count"] = count,
            ["durationSeconds"] = 60L,
            ["errors"] = 0L,
            ["user"] = user,
            ["department"] = department,
        };

    private static Dictionary<string, T> Known<T>(IReadOnlyCollection<string> asked, Dictionary<string, T> all) =>
        all.Where(pair => asked.Contains(pair.Key)).ToDictionary();

    public static AccountAsOf Account(Guid id, string external, string name, int tier, string industry) =>
        new(
            id,
            external,
            name,
            new Dictionary<string, string> { ["industry"] = industry },
            SeatsAsOf: null,
            Start,
            tier,
            TouchModel.High,
            [],
            OwnerId: null,
            OwnerName: null,
            Phase: "adoption",
            PhaseSince: Start.AddDays(30),
            LastContactOn: null,
            ContactsIn90Days: 2
        );

    private IEnumerable<RevenueAsOf> Revenues(DateOnly asOf) =>
        [
            new(
                Sakura,
                new Money(MrrOfSakura(asOf), "JPY"),
                1,
                Seats: 100,
                1,
                1,
                0,
                0,
                0,
                Start,
                Start.AddYears(1).AddDays(-1),
                0
            ),
            new(Fuji, Money.Zero("JPY"), 0, Seats: null, null, null, 0, 0, 1, Start, null, 1),
        ];
}
