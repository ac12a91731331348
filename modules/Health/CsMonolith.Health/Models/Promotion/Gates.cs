using CsMonolith.Health.Models.Registry;
using CsMonolith.Health.Models.Training;
using CsMonolith.Health.Snapshots.Features;
using CsMonolith.Health.Snapshots.Outcomes;
using CsMonolith.Learning.Evaluation;

namespace CsMonolith.Health.Models.Promotion;

/// <summary>The verdict of one gate of promotion: the figure, the limit, and a sentence in both languages.</summary>
internal sealed record GateVerdict(string Name, bool Passed, double? Figure, double? Limit, string En, string Ja);

/// <summary>
/// Judges whether a model may become the champion. A person may waive one failed gate by name, with a reason.
/// </summary>
internal sealed class Gates(ModelRegistry registry, Labeller labeller)
{
    public const string NoUsableSignal = "no-usable-signal";
    public const string WorseThanBaseRate = "worse-than-base-rate";
    public const string BadlyCalibrated = "badly-calibrated";
    public const string WorseThanChampion = "worse-than-champion";
    public const string BehindReference = "behind-reference";

    private const double CalibrationAllowance = 0.03;
    private const double Z = 1.645;

    public static IReadOnlyList<string> Names { get; } =
    [NoUsableSignal, WorseThanBaseRate, BadlyCalibrated, BehindReference, WorseThanChampion];

    public async Task<IReadOnlyList<GateVerdict>> Judge(ModelVersion model, CancellationToken cancellation)
    {
        var measures = model.Measures;
        return
        [
            Signal(model, measures),
            LogLoss(measures),
            Calibration(measures),
            AgainstReference(measures?.Reference),
            await AgainstChampion(model, cancellation),
        ];
    }

    private static GateVerdict Signal(ModelVersion model, ModelMeasures? measures) =>
        Verdict(
            NoUsableSignal,
            model.HasSignal,
            measures?.RocAuc,
            0.5,
            "Training found no usable signal on rows left out (AUC on later months {0}, {1} is chance): every "
                + "account would get the base rate.",
            "学習に使っていない行で、予測に使える傾向が見つかりませんでした(後の月のAUC {0}、{1} は偶然と同じ)。すべての顧客が平均の解約確率になります。"
        );

    private static GateVerdict LogLoss(ModelMeasures? measures) =>
        Verdict(
            WorseThanBaseRate,
            measures is not null && measures.LogLoss <= measures.BaseLogLoss + 1e-9,
            measures?.LogLoss,
            measures?.BaseLogLoss,
            "Log loss on later months is {0}; the base rate alone has {1}.",
            "後の月での対数損失は {0} です。平均の確率だけなら {1} です。"
        );

    // A perfectly calibrated forecast shows some error on few rows; that much is allowed for.
    private static GateVerdict Calibration(ModelMeasures? measures)
    {
        double? limit = measures is null
            ? null
            : CalibrationAllowance
                + (
                    1.3
                    * Math.Sqrt(
                        Metrics.EceBins * measures.BaseRate * (1 - measures.BaseRate) / Math.Max(measures.Rows, 1)
                    )
                );
        return Verdict(
            BadlyCalibrated,
            measures is not null && measures.Ece <= limit,
            measures?.Ece,
            limit,
            "The calibration error on later months is {0}; at most {1} is allowed for so many rows.",
            "予測の当たり具合の誤差は {0} です。この件数では {1} まで許されます。"
        );
    }

    private static GateVerdict AgainstReference(ReferenceMeasures? reference) =>
        reference is null
            ? Verdict(
                BehindReference,
                passed: true,
                null,
                null,
                "No reference was trained beside this model.",
                "このモデルには参照モデルがありません。"
            )
            : Verdict(
                BehindReference,
                reference.DifferenceHigh >= 0,
                -reference.Difference,
                reference.DifferenceHigh - reference.Difference,
                $"On the same rows the log loss is {{0}} above that of the reference {reference.Learner}; up to {{1}} "
                    + "could be chance.",
                $"同じ行で、対数損失が参照モデル {reference.Learner} より {{0}} 大きくなりました。偶然の範囲は {{1}} までです。"
            );

