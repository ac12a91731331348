using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CsMonolith.Health.Signals;

/// <summary>What somebody does with a signal.</summary>
internal enum SignalDecision
{
    /// <summary>It is theirs now and stands in their day.</summary>
    Taken,

    /// <summary>It is asked again on a later day.</summary>
    Deferred,

    /// <summary>Nothing is to be done, for the reason given.</summary>
    Declined,

    /// <summary>What was taken is seen to.</summary>
    Done,
}

/// <summary>
/// The answer to one signal about one account: everybody who looks after the account sees it. A later answer takes its
/// place; the audit trail keeps all of them.
/// </summary>
internal sealed class SignalAnswer
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid AccountId { get; init; }

    public required string Key { get; init; }

    /// <summary>The kind of signal: what stands in the key before the dot.</summary>
    public required string Kind { get; init; }

    public required SignalDecision Decision { get; set; }

    public string? Reason { get; set; }

    /// <summary>The day on which a deferred signal is asked again.</summary>
    public DateOnly? Until { get; set; }

    /// <summary>The signal as it read, so that it can be told when it is gone.</summary>
    public required string Words { get; set; }

    public required Guid PersonId { get; set; }

    public required DateTime At { get; set; }
}

internal sealed class SignalAnswerMapping : IEntityTypeConfiguration<SignalAnswer>
{
    public void Configure(EntityTypeBuilder<SignalAnswer> builder)
    {
        builder.ToTable("signal_answers").HasKey(row => row.Id);
        builder.HasIndex(row => new { row.AccountId, row.Key }).IsUnique();
        builder.HasIndex(row => new { row.PersonId, row.Decision });
    }
}
