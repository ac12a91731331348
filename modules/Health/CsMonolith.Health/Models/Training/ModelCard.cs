using System.Globalization;
using System.Text;
using CsMonolith.Health.Models.Registry;
using CsMonolith.Health.Snapshots.Outcomes;

namespace CsMonolith.Health.Models.Training;

/// <summary>The contents of a model card.</summary>
internal sealed record ModelCard(
    string Name,
    TrainModel Asked,
    TrainTestSplit Split,
    LabelledSet Labelled,
    ModelMeasures Measures,
    bool HasSignal,
    int TreatedRows,
    string Fingerprint,
    IReadOnlyList<string> Features,
    IReadOnlyList<ModelFinding> Findings
)
{
    /// <summary>The card as Markdown, in English and Japanese.</summary>
    public string Write()
    {
        var card = new StringBuilder();
        var outcome = OutcomeCatalogue.Find(Asked.Outcome)!;
        Line($"# {Name}: {Asked.Outcome}, {Asked.HorizonDays} days / {Asked.HorizonDays}日以内の{outcome.Ja}");
        Line($"{outcome.DefinitionEn} / {outcome.DefinitionJa}");
        Line(
            HasSignal
                ? "Signal found on rows left out. / 学習に使っていない行で傾向が見つかりました。"
                : "**No usable signal: every account gets the base rate. / 使える傾向なし。すべての顧客が平均の確率になります。**"
        );
        Line("");
        Line("| | |");
        Line("|---|---|");
        Line($"| Trained on / 学習 | {Rows(Split.Train)} |");
        Line(
            $"| Tested on / 検証 | {Rows(Split.Test)}, "
                + $"{(Split.ByTime ? "later months / 後の月" : "other accounts / 別の顧客")} |"
        );
        Line($"| Left out: embargo / 間隔のため除外 | {Split.Embargoed} |");
        Line($"| Left out: not yet decidable / まだ判定できない | {Labelled.Undecidable} |");
        Line($"| Treated because of a score / 予測を見て接点を持った行 | {TreatedRows} |");
        Line($"| Left out: not asked of them / 対象外 | {Labelled.NotAsked} |");
        if (Labelled.Disagreement is { } policies)
        {
            Line($"| Churn is / 解約の基準 | {Asked.Policy} |");
            Line(
                $"| Policies differ / 基準の食い違い | both {policies.Both}, only event {policies.OnlyEvent}, only MRR "
                    + $"{policies.OnlyMrr} |"
            );
        }

        Line(
            $"| ROC AUC | {ModelMeasures.Text(Measures.RocAuc)} "
                + $"({ModelMeasures.Text(Measures.RocAucLow)}–{ModelMeasures.Text(Measures.RocAucHigh)}) |"
        );
        Line(
            $"| Log loss (base rate alone / 平均のみ) | {ModelMeasures.Text(Measures.LogLoss)} "
                + $"({ModelMeasures.Text(Measures.BaseLogLoss)}) |"
        );
        Line(
            $"| PR AUC, Brier, ECE, lift at 10 % | {ModelMeasures.Text(Measures.PrAuc)}, "
                + $"{ModelMeasures.Text(Measures.Brier)}, {ModelMeasures.Text(Measures.Ece)}, "
                + $"{ModelMeasures.Text(Measures.LiftAt10)} |"
        );
        Line($"| Seed, data / 乱数の種、データ | {Asked.Seed}, sha256 {Fingerprint} |");
        Line("");
        Line("## Findings / 気をつけること");
        foreach (var finding in Findings)
        {
            Line($"- {finding.Code}: {finding.En} / {finding.Ja}");
        }

        Line("");
        Line("## Features / 特徴量");
        Line(string.Join(", ", Features));
        return card.ToString();

        void Line(string text) => card.Append(text).Append('\n');
    }

    private string Rows(IReadOnlyList<LabelledSnapshot> rows) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{rows.Count} snapshots of {rows.Select(row => row.Snapshot.AccountId).Distinct().Count()} "
                + $"accounts, {rows[0].Snapshot.AsOf:yyyy-MM-dd} – {rows[^1].Snapshot.AsOf:yyyy-MM-dd}, "
                + $"{rows.Count(row => row.Label)} {Asked.Outcome}"
        );
}
