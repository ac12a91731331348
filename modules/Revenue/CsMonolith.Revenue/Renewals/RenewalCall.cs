using CsMonolith.Health.Contracts;

namespace CsMonolith.Revenue.Renewals;

/// <summary>Who calls a renewal.</summary>
internal enum CallKind
{
    /// <summary>Whoever looks after the customer.</summary>
    Csm,

    /// <summary>The leader, after looking at both the person's call and the model's.</summary>
    Final,
}

/// <summary>
/// What somebody thought of a renewal, and when. Calls are only ever added, so that they can be scored after the fact.
/// </summary>
internal sealed class RenewalCall
{
    public required Guid Id { get; init; }

    public required Guid RenewalId { get; init; }

    public required Guid AccountId { get; init; }

    public required CallKind By { get; init; }

    /// <summary>As in the audit trail.</summary>
    public required string Actor { get; init; }

    /// <summary>Chance of renewal in millionths, 0 to 1,000,000.</summary>
    public required int Millionths { get; init; }

    public string? Note { get; init; }

    public required DateTime At { get; init; }
}

/// <summary>The model's word on an account: our copy of the news.</summary>
internal sealed class AccountRisk
{
    public required Guid Id { get; init; }

    public required Guid AccountId { get; init; }

    /// <summary>The day whose facts it rests on.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>Calibrated chance of churn within the horizon, in millionths.</summary>
    public required int ChurnMillionths { get; init; }

    public required int HorizonDays { get; init; }

    public required string ModelVersion { get; init; }

    public required DateTime HeardAt { get; init; }

    /// <summary>How the chance stands to the model's base rate; <c>null</c> where the news did not say.</summary>
    public ScoreBand? Band { get; init; }

    /// <summary>
    /// Whether the horizon, the days after <see cref="AsOf"/>, holds the first day after a term's last.
    /// </summary>
    public bool Covers(DateOnly dueOn) => dueOn < AsOf.AddDays(HorizonDays);
}

internal sealed class RenewalCallMapping : IEntityTypeConfiguration<RenewalCall>
{
    public void Configure(EntityTypeBuilder<RenewalCall> builder)
    {
        builder.ToTable("RenewalCalls");
        builder.HasKey(call => call.Id);
        builder.Property(call => call.By).HasMaxLength(20);
        builder.Property(call => call.Actor).HasMaxLength(200);
        builder.Property(call => call.Note).HasMaxLength(1000);
        builder.HasIndex(call => call.RenewalId);
    }
}

internal sealed class AccountRiskMapping : IEntityTypeConfiguration<AccountRisk>
{
    public void Configure(EntityTypeBuilder<AccountRisk> builder)
    {
        builder.ToTable("AccountRisks");
        builder.HasKey(risk => risk.Id);
        builder.Property(risk => risk.ModelVersion).HasMaxLength(200);
        builder.Property(risk => risk.Band).HasMaxLength(20);
        builder.HasIndex(risk => new
        {
            risk.AccountId,
            risk.AsOf,
            risk.HeardAt,
        });
    }
}
