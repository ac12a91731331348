using CsMonolith.Journey.Contracts;

namespace CsMonolith.Feedback.FieldCards;

/// <summary>Whether a card tells of trouble or of success; both have the one format.</summary>
internal enum Polarity
{
    Trouble,
    Success,
}

/// <summary>The content of a field card; the format is the same in every phase, for trouble and for success.</summary>
/// <param name="Event">何が起きたか.</param>
/// <param name="OccurredOn">いつ.</param>
/// <param name="SuspectedProblem">何が問題か; of a success, what seems to lie behind it.</param>
/// <param name="Department">どの部門に.</param>
/// <param name="Request">何を頼むか.</param>
/// <param name="ExpectedPrevention">何が防げるか; of a success, what could be repeated.</param>
internal sealed record FieldCardContent(
    Polarity Polarity,
    string Event,
    DateOnly OccurredOn,
    string SuspectedProblem,
    string Department,
    string Request,
    string ExpectedPrevention
);

/// <summary>
/// A field card (気づきカード): what happened at a customer, and what a department could do so that it does not happen again.
/// </summary>
internal sealed class FieldCard(Guid id, Guid accountId, string? externalId, Guid? writtenBy, bool backfilled)
    : Aggregate
{
    /// <summary>The kind of timeline line that tells of a card written.</summary>
    public const string WrittenLine = "field-card";

    /// <summary>The kind of timeline line that tells of a card closed.</summary>
    public const string ClosedLine = "field-card-closed";

    public Guid Id { get; private set; } = id;

    public Guid AccountId { get; private set; } = accountId;

    public string? ExternalId { get; private set; } = externalId;

    public Guid? WrittenBy { get; private set; } = writtenBy;

    public bool Backfilled { get; private set; } = backfilled;

    public DateTime RecordedAt { get; private set; }

    public Polarity Polarity { get; private set; }

    public string Event { get; private set; } = "";

    public DateOnly OccurredOn { get; private set; }

    public string SuspectedProblem { get; private set; } = "";

    public string Department { get; private set; } = "";

    public string Request { get; private set; } = "";

    public string ExpectedPrevention { get; private set; } = "";

    /// <summary>The account's phase on the day of the event; <c>null</c> before its first.</summary>
    public string? Phase { get; private set; }

    public DateOnly? ClosedOn { get; private set; }

    /// <summary>What came of it, once closed.</summary>
    public string? Outcome { get; private set; }

    public static FieldCard Write(
        Guid accountId,
        string? externalId,
        FieldCardContent content,
        string? phase,
        Guid? writtenBy,
        DateTime recordedAt,
        bool backfilled
    )
    {
        var card = new FieldCard(Guid.CreateVersion7(), accountId, externalId, writtenBy, backfilled);
        card.Fill(content, phase, recordedAt);
        var isSuccess = content.Polarity == Polarity.Success;
        card.Raise(new FieldCardWritten(card.Id, accountId, content.OccurredOn, isSuccess, phase, content.Department));
        card.Raise(
            new SomethingHappened(
                accountId,
                content.OccurredOn,
                WrittenLine,
                card.Id.ToString(),
                $"Field card of {(isSuccess ? "success" : "trouble")}: {content.Event}",
                $"気づきカード({(isSuccess ? "成功" : "困りごと")}): {content.Event}"
            )
        );
        return card;
    }

    /// <returns>Whether anything was new.</returns>
    public bool Revise(FieldCardContent content, string? phase, DateTime recordedAt)
    {
        if (
            content
            == new FieldCardContent(
                Polarity,
                Event,
                OccurredOn,
                SuspectedProblem,
                Department,
                Request,
                ExpectedPrevention
            )
        )
        {
            return false;
        }

        Fill(content, phase, recordedAt);
        return true;
    }

    public Result Close(DateOnly on, string outcome)
    {
        if (ClosedOn is { } day)
        {
            return FeedbackErrors.CardClosed(Id, day);
        }

        (ClosedOn, Outcome) = (on, outcome);
        Raise(
            new SomethingHappened(
                AccountId,
                on,
                ClosedLine,
                Id.ToString(),
                $"Field card closed: {outcome}",
                $"気づきカード完了: {outcome}"
            )
        );
        return Result.Done;
    }

    private void Fill(FieldCardContent content, string? phase, DateTime recordedAt)
    {
        (Polarity, Event, OccurredOn, SuspectedProblem) = (
            content.Polarity,
            content.Event,
            content.OccurredOn,
            content.SuspectedProblem
        );
        (Department, Request, ExpectedPrevention) = (content.Department, content.Request, content.ExpectedPrevention);
        (Phase, RecordedAt) = (phase, recordedAt);
    }
}

internal sealed class FieldCardMapping : IEntityTypeConfiguration<FieldCard>
{
    public void Configure(EntityTypeBuilder<FieldCard> builder)
    {
        builder.ToTable("FieldCards");
        builder.HasKey(card => card.Id);
        builder.Property(card => card.ExternalId).HasMaxLength(100);
        builder.Property(card => card.Polarity).HasMaxLength(10);
        builder.Property(card => card.Event).HasMaxLength(2000);
        builder.Property(card => card.SuspectedProblem).HasMaxLength(2000);
        builder.Property(card => card.Department).HasMaxLength(100);
        builder.Property(card => card.Request).HasMaxLength(2000);
        builder.Property(card => card.ExpectedPrevention).HasMaxLength(2000);
        builder.Property(card => card.Phase).HasMaxLength(50);
        builder.Property(card => card.Outcome).HasMaxLength(2000);
        builder.HasIndex(card => card.ExternalId).IsUnique();
        builder.HasIndex(card => new { card.AccountId, card.OccurredOn });
        builder.HasIndex(card => card.OccurredOn);
    }
}
