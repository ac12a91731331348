using System.Text.Json;

namespace CsMonolith.Revenue.Ledger.Policies;

/// <summary>
/// A version of the rules: from which day they hold, and when that was decided. Versions are only ever added. Figures
/// as known before a version was recorded do not change; from its recording on they are restated.
/// </summary>
internal sealed class RevenuePolicy(
    Guid id,
    DateOnly effectiveFrom,
    RevenueRules rules,
    string reason,
    string recordedBy,
    DateTime recordedAt
) : Aggregate
{
    public Guid Id { get; private set; } = id;

    public DateOnly EffectiveFrom { get; private set; } = effectiveFrom;

    public RevenueRules Rules { get; private set; } = rules;

    public string Reason { get; private set; } = reason;

    public string RecordedBy { get; private set; } = recordedBy;

    public DateTime RecordedAt { get; private set; } = recordedAt;
}

/// <summary>All versions of the rules that were ever recorded.</summary>
internal sealed class PolicyVersions(IReadOnlyList<RevenuePolicy> recorded)
{
    /// <summary>The instants at which the rules were changed, rising.</summary>
    public IReadOnlyList<DateTime> Instants { get; } =
    [.. recorded.Select(policy => policy.RecordedAt).Distinct().Order()];

    /// <summary>
    /// The rules as known at an instant. Of two versions from the same day, the one recorded later holds.
    /// </summary>
    public RulesInForce KnownAt(DateTime instant) =>
        new([
            (DateOnly.MinValue, RevenueRules.Founding),
            .. recorded
                .Where(policy => policy.RecordedAt <= instant)
                .GroupBy(policy => policy.EffectiveFrom)
                .Select(day => day.MaxBy(policy => (policy.RecordedAt, policy.Id))!)
                .OrderBy(policy => policy.EffectiveFrom)
                .Select(policy => (policy.EffectiveFrom, policy.Rules)),
        ]);
}

/// <summary>Reads the rules of counting.</summary>
internal sealed class PolicyReader(RevenueDb db)
{
    public async Task<PolicyVersions> Read(CancellationToken cancellation) =>
        new(await db.Set<RevenuePolicy>().AsNoTracking().ToListAsync(cancellation));

    /// <summary>The rules as known now.</summary>
    public async Task<RulesInForce> Now(CancellationToken cancellation) =>
        (await Read(cancellation)).KnownAt(db.Clock.Now);
}

internal sealed class RevenuePolicyMapping : IEntityTypeConfiguration<RevenuePolicy>
{
    public void Configure(EntityTypeBuilder<RevenuePolicy> builder)
    {
        builder.ToTable("RevenuePolicies");
        builder.HasKey(policy => policy.Id);
        builder
            .Property(policy => policy.Rules)
            .HasConversion(
                rules => JsonSerializer.Serialize(rules, Wire.Json),
                text => JsonSerializer.Deserialize<RevenueRules>(text, Wire.Json)!
            );
        builder.Property(policy => policy.Reason).HasMaxLength(1000);
        builder.Property(policy => policy.RecordedBy).HasMaxLength(200);
        builder.HasIndex(policy => policy.EffectiveFrom);
    }
}
