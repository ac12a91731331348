using CsMonolith.Revenue.Movements;
using CsMonolith.Revenue.Retention;

namespace CsMonolith.Revenue.MonthCloses;

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

    public required TaggedSizes Tagged { get; init; }

    public static ClosedAccountMonth Of(Month month, AccountWindow window) => new()
    {
        Id = Guid.CreateVersion7(),
        FirstDay = month.First,
        AccountId = window.Purse.AccountId,
        Currency = window.Purse.Currency,
        EndMinor = window.End,
        NewMinor = window.New,
        ReactivationMinor = window.Reactivation,
        ExpansionMinor = window.Expansion,
        ContractionMinor = window.Contraction,
        ChurnMinor = window.Churn,
        Stands = window.StandsAtEnd,
        Tagged = window.Tagged,
    };

    /// <summary>
    /// A customer's window from its frozen months; a month without a row is one without a figure. Customers that were merged since have several
    /// rows of a month, and stand together on both sides.
    /// </summary>
    public static AccountWindow Between(Purse purse, IEnumerable<ClosedAccountMonth> months, Month from, Month to)
    {
        var before = from.Plus(-1).First;
        var rows = months.ToList();
        var inside = rows.Where(row => row.FirstDay >= from.First && row.FirstDay <= to.First).ToList();
        var (starts, ends) = (rows.Where(row => row.FirstDay == before).ToList(), rows.Where(row => row.FirstDay == to.First).ToList());
        var start = starts.Sum(row => row.EndMinor);
        return new AccountWindow(
            purse, start, ends.Sum(row => row.EndMinor),
            inside.Sum(row => row.NewMinor), inside.Sum(row => row.ReactivationMinor), inside.Sum(row => row.ExpansionMinor),
            inside.Sum(row => row.ContractionMinor), inside.Sum(row => row.ChurnMinor),
            PaidBefore: rows.Any(row => row.FirstDay < from.First && (row.EndMinor > 0 || row.ChurnMinor > 0))
                && !(start == 0 && inside.Exists(row => row.NewMinor > 0)))
        {
            StandsAtStart = starts.Exists(row => row.Stands),
            StandsAtEnd = ends.Exists(row => row.Stands),
            Tagged = inside.Aggregate(default(TaggedSizes), (sum, row) => sum + row.Tagged),
        };
    }
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
        builder.ComplexProperty(row => row.Tagged);
        builder.HasIndex(row => new { row.FirstDay, row.AccountId, row.Currency }).IsUnique();
        builder.HasIndex(row => row.AccountId);
    }
}
