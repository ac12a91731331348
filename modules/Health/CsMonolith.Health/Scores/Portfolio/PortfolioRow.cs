using System.Text.Json;
using CsMonolith.Health.Snapshots;
using CsMonolith.Journey.Contracts;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CsMonolith.Health.Scores.Portfolio;

/// <summary>
/// One row per account, kept up to date by events of other modules, by scoring and by <see cref="RefreshPortfolio"/>,
/// so that lists can filter and sort by all of it. The owner here is for reading: which accounts a caller sees is asked
/// of Journey.
/// </summary>
internal sealed class PortfolioRow(Guid accountId)
{
    private const int MostReasons = 3;

    public Guid AccountId { get; private set; } = accountId;

    public string Name { get; private set; } = "";

    /// <summary>Whether it is no customer yet.</summary>
    public bool IsProspect { get; private set; }

    /// <summary>Whether news has told whether it is a customer.</summary>
    public bool IsKnown { get; private set; }

    public string? Phase { get; private set; }

    public DateOnly? PhaseSince { get; private set; }

    public DateOnly? LastContactOn { get; private set; }

    public Guid? OwnerId { get; private set; }

    public string? OwnerName { get; private set; }

    /// <summary>The first by name of the teams that the owner is in today.</summary>
    public Guid? TeamId { get; private set; }

    public string? TeamName { get; private set; }

    public int? Tier { get; private set; }

    /// <summary>The day after the last day of the term that ends next.</summary>
    public DateOnly? NextRenewalOn { get; private set; }

    public long MrrMinor { get; private set; }

    public string? Currency { get; private set; }

    /// <summary>MRR in the currency's major units, as lists filter and sort by it; <c>null</c> if unknown.</summary>
    public double? MrrAmount { get; private set; }

    public DateOnly? MrrOn { get; private set; }

    public double? Probability { get; private set; }

    /// <summary>Probability × MRR in the currency's major units: what lists rank by.</summary>
    public double? ExpectedLoss { get; private set; }

    /// <summary>Whether the expected loss is unknown; such rows come last in every order.</summary>
    public bool HasNoLoss { get; private set; } = true;

    public ScoreBand? Band { get; private set; }

    public Guid? ScoreId { get; private set; }

    public DateOnly? ScoredAsOf { get; private set; }

    /// <summary>The version of the model that the probability is by.</summary>
    public string? ModelVersion { get; private set; }

    /// <summary>The feature that moved the probability most.</summary>
    public string? Reason { get; private set; }

    public string ReasonsJson { get; private set; } = "[]";

    /// <summary>The features that moved the probability most, at most three, with what each added.</summary>
    public IReadOnlyList<StoredDriver> Reasons =>
        JsonSerializer.Deserialize<List<StoredDriver>>(ReasonsJson, Wire.Json)!;

    public Money? Mrr => Currency is { } currency ? new Money(MrrMinor, currency) : null;

    public Money? Loss =>
        Probability is { } probability && Mrr is { } mrr
            ? Money.Round(mrr.Major * (decimal)probability, mrr.Currency)
            : null;

    /// <summary>A customer was opened, or a prospect was won.</summary>
    public void Open(string name) => (Name, IsProspect, IsKnown) = (name, false, true);

    /// <summary>A prospect was opened; news of its win may have come before.</summary>
    public void Prospect(string name)
    {
        if (!IsKnown)
        {
            (Name, IsProspect, IsKnown) = (name, true, true);
        }
    }

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

    /// <summary>Applies what other modules say of the account today.</summary>
    public void Know(PortfolioFacts facts)
    {
        (OwnerId, OwnerName) = (facts.OwnerId, facts.OwnerName);
        (TeamId, TeamName) = (facts.TeamId, facts.TeamName);
        (Tier, NextRenewalOn) = (facts.Tier, facts.NextRenewalOn);
        Weigh();
    }

    /// <summary>Applies a new score, with the account's facts from its snapshot and those that Journey tells.</summary>
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
        Explain(score);
        Weigh();
    }

    /// <summary>Takes the model and the first reasons of the score that stands.</summary>
    public void Explain(Score score)
    {
        var first = score.Drivers.OrderByDescending(driver => Math.Abs(driver.LogOdds)).Take(MostReasons).ToList();
        (ModelVersion, Reason) = (score.ModelVersion, first.FirstOrDefault()?.Feature);
        ReasonsJson = JsonSerializer.Serialize(first, Wire.Json);
    }

    private void Weigh()
    {
        MrrAmount = Mrr is { } paid ? (double)paid.Major : null;
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
        builder.Ignore(row => row.Mrr).Ignore(row => row.Loss).Ignore(row => row.Reasons);
        builder.Property(row => row.ReasonsJson).HasDefaultValueSql("'[]'");
        builder.HasIndex(row => row.OwnerId);
        builder.HasIndex(row => row.TeamId);
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

    /// <summary>Takes an account's row away, if there is one.</summary>
    public async Task Drop(Guid account, CancellationToken cancellation)
    {
        if (await db.Set<PortfolioRow>().SingleOrDefaultAsync(row => row.AccountId == account, cancellation) is { } row)
        {
            db.Remove(row);
        }
    }

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
