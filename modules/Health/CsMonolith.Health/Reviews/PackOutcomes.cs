using CsMonolith.Journey.Contracts;

namespace CsMonolith.Health.Reviews;

/// <summary>The parts of a pack that tell what was reached: goals, value, use, onboarding.</summary>
internal static class PackOutcomes
{
    public static PackSection Goals(PackFacts facts, PackWords words)
    {
        var source = words.Word(
            "出所: お客様と合意した成功の定義と、その測定。",
            "Source: the success definition agreed with you, and its measurements."
        );
        var heading = words.Word("目標と実績", "Goals: target and actual");
        if (facts.Journey.Goal is not { } goal)
        {
            return new PackSection(
                PackPart.Goals,
                heading,
                words.Word("成功の定義はまだ合意していません。", "No success definition has been agreed yet."),
                [],
                Table: null,
                source
            );
        }

        return new PackSection(
            PackPart.Goals,
            heading,
            PackText.Of(goal.Outcome),
            [
                new PackCard(
                    words.Word("目標", "Target"),
                    words.Number(goal.Target),
                    words.Word($"期日 {words.Date(goal.DueOn)}", $"by {words.Date(goal.DueOn)}")
                ),
                new PackCard(
                    words.Word("実績", "Actual"),
                    words.Number(goal.Actual),
                    goal.ActualOn is { } on
                        ? words.Word($"{words.Date(on)}に測定", $"measured {words.Date(on)}")
                        : words.Word("まだ測定していません", "not measured yet")
                ),
                Way(goal, words),
            ],
            new PackTable(
                [
                    words.Word("指標", "Metric"),
                    words.Word("開始時", "At the start"),
                    words.Word("目標", "Target"),
                    words.Word("実績", "Actual"),
                    words.Word("判定", "Result"),
                ],
                [40, 15, 15, 15, 15],
                [1, 2, 3],
                [
                    [
                        PackText.Of(goal.Metric),
                        words.Number(goal.Baseline),
                        words.Number(goal.Target),
                        words.Number(goal.Actual),
                        Judged(goal.IsReached, words),
                    ],
                ]
            ),
            source
        );
    }

    public static PackSection Value(PackFacts facts, PackWords words)
    {
        var isAny = facts.Value.Count > 0;
        return new PackSection(
            PackPart.Value,
            words.Word("得られた成果", "Value delivered"),
            isAny
                ? PackText.Empty
                : words.Word("この期間に記録された成果はありません。", "No benefit was recorded in this period."),
            [
                .. facts
                    .Value.Take(2)
                    .SelectMany(value =>
                        new[]
                        {
                            new PackCard(
                                words.Word("成果の合計", "Benefit in all"),
                                words.Amount(value.Total),
                                words.Word("この期間", "in this period")
                            ),
                            new PackCard(
                                words.Word("うちお客様が確認", "Confirmed by you"),
                                words.Amount(value.Confirmed),
                                PackText.Empty,
                                value.Total.Minor > 0
                                    ? Math.Clamp((double)value.Confirmed.Minor / value.Total.Minor, 0, 1)
                                    : null
                            ),
                        }
                    ),
            ],
            isAny
                ? new PackTable(
                    [
                        words.Word("費用の削減・収益の増加", "Money saved or earned"),
                        words.Word("品質の向上", "Work done better"),
                        words.Word("時間の短縮", "Work done sooner"),
                        words.Word("合計", "In all"),
                    ],
                    [25, 25, 25, 25],
                    [0, 1, 2, 3],
                    [
                        .. facts.Value.Select(value =>
                            new[] { value.Price, value.Quality, value.Speed, value.Total }.Select(words.Amount).ToList()
                        ),
                    ]
                )
                : null,
            words.Word(
                "出所: 期間内に記録された成果の台帳。取り消された分は除きます。",
                "Source: the ledger of benefits in the period, less what was taken back."
            )
        );
    }

