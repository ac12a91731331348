namespace CsMonolith.Journey.Handoffs;

/// <summary>How an answer came about.</summary>
internal enum AnswerKind
{
    /// <summary>The customer was asked for the first time.</summary>
    First,

    /// <summary>What we had written down was put right without asking the customer again.</summary>
    Correction,

    /// <summary>再質問: the customer was asked what they had already told us.</summary>
    AskedAgain,
}

/// <summary>What a customer answered to a question of the registry. Answers are added, never changed.</summary>
internal sealed class HearingAnswer(
    Guid id,
    Guid accountId,
    Guid? handoffId,
    string question,
    string answer,
    AnswerKind kind,
    string? answeredBy,
    DateOnly answeredOn,
    Guid? askedById,
    string? sourceLink,
    DateTime recordedAt,
    bool backfilled
)
{
    public Guid Id { get; private set; } = id;

    public Guid AccountId { get; private set; } = accountId;

    public Guid? HandoffId { get; private set; } = handoffId;

    /// <summary>The question's code.</summary>
    public string Question { get; private set; } = question;

    public string Answer { get; private set; } = answer;

    public AnswerKind Kind { get; private set; } = kind;

    /// <summary>The customer's person who said so.</summary>
    public string? AnsweredBy { get; private set; } = answeredBy;

    public DateOnly AnsweredOn { get; private set; } = answeredOn;

    /// <summary>Who of us asked.</summary>
    public Guid? AskedById { get; private set; } = askedById;

    /// <summary>Where it is written down in the sales system.</summary>
    public string? SourceLink { get; private set; } = sourceLink;

    public DateTime RecordedAt { get; private set; } = recordedAt;

    public bool Backfilled { get; private set; } = backfilled;
}

internal sealed class HearingAnswerMapping : IEntityTypeConfiguration<HearingAnswer>
{
    public void Configure(EntityTypeBuilder<HearingAnswer> builder)
    {
        builder.ToTable("HearingAnswers");
        builder.Property(one => one.Id).ValueGeneratedNever();
        builder.Property(one => one.Question).HasMaxLength(40);
        builder.Property(one => one.Answer).HasMaxLength(4000);
        builder.Property(one => one.AnsweredBy).HasMaxLength(100);
        builder.Property(one => one.SourceLink).HasMaxLength(1000);
        builder.HasIndex(one => new { one.AccountId, one.Question });
    }
}
