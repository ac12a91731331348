namespace CsMonolith.Compensation.Statements;

/// <summary>
/// A counter-statement: what an issued statement pays more or less after all. The statement itself never changes; what
/// is due is its payout and all its counter-statements together.
/// </summary>
internal sealed class PayCorrection(
    Guid id,
    Guid statementId,
    int number,
    long differenceMinor,
    string reason,
    Guid? issuedBy,
    DateTime issuedAt,
    bool byOnePerson
) : Aggregate
{
    public Guid Id { get; private set; } = id;

    public Guid StatementId { get; private set; } = statementId;

    /// <summary>1 for the statement's first: of two made at once, one is refused.</summary>
    public int Number { get; private set; } = number;

    /// <summary>In minor units of the statement's currency; below zero where less is due.</summary>
    public long DifferenceMinor { get; private set; } = differenceMinor;

    public string Reason { get; private set; } = reason;

    public Guid? IssuedBy { get; private set; } = issuedBy;

    public DateTime IssuedAt { get; private set; } = issuedAt;

    /// <summary>
    /// Whether the person who issued the statement corrected it too, since the owner relaxed the rule.
    /// </summary>
    public bool ByOnePerson { get; private set; } = byOnePerson;
}

internal sealed class PayCorrectionMapping : IEntityTypeConfiguration<PayCorrection>
{
    public void Configure(EntityTypeBuilder<PayCorrection> builder)
    {
        builder.ToTable("PayCorrections");
        builder.Property(correction => correction.Id).ValueGeneratedNever();
        builder.Property(correction => correction.Reason).HasMaxLength(1000);
        builder.HasIndex(correction => new { correction.StatementId, correction.Number }).IsUnique();
    }
}