    /// <summary>
    /// Both models score the same labelled rows of the challenger's test months; the challenger may not lose beyond
    /// chance.
    /// </summary>
    private async Task<GateVerdict> AgainstChampion(ModelVersion model, CancellationToken cancellation)
    {
        var champion = await registry.Champion(cancellation);
        if (champion is null || champion.Id == model.Id)
        {
            return Verdict(
                WorseThanChampion,
                passed: true,
                null,
                null,
                "There is no other champion to compare with.",
                "比べる本番モデルがありません。"
            );
        }

        if (
            champion.Outcome != model.Outcome
            || champion.HorizonDays != model.HorizonDays
            || champion.Policy != model.Policy
        )
        {
            return Verdict(
                WorseThanChampion,
                passed: false,
                null,
                null,
                $"Champion {champion.Name} foretells something else ({Target(champion)}; this one "
                    + $"{Target(model)}), so the two were not compared on the same rows. Train for the champion's "
                    + "target, or waive this gate with a reason.",
                $"本番モデル {champion.Name} は予測の対象が違い({Target(champion)}、このモデルは "
                    + $"{Target(model)})、同じ行で比べていません。同じ対象で学習するか、理由を添えてこの条件を免除してください。"
            );
        }

        var rows =
            model.TestFrom is { } from && model.TestTo is { } to
                ? (
                    await labeller.Label(
                        new LabelAsk(model.Outcome, model.HorizonDays, model.Policy, from, to),
                        cancellation
                    )
                ).Rows
                : [];
        if (rows.Count == 0)
        {
            return Verdict(
                WorseThanChampion,
                passed: false,
                null,
                null,
                "There are no labelled snapshots of this model's test months, so it was not compared with "
                    + $"champion {champion.Name} on the same rows. State testFrom and testTo in its run.",
                $"このモデルの検証月のスナップショットがないため、本番モデル {champion.Name} と同じ行で比べていません。run に testFrom と testTo を入れてください。"
            );
        }

        var (worse, error) = PairedLoss(await Scored(model), await Scored(champion), rows);
        return Verdict(
            WorseThanChampion,
            worse - (Z * error) <= 1e-9,
            worse,
            Z * error,
            $"On {rows.Count} later rows the log loss is {{0}} above that of champion {champion.Name}; up to "
                + $"{{1}} could be chance.",
            $"後の月の{rows.Count}行で、対数損失が本番モデル {champion.Name} より {{0}} 大きくなりました。偶然の範囲は {{1}} までです。"
        );

        async Task<double[]> Scored(ModelVersion version)
        {
            var learned = await registry.Load(version, cancellation);
            return learned.Score(FeatureTable.ToTest(learned.Schema, rows), cancellation).Probabilities;
        }
    }

    private static string Target(ModelVersion model) => $"{model.Outcome}, {model.HorizonDays}, {model.Policy}";

    // The months of one account are one draw, not several.
    private static (double Mean, double Error) PairedLoss(
        double[] challenger,
        double[] champion,
        IReadOnlyList<LabelledSnapshot> rows
    )
    {
        var differences = rows.Select(
                (row, i) =>
                    (row.Snapshot.AccountId, Worse: Loss(challenger[i], row.Label) - Loss(champion[i], row.Label))
            )
            .ToList();
        var mean = differences.Average(one => one.Worse);
        var ofAccounts = differences
            .GroupBy(one => one.AccountId)
            .Select(months => months.Sum(one => one.Worse - mean))
            .ToList();
        var squares = ofAccounts.Sum(sum => sum * sum) * ofAccounts.Count / Math.Max(ofAccounts.Count - 1, 1);
        return (mean, Math.Sqrt(squares) / differences.Count);
    }

    private static double Loss(double probability, bool label) =>
        -Math.Log(Math.Clamp(label ? probability : 1 - probability, 1e-15, 1));

    private static GateVerdict Verdict(string name, bool passed, double? figure, double? limit, string en, string ja) =>
        new(name, passed, figure, limit, Fill(en, figure, limit), Fill(ja, figure, limit));

    private static string Fill(string sentence, double? figure, double? limit) =>
        sentence
            .Replace("{0}", ModelMeasures.Text(figure), StringComparison.Ordinal)
            .Replace("{1}", ModelMeasures.Text(limit), StringComparison.Ordinal);
}
