using CsMonolith.Journey.Contracts;

namespace CsMonolith.Health.Reviews;

/// <summary>The parts of a pack that tell what is agreed and what comes: reviews, actions, contracts, next steps.</summary>
internal static class PackPlans
{
    /// <summary>Letters of a summary that a slide holds beside the other columns.</summary>
    private const int MostWords = 300;

    public static PackSection Reviews(PackFacts facts, PackWords words)
    {
        var reviews = facts.Journey.Reviews;
        return new PackSection(
            PackPart.Reviews,
            words.Word("効果測定", "Effect reviews"),
            reviews.Count == 0
                ? words.Word("この期間に実施した効果測定はありません。", "No effect review was held in this period.")
                : PackText.Empty,
            [],
            reviews.Count == 0
                ? null
                : new PackTable(
                    [
                        words.Word("実施日", "Held"),
                        words.Word("指標", "Metric"),
                        words.Word("目標", "Target"),
                        words.Word("実績", "Actual"),
                        words.Word("判定", "Result"),
                        words.Word("まとめ", "Summary"),
                        words.Word("次回", "Next"),
                    ],
                    [16, 16, 8, 8, 10, 25, 17],
                    [2, 3],
                    [
                        .. reviews.Select(review =>
                            new[]
                            {
                                words.Day(review.HeldOn),
                                PackText.Of(review.Metric),
                                words.Number(review.Target),
                                words.Number(review.Actual),
                                PackOutcomes.Judged(review.IsReached, words),
                                PackText.Of(review.Words).Clipped(MostWords),
                                words.Day(review.NextCheckOn),
                            }
                        ),
                    ]
                ),
            words.Word("出所: 期間内に実施した効果測定。", "Source: effect reviews held in the period.")
        );
    }

    public static PackSection Actions(PackFacts facts, PackWords words)
    {
        var actions = facts.Journey.Actions;
        return new PackSection(
            PackPart.Actions,
            words.Word("両社のアクション", "What we agreed to do"),
            actions.Count == 0
                ? words.Word("合意したアクションはありません。", "There are no agreed actions.")
                : PackText.Empty,
            actions.Count == 0 ? [] : [Done(theirs: false), Done(theirs: true)],
            actions.Count == 0
                ? null
                : new PackTable(
                    [
                        words.Word("担当", "Who"),
                        words.Word("アクション", "Action"),
                        words.Word("期日", "Due"),
                        words.Word("状況", "State"),
                    ],
                    [14, 48, 19, 19],
                    [],
                    [
                        .. actions.Select(action =>
                            new[]
                            {
                                Side(action.IsTheirs, words),
                                PackText.Of(action.Title),
                                words.Day(action.DueOn),
                                action.DoneOn is { } on
                                    ? words.Word($"完了 {words.Date(on)}", $"Done {words.Date(on)}")
                                    : words.Word("進行中", "Open"),
                            }
                        ),
                    ]
                ),
            words.Word(
                "出所: 共同アクションプラン。進行中のものと、期間内に完了したもの。",
                "Source: the mutual action plan; open ones and those done in the period."
            )
        );

        PackCard Done(bool theirs)
        {
            var own = actions.Where(action => action.IsTheirs == theirs).ToList();
            var done = own.Count(action => action.DoneOn is not null);
            return new PackCard(
                theirs ? words.Word("お客様の完了", "Done by you") : words.Word("当社の完了", "Done by us"),
                words.Count(done),
                words.Word($"{own.Count}件のうち", $"of {own.Count}"),
                own.Count > 0 ? (double)done / own.Count : null
            );
        }
    }

    public static PackSection Contracts(PackFacts facts, PackWords words)
    {
        var contracts = facts.Contracts;
        return new PackSection(
            PackPart.Contracts,
            words.Word("ご契約と更新", "Contracts and renewal"),
            contracts.Count == 0
                ? words.Word(
                    "期間の末日に有効なご契約はありません。",
                    "No contract was in force at the end of the period."
                )
                : PackText.Empty,
            facts.Renewal is { } renewal
                ?
                [
                    new PackCard(
                        words.Word("ご契約期間の末日", "The term ends"),
                        words.Day(renewal.DueOn),
                        PackText.Empty
                    ),
                    new PackCard(
                        words.Word("ご連絡の期限", "Notice by"),
                        words.Day(renewal.NoticeBy),
                        words.Word("変更・終了の場合", "to change or to end")
                    ),
                ]
                : [],
            contracts.Count == 0
                ? null
                : new PackTable(
                    [
                        words.Word("製品", "Product"),
                        words.Word("プラン", "Plan"),
                        words.Word("席数", "Seats"),
                        words.Word("開始日", "From"),
                        words.Word("終了日", "To"),
                    ],
                    [28, 24, 12, 18, 18],
                    [2],
                    [
                        .. contracts.Select(one =>
                            new[]
                            {
                                PackText.Of(one.Product),
                                PackText.Of(one.Plan),
                                words.Count(one.Seats),
                                words.Day(one.StartsOn),
                                words.Day(one.LastPaidDay),
                            }
                        ),
                    ]
                ),
            words.Word("出所: 契約の台帳。", "Source: the ledger of contracts.")
        );
    }

    public static PackSection NextSteps(PackFacts facts, PackWords words)
    {
        var steps = Steps(facts, words).OrderBy(step => step.On).ToList();
        return new PackSection(
            PackPart.NextSteps,
            words.Word("次のステップ", "Next steps"),
            steps.Count == 0 ? words.Word("予定はまだありません。", "Nothing is planned yet.") : PackText.Empty,
            [],
            steps.Count == 0
                ? null
                : new PackTable(
                    [words.Word("期日", "By"), words.Word("内容", "What"), words.Word("担当", "Who")],
                    [20, 62, 18],
                    [],
                    [.. steps.Select(step => new[] { words.Day(step.On), step.What, step.Who })]
                ),
            words.Word(
                "出所: 共同アクションプラン、効果測定の予定、契約の台帳。",
                "Source: the mutual action plan, planned effect reviews, the ledger of contracts."
            )
        );
    }

    private static IEnumerable<(DateOnly On, PackText What, PackText Who)> Steps(PackFacts facts, PackWords words)
    {
        foreach (var action in facts.Journey.Actions.Where(action => action.DoneOn is null))
        {
            yield return (action.DueOn, PackText.Of(action.Title), Side(action.IsTheirs, words));
        }

        var both = words.Word("両社", "Both");
        if (facts.Journey.NextReviewOn is { } review)
        {
            yield return (review, words.Word("次回の効果測定", "The next effect review"), both);
        }

        if (facts.Renewal is { } renewal)
        {
            yield return (
                renewal.NoticeBy,
                words.Word("ご契約の更新についてのご相談", "Talk about the renewal of the contract"),
                both
            );
        }
    }

    private static PackText Side(bool isTheirs, PackWords words) =>
        isTheirs ? words.Word("お客様", "You") : words.Word("当社", "We");
}
