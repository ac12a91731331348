namespace CsMonolith.Journey.Roles.Specialists;

/// <summary>What one of our people knows and can be called for.</summary>
internal sealed class Speciality(Guid personId) : Aggregate
{
    public Guid PersonId { get; private set; } = personId;

    /// <summary>In lower case, so that one topic is one however it is spelled.</summary>
    public IReadOnlyList<string> Topics { get; private set; } = [];

    /// <summary>Languages in which they can do it: ja, en.</summary>
    public IReadOnlyList<string> Languages { get; private set; } = [];

    /// <summary>Regions in which they can do it; empty for everywhere.</summary>
    public IReadOnlyList<string> Regions { get; private set; } = [];

    public static string Normal(string text) => text.Trim().ToLowerInvariant();

    public void Know(IEnumerable<string> topics, IEnumerable<string> languages, IEnumerable<string> regions) =>
        (Topics, Languages, Regions) = (Each(topics), Each(languages), Each(regions));

    /// <summary>Whether they can help with a topic, in a language and a region where those are asked for.</summary>
    public bool Fits(string topic, string? language, string? region) =>
        Topics.Contains(topic, StringComparer.Ordinal)
        && (language is null || Languages.Contains(language, StringComparer.Ordinal))
        && (region is null || Regions.Count == 0 || Regions.Contains(region, StringComparer.Ordinal));

    private static List<string> Each(IEnumerable<string> texts) =>
        [.. texts.Select(Normal).Distinct().Order(StringComparer.Ordinal)];
}

internal sealed class SpecialityMapping : IEntityTypeConfiguration<Speciality>
{
    public void Configure(EntityTypeBuilder<Speciality> builder)
    {
        builder.ToTable("Specialities");
        builder.HasKey(one => one.PersonId);
        builder.Property(one => one.PersonId).ValueGeneratedNever();
        builder.Property(one => one.Topics).AsJson();
        builder.Property(one => one.Languages).AsJson();
        builder.Property(one => one.Regions).AsJson();
    }
}
