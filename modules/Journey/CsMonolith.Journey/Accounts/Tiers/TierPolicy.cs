namespace CsMonolith.Journey.Accounts.Tiers;

/// <summary>One tier's rule.</summary>
/// <param name="Tier">1 to 4; 1 is the one with the most attention.</param>
/// <param name="FromSeats">Accounts with at least so many seats, and fewer than the next higher tier asks for.</param>
/// <param name="AccountsPerCsm">How many such accounts fill one CSM, or <c>null</c> where it runs by itself.</param>
/// <param name="Touch">How they are looked after.</param>
/// <param name="TouchByPhase">Phases, by code, in which they are looked after differently.</param>
internal sealed record TierRule(
    int Tier,
    int FromSeats,
    int? AccountsPerCsm,
    TouchModel Touch,
    IReadOnlyDictionary<string, TouchModel> TouchByPhase
);

/// <summary>The rules that decide how much attention accounts get.</summary>
internal sealed class TierPolicy(Guid id) : Aggregate
{
    public static readonly Guid TheOnly = Guid.Parse("00000000-0000-7000-8000-000000000002");

    public Guid Id { get; private set; } = id;

    /// <summary>From tier 1 down.</summary>
    public IReadOnlyList<TierRule> Tiers { get; private set; } = Usual;

    private static IReadOnlyList<TierRule> Usual =>
        [
            new(1, FromSeats: 500, AccountsPerCsm: 10, TouchModel.High, Always),
            new(2, FromSeats: 100, AccountsPerCsm: 50, TouchModel.Low, AtFirst(TouchModel.High)),
            new(3, FromSeats: 20, AccountsPerCsm: 1000, TouchModel.Tech, AtFirst(TouchModel.Low)),
            new(4, FromSeats: 0, AccountsPerCsm: null, TouchModel.Tech, Always),
        ];

    private static IReadOnlyDictionary<string, TouchModel> Always => new Dictionary<string, TouchModel>();

    public static async Task<TierPolicy> Present(JourneyDb db, CancellationToken cancellation) =>
        await db.Set<TierPolicy>().FindAsync([TheOnly], cancellation) ?? new TierPolicy(TheOnly);

    public int TierFor(int seats) => Tiers.First(rule => seats >= rule.FromSeats).Tier;

    public TouchModel TouchFor(int tier, string? phase)
    {
        var rule = Tiers.Single(one => one.Tier == tier);
        return phase is not null && rule.TouchByPhase.TryGetValue(phase, out var touch) ? touch : rule.Touch;
    }

    public Result Decide(IReadOnlyList<TierRule> tiers)
    {
        if (tiers.GroupBy(rule => rule.Tier).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            return JourneyErrors.TierTwice(twice.Key);
        }

        var ordered = tiers.OrderBy(rule => rule.Tier).ToList();
        if (
            ordered[^1].FromSeats != 0
            || ordered.Zip(ordered.Skip(1)).Any(pair => pair.First.FromSeats <= pair.Second.FromSeats)
        )
        {
            return JourneyErrors.TiersOutOfOrder;
        }

        Tiers = ordered;
        return Result.Done;
    }

    private static Dictionary<string, TouchModel> AtFirst(TouchModel touch) =>
        new(StringComparer.Ordinal) { ["introduction"] = touch };
}

internal sealed class TierPolicyMapping : IEntityTypeConfiguration<TierPolicy>
{
    public void Configure(EntityTypeBuilder<TierPolicy> builder)
    {
        builder.ToTable("TierPolicies");
        builder.Property(policy => policy.Id).ValueGeneratedNever();
        builder.Property(policy => policy.Tiers).AsJson();
    }
}
