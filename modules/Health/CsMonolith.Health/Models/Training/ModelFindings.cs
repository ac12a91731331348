using CsMonolith.Health.Models.Registry;
using CsMonolith.Learning.Leaks;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Health.Models.Training;

/// <summary>Finds what a reader of a model's measures must know about its rows, such as leaks.</summary>
internal static class ModelFindings
{
    public static IReadOnlyList<ModelFinding> Of(
        TrainTestSplit split,
        Table train,
        Table test,
        CancellationToken cancellation
    )
    {
        var findings = new List<ModelFinding>();
        var learned = split.Train.Select(row => row.Snapshot.AccountId).ToHashSet();
        var both = split.Test.Select(row => row.Snapshot.AccountId).Distinct().Count(learned.Contains);
        if (both > 0)
        {
            findings.Add(
                new ModelFinding(
                    "accounts-on-both-sides",
                    $"{both} accounts are learned from in early months and tested in later ones. No label "
                        + "window overlaps, but the figures hold for known customers rather than new ones.",
                    $"{both}社が、前の月では学習に、後の月では検証に使われています。期間は重なりませんが、数字は新しい顧客ではなく既知の顧客についてのものです。"
                )
            );
        }

        if (!split.ByTime)
        {
            findings.Add(
                new ModelFinding(
                    "not-split-by-time",
                    "There are too few months to test on later ones, so a quarter of the accounts was held out "
                        + "instead. How the model ages is unknown.",
                    "月数が足りず後の月で検証できないため、顧客の4分の1を検証に回しました。時間がたったときの当たり具合は分かりません。"
                )
            );
        }

        findings.AddRange(
            LeakDetector
                .Detect(train, test, cancellation)
                .Select(found => new ModelFinding(found.Code, found.Evidence.En, found.Evidence.Ja))
        );
        return findings;
    }
}
