namespace CsMonolith.Journey.Onboarding;

/// <summary>What a launch must have passed.</summary>
internal enum LaunchGate
{
    Technical,
    Operational,
    User,
}

/// <summary>Something that must be there before a launch.</summary>
/// <param name="Code">Stable, lower case; evidence holds it. No two of a policy are the same.</param>
internal sealed record GateItem(LaunchGate Gate, string Code, string En, string Ja);

/// <summary>
/// One of the four steps by which daily work changes at a Japanese customer (日々の仕事を変える4つのステップ). They are
/// a template: the same four for everybody.
/// </summary>
internal sealed record DailyWorkStep(string Code, string En, string Ja)
{
    public static IReadOnlyList<DailyWorkStep> All { get; } =
    [
        new(
            "purpose-and-kpi",
            "Purpose and KPI were told to everyone by the customer's leadership",
            "目的とKPIをお客様の経営層から全員に発信"
        ),
        new("ambassadors", "Ambassadors are named in every department", "各部署の推進役(アンバサダー)を指名"),
        new(
            "day-one-uses",
            "Everyone has a use for it in their own work from day one",
            "初日から全員に自分の業務での使い道がある"
        ),
        new("tool-roles", "It is settled which tool or channel is for what", "ツール・連絡手段ごとの役割を決定"),
    ];
}

/// <summary>
/// From which day time to value counts, and what a launch must have passed: one document for the company.
/// </summary>
internal sealed class OnboardingPolicy(Guid id) : Aggregate
{
    public static readonly Guid TheOnly = Guid.Parse("00000000-0000-7000-8000-000000000003");

    public Guid Id { get; private set; } = id;

    public ValueStart Start { get; private set; } = ValueStart.Contract;

    /// <summary>Whether the user gate asks for the four steps to change daily work too.</summary>
    public bool StepsInUserGate { get; private set; } = true;

    public IReadOnlyList<GateItem> Items { get; private set; } = Usual;

    private static IReadOnlyList<GateItem> Usual =>
        [
            new(LaunchGate.Technical, "users-created", "All users are created", "利用者の登録"),
            new(
                LaunchGate.Technical,
                "sign-in-tried",
                "Sign-in was tried by the customer",
                "お客様によるサインインの確認"
            ),
            new(LaunchGate.Technical, "data-checked", "Their data is loaded and checked", "データの移行と照合"),
            new(LaunchGate.Technical, "integrations-tried", "Integrations were tried end to end", "連携の疎通確認"),
            new(LaunchGate.Operational, "support-route", "Whom to ask is agreed", "問い合わせ先と対応時間の合意"),
            new(LaunchGate.Operational, "rules-agreed", "Rules of use are agreed", "運用ルールの合意"),
            new(LaunchGate.Operational, "administrator-able", "Their administrator can run it", "管理者への引き継ぎ"),
            new(LaunchGate.Operational, "way-back", "The way back is agreed", "問題発生時の切り戻し手順の合意"),
            new(
                LaunchGate.User,
                "key-users-able",
                "Key users can do the basic operations",
                "推進担当者が基本操作をできる"
            ),
            new(LaunchGate.User, "users-told", "Users were told when and why it begins", "利用者への開始の案内"),
            new(LaunchGate.User, "users-trained", "Users were trained", "利用者向け説明会の実施"),
        ];

    public static async Task<OnboardingPolicy> Present(JourneyDb db, CancellationToken cancellation) =>
        await db.Set<OnboardingPolicy>().FindAsync([TheOnly], cancellation) ?? new OnboardingPolicy(TheOnly);

    /// <summary>Replaces the policy.</summary>
    /// <param name="inUse">Codes of items of which there is evidence; they must stay.</param>
    public Result Arrange(OnboardingPolicyPlan plan, IEnumerable<string> inUse)
    {
        if (
            plan.Items.GroupBy(item => item.Code, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is
            { } twice
        )
        {
            return OnboardingErrors.ItemTwice(twice.Key);
        }

        if (inUse.FirstOrDefault(code => plan.Items.All(item => item.Code != code)) is { } missing)
        {
            return OnboardingErrors.ItemInUse(missing);
        }

        (Start, StepsInUserGate, Items) = (plan.Start, plan.StepsInUserGate, plan.Items);
        return Result.Done;
    }
}

internal sealed class OnboardingPolicyMapping : IEntityTypeConfiguration<OnboardingPolicy>
{
    public void Configure(EntityTypeBuilder<OnboardingPolicy> builder)
    {
        builder.ToTable("OnboardingPolicies");
        builder.Property(policy => policy.Id).ValueGeneratedNever();
        builder.Property(policy => policy.Items).AsJson();
    }
}

internal sealed class AnswerValueStartPolicy(JourneyDb db) : IRequestHandler<ValueStartPolicy, ValueStart>
{
    public async Task<ValueStart> Handle(ValueStartPolicy ask, CancellationToken cancellation) =>
        (await OnboardingPolicy.Present(db, cancellation)).Start;
}
