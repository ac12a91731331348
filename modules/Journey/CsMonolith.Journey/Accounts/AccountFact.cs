namespace CsMonolith.Journey.Accounts;

/// <summary>
/// A dated change of an account's tier, seats, touch model or purposes. Facts are added, never changed.
/// </summary>
internal sealed class AccountFact(
    Guid id,
    Guid accountId,
    string name,
    string? value,
    DateOnly effectiveOn,
    DateTime recordedAt,
    bool backfilled
)
{
    public const string TierFact = "tier";
    public const string SeatsFact = "seats";
    public const string TouchFact = "touch";
    public const string PurposesFact = "purposes";
    private const char Between = '\n';

    public Guid Id { get; private set; } = id;

    public Guid AccountId { get; private set; } = accountId;

    public string Name { get; private set; } = name;

    /// <summary>The value from then on; <c>null</c> if it is unknown or empty.</summary>
    public string? Value { get; private set; } = value;

    public DateOnly EffectiveOn { get; private set; } = effectiveOn;

    public DateTime RecordedAt { get; private set; } = recordedAt;

    public bool Backfilled { get; private set; } = backfilled;

    public static AccountFact Note(Guid account, string name, string? value, DateOnly on, Recording recording) =>
        new(
            Guid.CreateVersion7(),
            account,
            name,
            string.IsNullOrEmpty(value) ? null : value,
            on,
            recording.At(on),
            recording.Backfilled
        );

    public static string Join(IEnumerable<string> purposes) => string.Join(Between, purposes);

    public static IReadOnlyList<string> Split(string? purposes) => purposes?.Split(Between) ?? [];
}

internal sealed class AccountFactMapping : IEntityTypeConfiguration<AccountFact>
{
    public void Configure(EntityTypeBuilder<AccountFact> builder)
    {
        builder.ToTable("AccountFacts");
        builder.Property(fact => fact.Id).ValueGeneratedNever();
        builder.Property(fact => fact.Name).HasMaxLength(20);
        builder.HasIndex(fact => new
        {
            fact.AccountId,
            fact.Name,
            fact.EffectiveOn,
        });
    }
}
