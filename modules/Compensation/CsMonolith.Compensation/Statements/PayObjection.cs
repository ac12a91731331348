namespace CsMonolith.Compensation.Statements;

/// <summary>What the person who is paid says against their statement, and what finance answered.</summary>
internal sealed class PayObjection(Guid id, Guid statementId, string reason, DateTime raisedAt) : Aggregate
{
    public Guid Id { get; private set; } = id;

    public Guid StatementId { get; private set; } = statementId;

    public string Reason { get; private set; } = reason;

    public DateTime RaisedAt { get; private set; } = raisedAt;

    /// <summary>Whether the statement is wrong; <c>null</c> while nobody has answered.</summary>
    public bool? Upheld { get; private set; }

    public string? Answer { get; private set; }

    public Guid? AnsweredBy { get; private set; }

    public DateTime? AnsweredAt { get; private set; }

    public void Settle(bool upheld, string answer, Guid? by, DateTime now) =>
        (Upheld, Answer, AnsweredBy, AnsweredAt) = (upheld, answer, by, now);
}

internal sealed class PayObjectionMapping : IEntityTypeConfiguration<PayObjection>
{
    public void Configure(EntityTypeBuilder<PayObjection> builder)
    {
        builder.ToTable("PayObjections");
        builder.Property(objection => objection.Id).ValueGeneratedNever();
        builder.Property(objection => objection.Reason).HasMaxLength(2000);
        builder.Property(objection => objection.Answer).HasMaxLength(2000);
        builder.HasIndex(objection => objection.StatementId);
    }
}
