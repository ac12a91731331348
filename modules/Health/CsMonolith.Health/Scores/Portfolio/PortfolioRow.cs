using CsMonolith.Health.Snapshots;
using CsMonolith.Journey.Contracts;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CsMonolith.Health.Scores.Portfolio;

/// <summary>
/// One row per account, kept up to date by events of other modules and by scoring, so that lists can filter and sort by
/// all of
/// it. The account's owner is not here: which accounts a caller sees is asked of Journey.
/// </summary>
internal sealed class PortfolioRow(Guid accountId)
{
    public Guid AccountId { get; private set; } = accountId;

    public string Name { get; private set; } = "";

    public string? Phase { get; private set; }

    public DateOnly? PhaseSince { get; private set; }

    public DateOnly? LastContactOn { get; private set; }

    public long MrrMinor { get; private set; }

    public string? Currency { get; private set; }

    public DateOnly? MrrOn { get; private set; }

    public double? Probability { get; private set; }

    /// <summary>Probability × MRR in the currency's major units: what lists rank by.</summary>
    public double? ExpectedLoss { get; private set; }

    /// <summary>Whether the expected loss is unknown; such rows come last in every order.</summary>
    public bool HasNoLoss { get; private set; } = true;

    public ScoreBand? Band { get; private set; }

    public Guid? ScoreId { get; private set; }

    public DateOnly? ScoredAsOf { get; private set; }

    public Money? Mrr => Currency is { } currency ? new Money(MrrMinor, currency) : null;

    public Money? Loss =>
        Probability is { } probability && Mrr is { } mrr
            ? Money.Round(mrr.Major * (decimal)probability, mrr.Currency)
            : null;

    public void Rename(string name) => Name = name;

    public void Enter(string phase, DateOnly on)
    {
        if (PhaseSince is not { } since || on >= since)
        {
            (Phase, PhaseSince) = (phase, on);
        }
    }

    public void Touch(DateOnly on) => LastContactOn = LastContactOn is { } last && last > on ? last : on;

    public void Pay(Money mrr, DateOnly on)
    {
        if (MrrOn is { } last && last > on)
        {
            return;
        }

        (MrrMinor, Currency, MrrOn) = (mrr.Minor, mrr.Currency, on);
        Weigh();
    }

    /// <summary>Applies a new score, with the account's facts from its snapshot and from Journey.</summary>
    public void Take(Score score, Snapshot snapshot, AccountAsOf? known)
    {
        if (ScoredAsOf is { } last && last > score.AsOf)
        {
            return;
        }

        if (known is not null)
        {
            (Name, Phase, PhaseSince) = (known.Name, known.Phase, known.PhaseSince);
            LastContactOn = known.LastContactOn ?? LastContactOn;
        }

        if (snapshot.Currency is { } currency)
        {
            Pay(new Money(snapshot.MrrMinor, currency), snapshot.AsOf);
        }

        (Probability, Band, ScoreId, ScoredAsOf) = (score.Probability, score.Band, score.Id, score.AsOf);
        Weigh();
    }

    private void Weigh()
    {
        ExpectedLoss = Probability is { } probability && Mrr is { } mrr ? probability * (double)mrr.Major : null;
        HasNoLoss = ExpectedLoss is null;
    }
}

internal sealed class PortfolioRowMapping : IEntityTypeConfiguration<PortfolioRow>
{
    public void Configure(EntityTypeBuilder<PortfolioRow> builder)
    {
        builder.ToTable("portfolio").HasKey(row => row.AccountId);
        builder.Property(row => row.AccountId).ValueGeneratedNever();
        builder.Ignore(row => row.Mrr).Ignore(row => row.Loss);
        builder
            .HasIndex(row => new
            {
                row.HasNoLoss,
                row.ExpectedLoss,
                row.AccountId,
            })
            .IsDescending(false, true, false);
    }
}

/// <summary>Finds the portfolio's rows, and adds missing ones: events of different modules come in any order.</summary>
internal sealed class PortfolioStore(HealthDb db)
{
    public async Task<PortfolioRow> Row(Guid account, CancellationToken cancellation) =>
        (await Rows([account], cancellation))[account];

    public async Task<Dictionary<Guid, PortfolioRow>> Rows(IReadOnlyList<Guid> accounts, CancellationToken cancellation)
    {
        var rows = await db.Set<PortfolioRow>()
            .Where(row => accounts.Contains(row.AccountId))
            .ToDictionaryAsync(row => row.AccountId, cancellation);
        foreach (var account in accounts.Where(account => !rows.ContainsKey(account)))
        {
            rows[account] = new PortfolioRow(account);
            db.Add(rows[account]);
        }

        return rows;
    }
}
