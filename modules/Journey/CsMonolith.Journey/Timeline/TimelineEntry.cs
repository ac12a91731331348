namespace CsMonolith.Journey.Timeline;

/// <summary>
/// A line of an account's timeline. Kind and key identify what it tells of, so that a repeated event adds no second
/// line.
/// </summary>
internal sealed class TimelineEntry(
    Guid id,
    Guid accountId,
    DateOnly on,
    string kind,
    string key,
    string en,
    string ja,
    DateTime recordedAt
)
{
    public Guid Id { get; private set; } = id;

    public Guid AccountId { get; private set; } = accountId;

    public DateOnly On { get; private set; } = on;

    public string Kind { get; private set; } = kind;

    public string Key { get; private set; } = key;

    public string En { get; private set; } = en;

    public string Ja { get; private set; } = ja;

    public DateTime RecordedAt { get; private set; } = recordedAt;

    /// <summary>A line about something that Journey itself owns, to be saved with it.</summary>
    public static TimelineEntry Own(
        JourneyDb db,
        Guid account,
        DateOnly on,
        string kind,
        Guid thing,
        string en,
        string ja
    ) => new(Guid.CreateVersion7(), account, on, kind, thing.ToString(), en, ja, db.Clock.Now);
}

internal sealed class TimelineEntryMapping : IEntityTypeConfiguration<TimelineEntry>
{
    public void Configure(EntityTypeBuilder<TimelineEntry> builder)
    {
        builder.ToTable("TimelineEntries");
        builder.Property(entry => entry.Id).ValueGeneratedNever();
        builder.Property(entry => entry.Kind).HasMaxLength(60);
        builder.Property(entry => entry.Key).HasMaxLength(200);
        builder.HasIndex(entry => new { entry.Kind, entry.Key }).IsUnique();
        builder.HasIndex(entry => new { entry.AccountId, entry.On });
    }
}
