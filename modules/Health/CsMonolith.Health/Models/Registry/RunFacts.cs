using System.Globalization;
using System.Text.Json;
using CsMonolith.Health.Models.Training;
using CsMonolith.Health.Snapshots.Outcomes;
using CsMonolith.Revenue.Contracts;

namespace CsMonolith.Health.Models.Registry;

/// <summary>
/// What a training run at the command line reports of itself. What is missing takes the default, or is unknown.
/// </summary>
internal sealed record RunFacts(
    string Outcome,
    int HorizonDays,
    ChurnPolicy Policy,
    long? Seed,
    DateOnly? TrainedFrom,
    DateOnly? TrainedTo,
    DateOnly? TestFrom,
    DateOnly? TestTo,
    string? DataFingerprint
)
{
    public static Result<RunFacts> Read(JsonElement run)
    {
        var outcome = Text(run, "outcome") ?? OutcomeCatalogue.Churned;
        if (OutcomeCatalogue.Find(outcome) is null)
        {
            return OutcomeErrors.NoSuchOutcome(outcome);
        }

        var horizon = (int)(Number(run, "horizonDays") ?? OutcomeKind.HorizonDays);
        if (horizon is < 7 or > 730)
        {
            return PlatformErrors.Invalid(
                new FieldFault(
                    "/run/horizonDays",
                    $"{horizon} is not within 7 to 730 days.",
                    $"{horizon} は7日から730日の範囲にありません。"
                )
            );
        }

        var policy = Enum.TryParse<ChurnPolicy>(Text(run, "policy"), ignoreCase: true, out var named)
            ? named
            : ChurnPolicy.RecordedEvent;
        return new RunFacts(
            outcome,
            horizon,
            policy,
            (long?)Number(run, "seed"),
            Day(run, "trainedFrom"),
            Day(run, "trainedTo"),
            Day(run, "testFrom"),
            Day(run, "testTo"),
            (Text(run, "dataFingerprint") ?? Text(run, "fingerprint")) is { Length: <= 200 } fingerprint
                ? fingerprint
                : null
        );
    }

    /// <summary>
    /// The figures that a run reports, under the names that the library's measures have; <c>null</c> without log loss
    /// and rows.
    /// </summary>
    public static ModelMeasures? MeasuresOf(JsonElement metrics)
    {
        if (
            metrics.ValueKind != JsonValueKind.Object
            || Number(metrics, "rows") is not { } rows
            || Number(metrics, "logLoss") is not { } logLoss
        )
        {
            return null;
        }

        var rate = Math.Clamp(Number(metrics, "baseRate") ?? 0, 0, 1);
        var entropy = rate is 0 or 1 ? 0 : -((rate * Math.Log(rate)) + ((1 - rate) * Math.Log(1 - rate)));
        var area =
            metrics.TryGetProperty("rocAuc", out var given) && given.ValueKind == JsonValueKind.Object
                ? given
                : default;
        return new ModelMeasures(
            (int)Math.Clamp(rows, 0, int.MaxValue),
            rate,
            Number(area, "value") ?? Number(metrics, "rocAuc"),
            Number(area, "low"),
            Number(area, "high"),
            Number(metrics, "prAuc"),
            logLoss,
            Number(metrics, "baseLogLoss") ?? entropy,
            Number(metrics, "brier") ?? 0,
            Number(metrics, "ece") ?? 1,
            Number(metrics, "liftAt10"),
            ReferenceOf(metrics)
        );
    }

    /// <summary>
    /// What a run reports of its reference, on the run's own rows; <c>null</c> without log loss and difference.
    /// </summary>
    public static ReferenceMeasures? ReferenceOf(JsonElement metrics)
    {
        if (
            metrics.ValueKind != JsonValueKind.Object
            || !metrics.TryGetProperty("reference", out var reference)
            || reference.ValueKind != JsonValueKind.Object
            || Text(reference, "learner") is not { Length: <= 40 } learner
            || !reference.TryGetProperty("metrics", out var theirs)
            || !reference.TryGetProperty("logLossDifference", out var difference)
            || Number(theirs, "logLoss") is not { } logLoss
            || Number(difference, "value") is not { } value
            || Number(difference, "low") is not { } low
            || Number(difference, "high") is not { } high
        )
        {
            return null;
        }

        var area = theirs.TryGetProperty("rocAuc", out var given) ? given : default;
        return new ReferenceMeasures(
            learner,
            Number(area, "value"),
            logLoss,
            Number(theirs, "brier") ?? 0,
            Number(theirs, "ece") ?? 1,
            logLoss - value,
            value,
            low,
            high
        );
    }

    private static string? Text(JsonElement from, string name) =>
        from.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static double? Number(JsonElement from, string name) =>
        from.ValueKind == JsonValueKind.Object
        && from.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.Number
        && value.TryGetDouble(out var number)
        && double.IsFinite(number)
        && Math.Abs(number) <= 1e12
            ? number
            : null;

    private static DateOnly? Day(JsonElement from, string name) =>
        DateOnly.TryParseExact(
            Text(from, name),
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        )
            ? day
            : null;
}
