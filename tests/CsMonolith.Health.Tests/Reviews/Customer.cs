using CsMonolith.Health.Usage.Events;
using CsMonolith.Journey.Contracts;
using CsMonolith.Kernel;
using CsMonolith.Revenue.Contracts;

namespace CsMonolith.Health.Tests.Reviews;

/// <summary>One customer, as the modules below tell of it. Today is 2026-11-20.</summary>
internal sealed class Customer
{
    public static readonly DateOnly From = new(2026, 7, 1);
    public static readonly DateOnly To = new(2026, 9, 30);

    public Guid Id { get; } = Guid.CreateVersion7();

    /// <summary>Whom the caller sees.</summary>
    public AccountScope Scope { get; set; } = AccountScope.Everything;

    public string Name { get; set; } = "北斗運輸株式会社";

    public bool IsProspect { get; set; }

    public OutwardGoal? Goal { get; set; } =
        new("配車担当者の残業をなくす", "残業時間(月)", 42, 8, new(2027, 3, 31), 16.5, new(2026, 9, 30), false);

    public List<OutwardAction> Actions { get; } =
    [
        new("夜間配車の切り替え手順を作る", IsTheirs: false, new(2026, 12, 10), DoneOn: null),
        new("配車担当者の一覧を用意する", IsTheirs: true, new(2026, 8, 25), new(2026, 8, 20)),
        new("夜勤者に操作を説明する", IsTheirs: true, new(2026, 12, 20), DoneOn: null),
    ];

    public List<OutwardReview> Reviews { get; } =
    [new(new(2026, 8, 31), "残業時間(月)", 8, 21, false, "日中の配車は目標どおりです。", new(2026, 11, 30))];

    public List<ValueDelivered> Value { get; set; } = [];

    public List<ContractInForce> Contracts { get; } = [];

    public NextRenewal? Renewal { get; set; }

    public OnboardingAsOf? Onboarding { get; set; }

    /// <summary>Health with this customer's answers; usage is stored by the caller.</summary>
    public HealthAlone Health()
    {
        Value =
        [
            new(
                Id,
                Money.Of("1200000", "JPY"),
                Money.Of("300000", "JPY"),
                Money.Of("900000", "JPY"),
                Money.Of("1800000", "JPY")
            ),
        ];
        Contracts.Add(new ContractInForce(Id, "配車クラウド", "スタンダード", 120, new(2026, 4, 1), new(2027, 3, 31)));
        Renewal = new NextRenewal(
            Guid.CreateVersion7(),
            Id,
            new(2027, 3, 31),
            new(2027, 1, 31),
            Money.Of("70000", "JPY")
        );
        Onboarding = new OnboardingAsOf(
            Id,
            new(2026, 4, 1),
            new(2026, 4, 10),
            new(2026, 5, 1),
            new(2026, 8, 1),
            new(2026, 6, 10),
            4,
            Programme: null,
            new LaunchOf(new(2026, 5, 15), 0)
        );
        var health = new HealthAlone();
        health.Answers<AccountsAsOf, IReadOnlyList<AccountAsOf>>(ask =>
            ask.Ids?.Contains(Id) != false && (ask.WithProspects || !IsProspect) ? [Account()] : []
        );
        health.Answers<BusinessReviewFactsOf, BusinessReviewFacts>(ask =>
            new(ask.AccountId, Goal, Actions, Reviews, new DateOnly(2026, 11, 30))
        );
        health.Answers<OnboardingsAsOf, IReadOnlyList<OnboardingAsOf>>(_ => Onboarding is { } one ? [one] : []);
        health.Answers<ValueStartPolicy, ValueStart>(_ => ValueStart.Kickoff);
        health.Answers<ValueDeliveredBetween, IReadOnlyList<ValueDelivered>>(_ => Value);
        health.Answers<ContractsInForce, IReadOnlyList<ContractInForce>>(_ => Contracts);
        health.Answers<NextRenewals, IReadOnlyDictionary<Guid, NextRenewal>>(_ =>
            Renewal is { } one ? new Dictionary<Guid, NextRenewal> { [Id] = one } : []
        );
        health.Answers<AccountsInScope, AccountScope>(_ => Scope);
        health.SignIn(Guid.CreateVersion7(), Role.CsOps);
        return health;
    }

    public UsageEvent Use(DateOnly day, string feature, string user, int count, string department = "物流部") =>
        new()
        {
            Id = Guid.CreateVersion7(),
            KeyHash = Guid.CreateVersion7(),
            AccountId = Id,
            Day = day,
            Feature = feature,
            UserRef = user,
            Department = department,
            Count = count,
            Source = "test",
            RecordedAt = day.AddDays(1).ToDateTime(default, DateTimeKind.Utc),
        };

    private AccountAsOf Account() =>
        new(
            Id,
            "A-1",
            Name,
            new Dictionary<string, string>(),
            null,
            new DateOnly(2026, 4, 1),
            1,
            TouchModel.High,
            ["社内の狙い"],
            Guid.CreateVersion7(),
            "佐藤 健",
            "adoption",
            new DateOnly(2026, 7, 1),
            null,
            0
        );
}
