using System.Globalization;
using CsMonolith.Health.Snapshots.Outcomes;
using CsMonolith.Learning.Localization;
using CsMonolith.Learning.Runs;

namespace CsMonolith.Health.Models.Training;

/// <summary>What the host knows of a training beyond its table, for the model card.</summary>
internal static class CardFacts
{
    public static CardContext Of(
        string name,
        TrainModel asked,
        LabelledSet labelled,
        IReadOnlyList<LabelledSnapshot> train,
        IReadOnlyList<LabelledSnapshot> test,
        TrainingRun run,
        int treated
    )
    {
        var outcome = OutcomeCatalogue.Find(asked.Outcome)!;
        var facts = new List<(LocalizedText, LocalizedText)>
        {
            (new("Trained on", "学習"), Rows(train, asked)),
            (new("Tested on", "検証"), Rows(test, asked)),
            (new("Left out: embargo", "間隔のため除外"), Number(run.HoldOut?.Embargoed ?? 0)),
            (new("Left out: not yet decidable", "まだ判定できない"), Number(labelled.Undecidable)),
            (new("Left out: not asked of them", "対象外"), Number(labelled.NotAsked)),
            (new("Treated because of a score", "予測を見て接点を持った行"), Number(treated)),
            (new("Fingerprint of the data", "データの指紋"), Same($"sha256 {run.Fingerprint()}")),
        };
        if (labelled.Disagreement is { } policies)
        {
            facts.Add((new("Churn is", "解約の基準"), Same($"{asked.Policy}")));
            facts.Add(
                (
                    new("Policies differ", "基準の食い違い"),
                    Same($"both {policies.Both}, only event {policies.OnlyEvent}, only MRR {policies.OnlyMrr}")
                )
            );
        }

        return new CardContext(
            $"{name}: {asked.Outcome}, {asked.HorizonDays} days / {asked.HorizonDays}日以内の{outcome.Ja}",
            new(outcome.DefinitionEn, outcome.DefinitionJa),
            facts
        );
    }

    private static LocalizedText Rows(IReadOnlyList<LabelledSnapshot> rows, TrainModel asked)
    {
        var (from, to) = (rows[0].Snapshot.AsOf, rows[^1].Snapshot.AsOf);
        var accounts = rows.Select(row => row.Snapshot.AccountId).Distinct().Count();
        var labelled = rows.Count(row => row.Label);
        return Same(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{rows.Count} snapshots of {accounts} accounts, {from:yyyy-MM-dd} – {to:yyyy-MM-dd}, {labelled} {asked.Outcome}"
            )
        );
    }

    private static LocalizedText Number(int count) => Same(count.ToString(CultureInfo.InvariantCulture));

    private static LocalizedText Same(string text) => new(text, text);
}