    public static PackSection Usage(PackFacts facts, PackWords words)
    {
        var (breadth, depth) = (facts.Breadth, facts.Depth);
        return new PackSection(
            PackPart.Usage,
            words.Word("ご利用状況", "How you use the product"),
            PackText.Empty,
            [
                new PackCard(
                    words.Word("利用幅", "Breadth of use"),
                    words.Percent(breadth.Value),
                    words.Word(
                        $"{breadth.FeaturesKnown}機能のうち{breadth.FeaturesUsed}",
                        $"{breadth.FeaturesUsed} of {breadth.FeaturesKnown} features"
                    ),
                    breadth.Value is { } share ? (double)share : null
                ),
                new PackCard(
                    words.Word("利用深度", "Depth of use"),
                    words.Number(depth.Value),
                    words.Word("利用者1人1日あたりの操作", "uses per active user-day")
                ),
                new PackCard(
                    words.Word("利用者数", "Users"),
                    words.Count(facts.Users),
                    words.Word("直近30日", "in the last 30 days")
                ),
                new PackCard(
                    words.Word("利用部署数", "Departments"),
                    words.Count(facts.Departments),
                    words.Word("直近30日", "in the last 30 days")
                ),
            ],
            new PackTable(
                [
                    words.Word("月", "Month"),
                    words.Word("操作回数", "Uses"),
                    words.Word("使った機能", "Features used"),
                    words.Word("利用者数", "Users"),
                ],
                [28, 24, 24, 24],
                [1, 2, 3],
                [
                    .. facts.Months.Select(month =>
                        new[]
                        {
                            new PackText(words.Month(month.Month)),
                            words.Count(month.Uses),
                            words.Count(month.Features),
                            words.Count(month.Users),
                        }
                    ),
                ]
            ),
            words.Word(
                $"出所: 製品の利用記録。利用幅・利用深度は{words.Date(facts.To)}までの30日。",
                $"Source: records of use. Breadth and depth are of the 30 days to {words.Date(facts.To)}."
            )
        );
    }

    public static PackSection Onboarding(PackFacts facts, PackWords words)
    {
        var onboarding = facts.Onboarding;
        var start = onboarding?.StartOn(facts.ValueStart);
        var days =
            onboarding?.FirstValueOn is { } value && start is { } from
                ? Math.Max(0, value.DayNumber - from.DayNumber)
                : (int?)null;
        (PackText What, DateOnly? On)[] milestones =
        [
            (words.Word("ご契約", "Contract"), onboarding?.ContractOn),
            (words.Word("キックオフ", "Kickoff"), onboarding?.KickoffOn),
            (words.Word("初期設定の完了", "Set up"), onboarding?.SetUpOn),
            (words.Word("利用開始", "Launch"), onboarding?.Launch?.On),
            (words.Word("最初の成果", "First value"), onboarding?.FirstValueOn),
            (words.Word("定着", "At home in the product"), onboarding?.AtHomeOn),
        ];
        var reached = milestones.Count(one => one.On is not null);
        return new PackSection(
            PackPart.Onboarding,
            words.Word("導入の歩み", "Onboarding milestones"),
            PackText.Empty,
            [
                new PackCard(
                    words.Word("最初の成果までの日数", "Days to first value"),
                    words.Count(days),
                    Start(facts.ValueStart, words)
                ),
                new PackCard(
                    words.Word("到達した節目", "Milestones reached"),
                    words.Count(reached),
                    words.Word($"{milestones.Length}のうち", $"of {milestones.Length}"),
                    (double)reached / milestones.Length
                ),
            ],
            new PackTable(
                [words.Word("節目", "Milestone"), words.Word("日付", "Day")],
                [60, 40],
                [],
                [.. milestones.Select(one => new[] { one.What, words.Day(one.On) })]
            ),
            words.Word("出所: 導入の記録。", "Source: records of onboarding.")
        );
    }

    public static PackText Judged(bool? isReached, PackWords words) =>
        isReached switch
        {
            true => words.Word("達成", "Reached"),
            false => words.Word("未達", "Not yet reached"),
            null => words.Word("未測定", "Not measured"),
        };

    // How much of the way from the baseline to the target is covered; of a goal without a baseline, whether it is reached.
    private static PackCard Way(OutwardGoal goal, PackWords words)
    {
        var label = words.Word("達成状況", "Progress");
        if (goal is not { Baseline: { } baseline, Actual: { } actual } || baseline.Equals(goal.Target))
        {
            return new PackCard(label, Judged(goal.IsReached, words), PackText.Empty);
        }

        var share = (actual - baseline) / (goal.Target - baseline);
        return new PackCard(
            label,
            words.Percent((decimal)Math.Clamp(share, -99, 99)),
            words.Word("開始時から目標までの道のり", "of the way from the start to the target"),
            Math.Clamp(share, 0, 1)
        );
    }

    private static PackText Start(ValueStart start, PackWords words) =>
        start switch
        {
            ValueStart.Contract => words.Word("起点: ご契約", "from the contract"),
            ValueStart.Kickoff => words.Word("起点: キックオフ", "from the kickoff"),
            _ => words.Word("起点: 利用開始", "from the launch"),
        };
}
