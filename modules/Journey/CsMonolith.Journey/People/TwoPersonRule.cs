namespace CsMonolith.Journey.People;

/// <summary>
/// Whether, under one role of trust, one person may do what two do otherwise. The owner relaxes the rule while at most
/// one person holds the role, with the reason on record; once a second person holds it, the rule is back by itself.
/// </summary>
internal sealed class TwoPersonRule(Role role) : Aggregate
{
    public Role Role { get; private set; } = role;

    public bool IsRelaxed { get; private set; }

    public string Reason { get; private set; } = "";

    public Guid? SetBy { get; private set; }

    public DateTime SetAt { get; private set; }

    public void Set(bool isRelaxed, string reason, Guid? by, DateTime now) =>
        (IsRelaxed, Reason, SetBy, SetAt) = (isRelaxed, reason, by, now);
}

internal sealed class TwoPersonRuleMapping : IEntityTypeConfiguration<TwoPersonRule>
{
    public void Configure(EntityTypeBuilder<TwoPersonRule> builder)
    {
        builder.ToTable("TwoPersonRules");
        builder.HasKey(rule => rule.Role);
        builder.Property(rule => rule.Role).HasConversion<string>().HasMaxLength(30);
        builder.Property(rule => rule.Reason).HasMaxLength(500);
    }
}
