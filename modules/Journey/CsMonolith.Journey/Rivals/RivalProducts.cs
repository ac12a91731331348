namespace CsMonolith.Journey.Rivals;

/// <summary>A product of somebody else that customers use for what ours does.</summary>
/// <param name="Code">Stable, lower case; the records of customers hold it.</param>
/// <param name="AlsoCalled">Other names by which people and files call it.</param>
internal sealed record RivalProduct(string Code, string Name, string? Vendor, IReadOnlyList<string> AlsoCalled)
{
    public static RivalProduct Example { get; } =
        new("haisha-navi", "配車ナビ", "ナビテック株式会社", ["ハイシャナビ", "Haisha Navi"]);
}

/// <summary>The register of rival products (競合製品). A new installation has none.</summary>
internal sealed class RivalProducts(Guid id) : Aggregate
{
    public const int Most = 300;

    public static readonly Guid TheOnly = Guid.Parse("00000000-0000-7000-8000-000000000001");

    public Guid Id { get; private set; } = id;

    public IReadOnlyList<RivalProduct> Products { get; private set; } = [];

    public static async Task<RivalProducts> Present(JourneyDb db, CancellationToken cancellation) =>
        await db.Set<RivalProducts>().FindAsync([TheOnly], cancellation) ?? new RivalProducts(TheOnly);

    /// <summary>
    /// Finds a product by its code, its name or another of its names. Case, width, spaces and hyphens do not count.
    /// </summary>
    public RivalProduct? Find(string word)
    {
        var plain = PlainWord.Of(word);
        return Products.FirstOrDefault(product => Words(product).Contains(plain));
    }

    /// <summary>The name of a product by its code; the code of one that has left the register.</summary>
    public string NameOf(string code) => Products.FirstOrDefault(product => product.Code == code)?.Name ?? code;

    /// <summary>Replaces the register.</summary>
    /// <param name="inUse">Codes that the records of customers hold; they must stay.</param>
    public Result Arrange(IReadOnlyList<RivalProduct> products, IEnumerable<string> inUse)
    {
        if (products.SelectMany(Words).GroupBy(word => word).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            return RivalErrors.NameTwice(twice.Key);
        }

        if (inUse.FirstOrDefault(code => products.All(product => product.Code != code)) is { } missing)
        {
            return RivalErrors.ProductInUse(missing);
        }

        Products = products;
        return Result.Done;
    }

    private static IEnumerable<string> Words(RivalProduct product) =>
        product.AlsoCalled.Append(product.Code).Append(product.Name).Select(PlainWord.Of).Distinct();
}

internal sealed class RivalProductsMapping : IEntityTypeConfiguration<RivalProducts>
{
    public void Configure(EntityTypeBuilder<RivalProducts> builder)
    {
        builder.ToTable("RivalProducts");
        builder.Property(register => register.Id).ValueGeneratedNever();
        builder.Property(register => register.Products).AsJson();
    }
}
