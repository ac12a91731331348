using CsMonolith.Revenue.Ledger.Histories;

namespace CsMonolith.Revenue.Ledger.MonthCloses;

/// <summary>A month whose figures are frozen: they hold what was known at the close and never change.</summary>
internal sealed class MonthClose(Guid id, DateOnly firstDay, DateTime closedAt, int accounts) : Aggregate
{
    public Guid Id { get; private set; } = id;

    /// <summary>The month's first day; stored as a day so that months can be compared.</summary>
    public DateOnly FirstDay { get; private set; } = firstDay;

    /// <summary>Facts recorded later are adjustments.</summary>
    public DateTime ClosedAt { get; private set; } = closedAt;

    /// <summary>Accounts with a figure in the month.</summary>
    public int Accounts { get; private set; } = accounts;

    public Month Month => Month.Of(FirstDay);

    /// <summary>Closes a month.</summary>
    public static MonthClose Of(Month month, DateTime at, int accounts)
    {
        var close = new MonthClose(Guid.CreateVersion7(), month.First, at, accounts);
        close.Raise(new MonthClosed(month));
        return close;
    }

    /// <summary>The last closed month, or <c>null</c> before the first close.</summary>
    public static async Task<Month?> Last(RevenueDb db, CancellationToken cancellation)
    {
        var day = await db.Set<MonthClose>().MaxAsync(close => (DateOnly?)close.FirstDay, cancellation);
        return day is { } first ? Month.Of(first) : null;
    }
}

/// <summary>One account's frozen figures of one closed month, in one currency and in minor units.</summary>
internal sealed class ClosedAccountMonth
{
    public required Guid Id { get; init; }

    public required DateOnly FirstDay { get; init; }

    public required Guid AccountId { get; init; }

    public required string Currency { get; init; }

    public required long EndMinor { get; init; }

    public required long NewMinor { get; init; }

    public required long ReactivationMinor { get; init; }

    public required long ExpansionMinor { get; init; }

    public required long ContractionMinor { get; init; }

    public required long ChurnMinor { get; init; }

    /// <summary>A customer at the month's end: it pays, or a policy keeps it as one.</summary>
    public required bool Stands { get; init; }

    public required long SeatsMinor { get; init; }

    public required long PriceRiseMinor { get; init; }

    public required long EscalatorMinor { get; init; }

    public required long PauseMinor { get; init; }

    public required long FreeDowngradeMinor { get; init; }

    /// <summary>The named parts of the month's movements, signed.</summary>
    public PartSizes Parts => new(SeatsMinor, PriceRiseMinor, EscalatorMinor, PauseMinor, FreeDowngradeMinor);

    public static ClosedAccountMonth Of(Month month, AccountWindow window) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            FirstDay = month.First,
            AccountId = window.AccountCurrency.AccountId,
            Currency = window.AccountCurrency.Currency,
            EndMinor = window.End,
            NewMinor = window.New,
            ReactivationMinor = window.Reactivation,
            ExpansionMinor = window.Expansion,
            ContractionMinor = window.Contraction,
            ChurnMinor = window.Churn,
            Stands = window.StandsAtEnd,
            SeatsMinor = window.Parts.Seats,
            PriceRiseMinor = window.Parts.PriceRise,
            EscalatorMinor = window.Parts.Escalator,
            PauseMinor = window.Parts.Pause,
            FreeDowngradeMinor = window.Parts.FreeDowngrade,
        };
}

internal sealed class MonthCloseMapping : IEntityTypeConfiguration<MonthClose>
{
    public void Configure(EntityTypeBuilder<MonthClose> builder)
    {
        builder.ToTable("MonthCloses");
        builder.HasKey(close => close.Id);
        builder.Ignore(close => close.Month);
        builder.HasIndex(close => close.FirstDay).IsUnique();
    }
}

internal sealed class ClosedAccountMonthMapping : IEntityTypeConfiguration<ClosedAccountMonth>
{
    public void Configure(EntityTypeBuilder<ClosedAccountMonth> builder)
    {
        builder.ToTable("ClosedAccountMonths");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Currency).HasMaxLength(3);
        builder.Ignore(row => row.Parts);
        builder
            .HasIndex(row => new
            {
                row.FirstDay,
                row.AccountId,
                row.Currency,
            })
            .IsUnique();
        builder.HasIndex(row => row.AccountId);
    }
}
