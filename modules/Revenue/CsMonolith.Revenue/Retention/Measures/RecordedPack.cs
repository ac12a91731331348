using CsMonolith.Revenue.Ledger.Policies;
using CsMonolith.Revenue.Ledger.Rates;

namespace CsMonolith.Revenue.Retention.Measures;

/// <summary>
/// A set of definitions that the company wrote down. A version is never edited; another decision is the next version.
/// </summary>
internal sealed class RecordedPack
{
    public required Guid Id { get; init; }

    public required string Code { get; init; }

    /// <summary>1 for the first, then one more each time.</summary>
    public required int Version { get; init; }

    public required string En { get; init; }

    public required string Ja { get; init; }

    public required MeasureBase Base { get; init; }

    public required ReactivationRule Reactivation { get; init; }

    public required GrossForm Gross { get; init; }

    public required FxBasis Fx { get; init; }

    public ChurnDating? ChurnDating { get; init; }

    public PauseRule? Pause { get; init; }

    public required string RecordedBy { get; init; }

    public required DateTime RecordedAt { get; init; }

    /// <summary>The definitions themselves.</summary>
    public DefinitionPack Pack =>
        new(Code, En, Ja, Base, Reactivation, Gross, Fx, ChurnDating, Pause) { Version = Version };
}

internal sealed class RecordedPackMapping : IEntityTypeConfiguration<RecordedPack>
{
    public void Configure(EntityTypeBuilder<RecordedPack> builder)
    {
        builder.ToTable("DefinitionPacks");
        builder.HasKey(pack => pack.Id);
        builder.Ignore(pack => pack.Pack);
        builder.Property(pack => pack.Code).HasMaxLength(40);
        builder.Property(pack => pack.En).HasMaxLength(200);
        builder.Property(pack => pack.Ja).HasMaxLength(200);
        builder.Property(pack => pack.Base).HasMaxLength(20);
        builder.Property(pack => pack.Reactivation).HasMaxLength(20);
        builder.Property(pack => pack.Gross).HasMaxLength(20);
        builder.Property(pack => pack.Fx).HasMaxLength(20);
        builder.Property(pack => pack.ChurnDating).HasMaxLength(20);
        builder.Property(pack => pack.Pause).HasMaxLength(20);
        builder.Property(pack => pack.RecordedBy).HasMaxLength(200);
        builder.HasIndex(pack => new { pack.Code, pack.Version }).IsUnique();
    }
}

/// <summary>Finds definition packs: those of the house and those that the company recorded.</summary>
internal sealed class PackReader(RevenueDb db)
{
    /// <summary>All of them: those of the house first, then by code and version.</summary>
    public async Task<IReadOnlyList<DefinitionPack>> All(CancellationToken cancellation)
    {
        var recorded = await db.Set<RecordedPack>().AsNoTracking().ToListAsync(cancellation);
        return
        [
            .. DefinitionPack.All,
            .. recorded
                .OrderBy(pack => pack.Code, StringComparer.Ordinal)
                .ThenBy(pack => pack.Version)
                .Select(pack => pack.Pack),
        ];
    }

    /// <summary>The newest version of a code, or a given one: <c>board</c>, <c>board@2</c>.</summary>
    /// <param name="name">What was asked for.</param>
    /// <param name="parameter">Where, for a refusal.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<Result<DefinitionPack>> Find(string name, string parameter, CancellationToken cancellation)
    {
        var packs = await All(cancellation);
        var found = packs.LastOrDefault(pack => pack.Code == name || $"{pack.Code}@{pack.Version}" == name);
        if (found is not null)
        {
            return found;
        }

        var codes = packs.Select(pack => pack.Code).Distinct().ToList();
        return PlatformErrors.Invalid(
            new FieldFault(
                parameter,
                $"'{name}' is no definition pack. Use one of {string.Join(", ", codes)}, or a version of it such as {codes[^1]}@1.",
                $"「{name}」という定義セットはありません。{string.Join("、", codes)}のいずれか、または {codes[^1]}@1 のように版を指定してください。"
            )
        );
    }
}
