namespace CsMonolith.Journey.Fires;

/// <summary>A cause of fires.</summary>
/// <param name="Code">Stable, lower case; fires hold it.</param>
internal sealed record FireCause(string Code, string En, string Ja);

/// <summary>The configured causes of fires.</summary>
internal sealed class FireCauses(Guid id) : Aggregate
{
    public static readonly Guid TheOnly = Guid.Parse("00000000-0000-7000-8000-000000000001");

    public Guid Id { get; private set; } = id;

    public IReadOnlyList<FireCause> Causes { get; private set; } = Usual;

    private static IReadOnlyList<FireCause> Usual =>
        [
            new("product-fault", "Fault of the product", "製品の不具合"),
            new("outage", "Outage", "障害・停止"),
            new("promise-gap", "Promise that the product does not keep", "約束との差"),
            new("handoff", "Incomplete handoff from sales", "営業からの引き継ぎ不足"),
            new("no-adoption", "Not used", "利用が進まない"),
            new("person-left", "Sponsor or key person left", "推進者・担当者の異動"),
            new("data", "Data or integration", "データ・連携"),
            new("commercial", "Price, contract or invoice", "価格・契約・請求"),
            new("our-conduct", "Our own conduct", "自社の対応"),
            new("other", "Other", "その他"),
        ];

    public static async Task<FireCauses> Present(JourneyDb db, CancellationToken cancellation) =>
        await db.Set<FireCauses>().FindAsync([TheOnly], cancellation) ?? new FireCauses(TheOnly);

    /// <summary>Whether a code is one of them.</summary>
    public bool Has(string code) => Causes.Any(cause => cause.Code == code);

    /// <summary>Replaces them.</summary>
    /// <param name="inUse">Codes that fires hold; they must stay.</param>
    public Result Arrange(IReadOnlyList<FireCause> causes, IEnumerable<string> inUse)
    {
        if (causes.GroupBy(cause => cause.Code).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            return FireErrors.CauseTwice(twice.Key);
        }

        if (inUse.FirstOrDefault(code => causes.All(cause => cause.Code != code)) is { } missing)
        {
            return FireErrors.CauseInUse(missing);
        }

        Causes = causes;
        return Result.Done;
    }
}

internal sealed class FireCausesMapping : IEntityTypeConfiguration<FireCauses>
{
    public void Configure(EntityTypeBuilder<FireCauses> builder)
    {
        builder.ToTable("FireCauses");
        builder.Property(causes => causes.Id).ValueGeneratedNever();
        builder.Property(causes => causes.Causes).AsJson();
    }
}
