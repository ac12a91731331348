using System.Text.Json;
using CsMonolith.Health.Models.Factors;
using CsMonolith.Health.Models.Promotion;
using CsMonolith.Health.Models.Training;
using CsMonolith.Health.Snapshots.Outcomes;
using CsMonolith.Revenue.Contracts;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CsMonolith.Health.Models.Registry;

/// <summary>What a model is used for.</summary>
internal enum ModelAlias
{
    /// <summary>Registered and waiting for promotion.</summary>
    Challenger,

    /// <summary>The one that scores.</summary>
    Champion,

    /// <summary>Was one of the two.</summary>
    Retired,
}

/// <summary>A gate that was let pass, by whom it may concern later.</summary>
internal sealed record ModelWaiver(string Name, string Reason);

/// <summary>Something about the data that a reader of the figures must know.</summary>
/// <param name="Code">Stable: <c>accounts-on-both-sides</c>.</param>
/// <param name="Column">The feature that it is about; <c>null</c> if it is about rows.</param>
internal sealed record ModelFinding(string Code, string En, string Ja, string? Column = null);

/// <summary>
/// A registered model: how it was trained, its measures, its alias. The artefact is a row of its own, since lists do
/// not need it.
/// </summary>
internal sealed class ModelVersion : Aggregate
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Day and number: <c>2026-11-21-1</c>.</summary>
    public required string Name { get; init; }

    public required string Outcome { get; init; }

    public required int HorizonDays { get; init; }

    public required ChurnPolicy Policy { get; init; }

    /// <summary>
    /// Whether training found a signal. Without one every account gets the base rate, marked as such.
    /// </summary>
    public required bool HasSignal { get; init; }

    /// <summary>Share of outcomes among the training rows.</summary>
    public required double BaseRate { get; init; }

    public long? Seed { get; init; }

    public DateOnly? TrainedFrom { get; init; }

    public DateOnly? TrainedTo { get; init; }

    public DateOnly? TestFrom { get; init; }

    public DateOnly? TestTo { get; init; }

    public string? DataFingerprint { get; init; }

    public required string ArtefactSha256 { get; init; }

    /// <summary>Training rows whose account was contacted because of a score within their horizon.</summary>
    public int TreatedRows { get; init; }

    public required string FeatureNames { get; init; }

    public required string MeasuresJson { get; init; }

    public required string FindingsJson { get; init; }

    public required string FactorsJson { get; init; }

    public required string Card { get; init; }

    public Guid? RegisteredBy { get; init; }

    public required DateTime RegisteredAt { get; init; }

    public ModelAlias Alias { get; private set; } = ModelAlias.Challenger;

    public DateTime? PromotedAt { get; private set; }

    public Guid? PromotedBy { get; private set; }

    /// <summary>
    /// When an earlier champion took its place again; its scores are kept and marked. <c>null</c> if it was not
    /// withdrawn.
    /// </summary>
    public DateTime? WithdrawnAt { get; private set; }

    /// <summary>Who confirmed the promotion; <c>null</c> where one person acted alone or went back.</summary>
    public Guid? ConfirmedBy { get; private set; }

    /// <summary>When a promotion was asked for that waits for a second person; <c>null</c> if none does.</summary>
    public DateTime? AskedAt { get; private set; }

    public Guid? AskedBy { get; private set; }

    public string? AskedWaiverGate { get; private set; }

    public string? AskedWaiverReason { get; private set; }

    public string? WaivedGate { get; private set; }

    public string? WaiverReason { get; private set; }

    public ModelMeasures? Measures => JsonSerializer.Deserialize<ModelMeasures?>(MeasuresJson, Wire.Json);

    public IReadOnlyList<ModelFinding> Findings =>
        JsonSerializer.Deserialize<List<ModelFinding>>(FindingsJson, Wire.Json)!;

    public IReadOnlyList<FactorFigure> Factors =>
        JsonSerializer.Deserialize<List<FactorFigure>>(FactorsJson, Wire.Json)!;

    /// <summary>The waiver of the promotion that waits for a second person.</summary>
    public ModelWaiver? AskedWaiver => AskedWaiverGate is { } gate ? new ModelWaiver(gate, AskedWaiverReason!) : null;

    /// <summary>
    /// Notes that somebody wants it promoted, if the gates let it; a second person confirms. A second ask takes the
    /// place of the first.
    /// </summary>
    public Result AskPromotion(IReadOnlyList<GateVerdict> gates, ModelWaiver? waiver, Guid? by, DateTime now)
    {
        if (Standing(gates, waiver).Error is { } refusal)
        {
            return refusal;
        }

        (AskedAt, AskedBy) = (now, by);
        (AskedWaiverGate, AskedWaiverReason) = (waiver?.Name, waiver?.Reason);
        return Result.Done;
    }

    /// <summary>Promotes it as it was asked for, on the word of somebody else; the gates are judged anew.</summary>
    public Result ConfirmPromotion(IReadOnlyList<GateVerdict> gates, Guid? by, DateTime now)
    {
        if (AskedAt is null)
        {
            return ModelErrors.NothingToConfirm(Name);
        }

        if (AskedBy is null || AskedBy == by)
        {
            return ModelErrors.OwnConfirmation(Name);
        }

        var asker = AskedBy;
        if (Promote(gates, AskedWaiver, asker, now).Error is { } refusal)
        {
            return refusal;
        }

        ConfirmedBy = by;
        return Result.Done;
    }

    /// <summary>Becomes the one that scores, unless a gate fails that no waiver names.</summary>
    public Result Promote(IReadOnlyList<GateVerdict> gates, ModelWaiver? waiver, Guid? by, DateTime now)
    {
        if (Standing(gates, waiver).Error is { } refusal)
        {
            return refusal;
        }

        if (gates.Any(gate => !gate.Passed))
        {
            (WaivedGate, WaiverReason) = (waiver!.Name, waiver.Reason);
        }

        (Alias, PromotedAt, PromotedBy, WithdrawnAt) = (ModelAlias.Champion, now, by, null);
        (ConfirmedBy, AskedAt, AskedBy, AskedWaiverGate, AskedWaiverReason) = (null, null, null, null, null);
        Raise(new ModelPromoted(Name, by, WaivedGate));
        return Result.Done;
    }

    // What stands in the way of a promotion.
    private Result Standing(IReadOnlyList<GateVerdict> gates, ModelWaiver? waiver)
    {
        if (Outcome != OutcomeCatalogue.Churned)
        {
            return ModelErrors.ScoresChurnOnly(Name, Outcome);
        }

        if (Alias == ModelAlias.Champion)
        {
            return ModelErrors.AlreadyChampion(Name);
        }

        var standing = gates.Where(gate => !gate.Passed && gate.Name != waiver?.Name).ToList();
        return standing.Count > 0 ? ModelErrors.GatesFailed(Name, standing) : Result.Done;
    }

    /// <summary>It was champion before and was not withdrawn, so that to promote it is to go back to it.</summary>
    public bool WasSound => PromotedAt is not null && WithdrawnAt is null;

    public void Retire() => Alias = ModelAlias.Retired;

    /// <summary>Retires the champion because an earlier one takes its place again.</summary>
    public void Withdraw(DateTime now) => (Alias, WithdrawnAt) = (ModelAlias.Retired, now);
}

/// <summary>The learned model itself, as the library's JSON.</summary>
internal sealed class ModelArtefact
{
    /// <summary>That of the version.</summary>
    public Guid Id { get; init; }

    public required string Json { get; init; }
}

internal sealed class ModelVersionMapping
    : IEntityTypeConfiguration<ModelVersion>,
        IEntityTypeConfiguration<ModelArtefact>
{
    public void Configure(EntityTypeBuilder<ModelVersion> builder)
    {
        builder.ToTable("models").HasKey(row => row.Id);
        builder.HasIndex(row => row.Name).IsUnique();
        builder
            .Ignore(row => row.WasSound)
            .Ignore(row => row.AskedWaiver)
            .Ignore(row => row.Measures)
            .Ignore(row => row.Findings)
            .Ignore(row => row.Factors);
    }

    public void Configure(EntityTypeBuilder<ModelArtefact> builder) =>
        builder.ToTable("model_artefacts").HasKey(row => row.Id);
}
