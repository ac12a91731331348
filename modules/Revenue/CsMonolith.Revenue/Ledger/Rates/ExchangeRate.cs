using System.Numerics;

namespace CsMonolith.Revenue.Ledger.Rates;

/// <summary>
/// The exchange rate of two currencies on a day, as learnt at an instant. Rates are only ever added; of two for one
/// day, the one recorded later holds.
/// </summary>
internal sealed class ExchangeRate
{
    public required Guid Id { get; init; }

    /// <summary>The quoted currency: JPY in 140 JPY per USD.</summary>
    public required string Currency { get; init; }

    /// <summary>The base currency: USD in 140 JPY per USD.</summary>
    public required string Per { get; init; }

    public required DateOnly On { get; init; }

    /// <summary>The rate times 1,000,000,000, above 0.</summary>
    public required long Nano { get; init; }

    public required DateTime RecordedAt { get; init; }
}

/// <summary>The rates known at some instant.</summary>
/// <param name="maxAgeDays">How many days before the day in question a rate may be dated.</param>
internal sealed class RateTable(IEnumerable<ExchangeRate> rates, int maxAgeDays)
{
    private const long Nano = 1_000_000_000;
    private readonly ILookup<(string Currency, string Per), ExchangeRate> _rates = rates.ToLookup(rate =>
        (rate.Currency, rate.Per)
    );

    /// <summary>The factor that converts minor units of one currency into minor units of another on a day.</summary>
    /// <returns>An exact factor, or a refusal that names the missing rate.</returns>
    public Result<Ratio> Factor(string from, string to, DateOnly on)
    {
        if (from == to)
        {
            return new Ratio(1, 1);
        }

        var (direct, inverse) = (Newest(from, to, on), Newest(to, from, on));
        var minor = new Ratio(BigInteger.Pow(10, Money.Currencies[to]), BigInteger.Pow(10, Money.Currencies[from]));
        if (direct is not null && !(inverse?.On > direct.On))
        {
            return minor * new Ratio(Nano, direct.Nano);
        }

        return inverse is null ? LedgerErrors.NoRate(from, to, on, maxAgeDays) : minor * new Ratio(inverse.Nano, Nano);
    }

    private ExchangeRate? Newest(string currency, string per, DateOnly on) =>
        _rates[(currency, per)]
            .Where(rate => rate.On <= on && rate.On >= on.AddDays(-maxAgeDays))
            .MaxBy(rate => (rate.On, rate.RecordedAt, rate.Id));
}

/// <summary>Reads the exchange rates that were recorded by an instant.</summary>
internal sealed class RateReader(RevenueDb db)
{
    public async Task<RateTable> Read(DateTime knownAt, int maxAgeDays, CancellationToken cancellation) =>
        new(
            await db.Set<ExchangeRate>()
                .AsNoTracking()
                .Where(rate => rate.RecordedAt <= knownAt)
                .ToListAsync(cancellation),
            maxAgeDays
        );
}

internal sealed class ExchangeRateMapping : IEntityTypeConfiguration<ExchangeRate>
{
    public void Configure(EntityTypeBuilder<ExchangeRate> builder)
    {
        builder.ToTable("ExchangeRates");
        builder.HasKey(rate => rate.Id);
        builder.Property(rate => rate.Currency).HasMaxLength(3);
        builder.Property(rate => rate.Per).HasMaxLength(3);
        builder.HasIndex(rate => new
        {
            rate.Currency,
            rate.Per,
            rate.On,
        });
    }
}
