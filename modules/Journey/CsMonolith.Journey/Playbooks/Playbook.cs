using System.Security.Cryptography;

namespace CsMonolith.Journey.Playbooks;

/// <summary>
/// The standard of a phase (プレイブック): what to say, tasks of the customer and of ours, materials. It changes by new
/// versions; each stays as it was written.
/// </summary>
internal sealed class Playbook(Guid id, string code, string language, DateTime recordedAt) : Aggregate
{
    public Guid Id { get; private set; } = id;

    /// <summary>With the language its name: no two have both.</summary>
    public string Code { get; private set; } = code;

    /// <summary>The language that it is written in: ja or en.</summary>
    public string Language { get; private set; } = language;

    public DateTime RecordedAt { get; private set; } = recordedAt;

    /// <summary>The newest version's number.</summary>
    public int Number { get; private set; }

    /// <summary>The newest version's title.</summary>
    public string Title { get; private set; } = "";

    /// <summary>The newest version's phase.</summary>
    public string Phase { get; private set; } = "";

    public DateOnly? RetiredOn { get; private set; }

    public string? RetiredWhy { get; private set; }

    /// <summary>Adds a version; runs that go on keep theirs.</summary>
    /// <param name="why">Why it was changed; absent of the first.</param>
    public Result<PlaybookVersion> Publish(PlaybookContent content, string? why, Guid? by, DateTime now)
    {
        if (RetiredOn is { } retired)
        {
            return PlaybookErrors.Retired(retired);
        }

        (Number, Title, Phase) = (Number + 1, content.Title, content.Phase);
        return new PlaybookVersion
        {
            Id = Guid.CreateVersion7(),
            PlaybookId = Id,
            Number = Number,
            Content = content,
            Why = why,
            ById = by,
            RecordedAt = now,
        };
    }

    /// <summary>No run starts from then on; those that go on end as they would.</summary>
    public Result Retire(DateOnly on, string why)
    {
        if (RetiredOn is { } retired)
        {
            return PlaybookErrors.Retired(retired);
        }

        (RetiredOn, RetiredWhy) = (on, why);
        return Result.Done;
    }

    /// <summary>
    /// Whether an account is kept without the playbook. It is drawn from both ids alone, so that nobody can draw again.
    /// </summary>
    /// <param name="share">The share of accounts that are, 0 to 1.</param>
    public bool HoldsOut(Guid account, double share)
    {
        Span<byte> both = stackalloc byte[32];
        Id.TryWriteBytes(both, bigEndian: true, out _);
        account.TryWriteBytes(both[16..], bigEndian: true, out _);
        var drawn = BitConverter.ToUInt64(SHA256.HashData(both), 0) / (double)ulong.MaxValue;
        return drawn < share;
    }
}

/// <summary>What a playbook said from a version on. Versions are added, never changed.</summary>
internal sealed class PlaybookVersion
{
    public required Guid Id { get; init; }

    public required Guid PlaybookId { get; init; }

    public required int Number { get; init; }

    public required PlaybookContent Content { get; init; }

    public required string? Why { get; init; }

    public required Guid? ById { get; init; }

    public required DateTime RecordedAt { get; init; }
}

internal sealed class PlaybookMapping : IEntityTypeConfiguration<Playbook>
{
    public void Configure(EntityTypeBuilder<Playbook> builder)
    {
        builder.ToTable("Playbooks");
        builder.Property(one => one.Id).ValueGeneratedNever();
        builder.Property(one => one.Code).HasMaxLength(60);
        builder.Property(one => one.Language).HasMaxLength(2);
        builder.Property(one => one.Title).HasMaxLength(200);
        builder.Property(one => one.Phase).HasMaxLength(40);
        builder.Property(one => one.RetiredWhy).HasMaxLength(1000);
        builder.HasIndex(one => new { one.Code, one.Language }).IsUnique();
    }
}

internal sealed class PlaybookVersionMapping : IEntityTypeConfiguration<PlaybookVersion>
{
    public void Configure(EntityTypeBuilder<PlaybookVersion> builder)
    {
        builder.ToTable("PlaybookVersions");
        builder.Property(one => one.Id).ValueGeneratedNever();
        builder.Property(one => one.Content).AsJsonRecord();
        builder.Property(one => one.Why).HasMaxLength(1000);
        builder.HasIndex(one => new { one.PlaybookId, one.Number }).IsUnique();
    }
}
