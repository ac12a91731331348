using CsMonolith.Learning.Auto;

namespace CsMonolith.Learning.Drift;

/// <summary>Decision about a model in service, with its reason.</summary>
public enum RetrainDecision
{
    /// <summary>No column of the model has drifted and no known label shows a loss: keep the model.</summary>
    KeepUnmoved,

    /// <summary>
    /// Columns have drifted, but enough labels from after the change show that the probabilities are right: keep the
    /// model.
    /// </summary>
    KeepBorneOut,

    /// <summary>Columns have drifted, and labels from after the change are too few to judge: wait for them.</summary>
    Wait,

    /// <summary>Known labels show that the probabilities are no longer right: retrain.</summary>
    Retrain,
}

/// <summary>The advice to keep, wait or retrain, with the cost of each.</summary>
/// <param name="Decision">What to do.</param>
/// <param name="Since">
/// First month after the newest change of a column that the model looks at; null if none has moved.
/// </param>
/// <param name="SinceChange">
/// What labels say of the months from then on, or of all months in service if nothing has moved; null without one.
/// </param>
/// <param name="Outstanding">Rows from then on whose label is not known yet.</param>
/// <param name="NextLabelsOn">Day on which the next of them will be known; null if none is outstanding.</param>
/// <param name="EnoughOn">
/// Day on which <see cref="EnoughLabels"/> labels of the rarer outcome will be there, if later months are like the
/// newest; null if not within five years.
/// </param>
/// <param name="LogLossChange">
/// Log loss a row to expect in the newest month, less that of the reference period: the effect of the customers' change
/// alone.
/// </param>
/// <param name="RocAucChange">The same of the area.</param>
/// <param name="Training">What a retraining on all labelled rows costs: one model to be judged, one to be kept.</param>
public sealed record RetrainAdvice(
    RetrainDecision Decision,
    DateOnly? Since,
    KnownQuality? SinceChange,
    int Outstanding,
    DateOnly? NextLabelsOn,
    DateOnly? EnoughOn,
    double LogLossChange,
    double RocAucChange,
    TrainingCost Training
)
{
    /// <summary>
    /// Labels of the rarer outcome by which a model can be judged: Collins, Ogundimu and Altman, Statistics in Medicine
    /// 35, 2016.
    /// </summary>
    public const int EnoughLabels = 100;

    private const int MostMonthsAhead = 60;

    /// <summary>Labels of the rarer outcome that are known from the change on.</summary>
    public int KnownOfRarer =>
        SinceChange is null ? 0 : Math.Min(SinceChange.Outcomes, SinceChange.Rows - SinceChange.Outcomes);

    internal static RetrainAdvice Of(
        ServiceMonth[] months,
        DateOnly? change,
        KnownQuality? known,
        int horizonDays,
        TrainingCost training
    )
    {
        ServiceMonth[] since = [.. months.Where(month => change is null || month.Month >= change)];
        var expected = (Now: months[^1].Drift.Expected!, Before: months[^1].Drift.Reference!);
        var outstanding = since.Where(month => month.Known < month.Rows).ToArray();
        var advice = new RetrainAdvice(
            RetrainDecision.KeepUnmoved,
            change,
            known,
            outstanding.Sum(month => month.Rows - month.Known),
            outstanding.Length == 0 ? null : KnownOn(outstanding[0].Month, horizonDays),
            EnoughDay(since, horizonDays),
            expected.Now.LogLoss.Value - expected.Before.LogLoss.Value,
            expected.Now.RocAuc.Value - expected.Before.RocAuc.Value,
            training
        );
        return advice with { Decision = DecisionOf(advice) };
    }

    private static RetrainDecision DecisionOf(RetrainAdvice advice) =>
        advice switch
        {
            { SinceChange.Regainable.Low: > 0 } => RetrainDecision.Retrain,
            { Since: null } => RetrainDecision.KeepUnmoved,
            { KnownOfRarer: >= EnoughLabels } => RetrainDecision.KeepBorneOut,
            _ => RetrainDecision.Wait,
        };

    // Known labels count as they are, outstanding ones as the model expects them, months to come as the newest one.
    private static DateOnly? EnoughDay(ServiceMonth[] since, int horizonDays)
    {
        var newest = since[^1];
        var (outcomes, others) = (0.0, 0.0);
        var ahead = Enumerable
            .Range(1, MostMonthsAhead)
            .Select(months => (Month: newest.Month.AddMonths(months), Of: newest with { Known = 0, Quality = null }));
        foreach (var (month, of) in since.Select(month => (month.Month, Of: month)).Concat(ahead))
        {
            var expected = (of.Rows - of.Known) * of.Drift.Expected!.BaseRate.Value;
            outcomes += (of.Quality?.Outcomes ?? 0) + expected;
            others += of.Known - (of.Quality?.Outcomes ?? 0) + (of.Rows - of.Known) - expected;
            if (Math.Min(outcomes, others) >= EnoughLabels)
            {
                return KnownOn(month, horizonDays);
            }
        }

        return null;
    }

    private static DateOnly KnownOn(DateOnly month, int horizonDays) => month.AddMonths(1).AddDays(horizonDays - 1);
}
