using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Numerics;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Effects;

/// <summary>An attempt to refute an estimate.</summary>
/// <param name="Name"><c>placebo</c>, <c>random-common-cause</c> or <c>subset</c>.</param>
/// <param name="Difference">What the estimate becomes.</param>
/// <param name="Withstood">Whether the estimate stands.</param>
public sealed record Refutation(string Name, Interval Difference, bool Withstood);

/// <summary>
/// Tests that try to refute an estimate: Sharma and Kiciman, DoWhy, 2020. Each attempt is an estimate of its own.
/// </summary>
public static class Refuters
{
    private const double SubsetShare = 0.8;

    /// <summary>All three.</summary>
    public static IReadOnlyList<Refutation> All(
        Table covariates,
        IReadOnlyList<bool> treated,
        DoublyRobustEffect effect,
        EffectSettings? settings = null,
        CancellationToken cancellation = default
    ) =>
        [
            Placebo(covariates, treated, settings, cancellation),
            RandomCommonCause(covariates, treated, effect, settings, cancellation),
            Subset(covariates, treated, effect, settings, cancellation),
        ];

    /// <summary>A treatment assigned at random must have no effect: withstood if the 95% interval holds 0.</summary>
    public static Refutation Placebo(
        Table covariates,
        IReadOnlyList<bool> treated,
        EffectSettings? settings = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(covariates);
        settings ??= new EffectSettings();
        var order = Enumerable.Range(0, covariates.Rows).ToArray();
        SplitMix.For(settings.Seed, "placebo").Shuffle(order);
        var difference = DoublyRobust
            .Estimate(covariates, [.. order.Select(row => treated[row])], settings, cancellation)
            .Difference;
        return new Refutation("placebo", difference, difference.Low <= 0 && difference.High >= 0);
    }

    /// <summary>
    /// A further column of noise must change nothing: withstood if the estimate moves by no more than half its
    /// interval's half.
    /// </summary>
    public static Refutation RandomCommonCause(
        Table covariates,
        IReadOnlyList<bool> treated,
        DoublyRobustEffect effect,
        EffectSettings? settings = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(covariates);
        ArgumentNullException.ThrowIfNull(effect);
        settings ??= new EffectSettings();
        var random = SplitMix.For(settings.Seed, "common-cause");
        var noise = new float[covariates.Rows];
        for (var row = 0; row < noise.Length; row++)
        {
            noise[row] = (random.Next() >> 40) * (1f / (1 << 24));
        }

        var more = covariates.Aligned([
            .. covariates.Columns,
            Column.Numeric($"noise{covariates.Columns.Count}", noise),
        ]);
        return Moved(
            "random-common-cause",
            DoublyRobust.Estimate(more, treated, settings, cancellation).Difference,
            effect,
            most: 0.5
        );
    }

    /// <summary>
    /// Four fifths of the customers must say the same: withstood if the estimate moves by no more than its interval's
    /// half.
    /// </summary>
    /// <remarks>By chance alone the estimate of a part moves by half a standard error, a quarter of that.</remarks>
    public static Refutation Subset(
        Table covariates,
        IReadOnlyList<bool> treated,
        DoublyRobustEffect effect,
        EffectSettings? settings = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(covariates);
        ArgumentNullException.ThrowIfNull(treated);
        ArgumentNullException.ThrowIfNull(effect);
        settings ??= new EffectSettings();
        var rows = TrainTestSplits.Part(
            covariates,
            [.. Enumerable.Range(0, covariates.Rows)],
            SubsetShare,
            settings.Seed
        );
        var part = DoublyRobust.Estimate(
            covariates.Take(rows),
            [.. rows.Select(row => treated[row])],
            settings,
            cancellation
        );
        return Moved("subset", part.Difference, effect, most: 1);
    }

    private static Refutation Moved(string name, Interval difference, DoublyRobustEffect effect, double most) =>
        new(
            name,
            difference,
            Math.Abs(difference.Value - effect.Difference.Value)
                <= most * (effect.Difference.High - effect.Difference.Value)
        );
}
