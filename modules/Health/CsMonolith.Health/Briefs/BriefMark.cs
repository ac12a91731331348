using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CsMonolith.Health.Briefs;

/// <summary>What a person has noted of a line of the brief.</summary>
internal enum BriefMarkState
{
    /// <summary>Read, with nothing to do.</summary>
    Seen,

    /// <summary>Taken care of.</summary>
    Done,
}

/// <summary>One person's mark of one line. It is theirs alone, and a later one takes its place.</summary>
internal sealed class BriefMark
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid PersonId { get; init; }

    public required string Key { get; init; }

    public required BriefMarkState State { get; set; }

    /// <summary>The line as it read, so that it can be told when it is gone.</summary>
    public string? Words { get; set; }

    public required DateTime At { get; set; }
}

internal sealed class BriefMarkMapping : IEntityTypeConfiguration<BriefMark>
{
    public void Configure(EntityTypeBuilder<BriefMark> builder)
    {
        builder.ToTable("brief_marks").HasKey(row => row.Id);
        builder.HasIndex(row => new { row.PersonId, row.Key }).IsUnique();
    }
}

/// <summary>The marks of one person since a Monday.</summary>
internal sealed class BriefMarks(IReadOnlyList<BriefMark> marks)
{
    private readonly Dictionary<string, BriefMark> _byKey = marks.ToDictionary(mark => mark.Key);

    public BriefLineMark? Of(string key) =>
        _byKey.TryGetValue(key, out var mark) ? new BriefLineMark(mark.State, mark.At) : null;

    /// <summary>What is done, the newest first.</summary>
    public IReadOnlyList<BriefDone> Done =>
        [
            .. marks
                .Where(mark => mark.State == BriefMarkState.Done)
                .OrderByDescending(mark => mark.At)
                .ThenBy(mark => mark.Key, StringComparer.Ordinal)
                .Select(mark => new BriefDone(mark.Key, mark.Words, mark.At)),
        ];

    public static async Task<BriefMarks> Read(
        HealthDb db,
        Guid? person,
        DateTime since,
        CancellationToken cancellation
    ) =>
        new(
            await db.Set<BriefMark>()
                .AsNoTracking()
                .Where(mark => mark.PersonId == person && mark.At >= since)
                .ToListAsync(cancellation)
        );
}
