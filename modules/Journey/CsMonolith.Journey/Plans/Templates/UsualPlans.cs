using CsMonolith.Journey.Plans.Scopes;

namespace CsMonolith.Journey.Plans.Templates;

/// <summary>
/// The standard plans that come with the product. Tiers 3 and 4 get the whole plan as it stands; tiers 1 and 2 get the
/// same as a start to be shaped with the customer.
/// </summary>
internal static class UsualPlans
{
    public static IReadOnlyList<PlanTemplate> All { get; } =
    [
        Japanese([1, 2], isReady: false),
        Japanese([3, 4], isReady: true),
        English([1, 2], isReady: false),
        English([3, 4], isReady: true),
    ];

    private static PlanTemplate Japanese(IReadOnlyList<int> tiers, bool isReady) =>
        new(
            tiers,
            "ja",
            isReady,
            [
                new ScopeItem("初期設定と利用開始の支援", Included: true),
                new ScopeItem("最初の成果の確認と効果測定", Included: true),
                new ScopeItem("個別の追加開発", Included: false),
            ],
            [
                new TemplateMilestone("キックオフ", 0),
                new TemplateMilestone("データ準備完了", 21),
                new TemplateMilestone("利用開始", 45),
                new TemplateMilestone("最初の成果", 75),
                new TemplateMilestone("効果測定", 120),
            ],
            [
                new TemplateDeliverable(
                    "効果測定の報告",
                    "成功の定義の指標ごとに1枚",
                    "基準値・実績・差の理由・次の対策がお客様の数字で書かれている",
                    120
                ),
            ],
            [new TemplateNeed("CSM", "カスタマーサクセス", 2, IsTheLeads: true)],
            [new TemplateCadence("先方の窓口", [], 30, "進み具合と困りごとの確認", Channel: null)],
            [
                new TemplateRisk(
                    "先方の推進者が異動し、使う理由を話す人がいなくなった",
                    "定期連絡に2回続けて出席がない",
                    "利用開始までに、推進者のほかにもう1人の窓口をつくる",
                    3,
                    4
                ),
                new TemplateRisk(
                    "データの準備が遅れ、利用開始が決算期に重なった",
                    "データ準備完了の見込みが基準日を過ぎる",
                    "キックオフで必要なデータと担当者・期日を決め、2週間前に確認する",
                    3,
                    3
                ),
            ]
        );

    private static PlanTemplate English(IReadOnlyList<int> tiers, bool isReady) =>
        new(
            tiers,
            "en",
            isReady,
            [
                new ScopeItem("Set-up and support up to the launch", Included: true),
                new ScopeItem("Confirming the first value and reviewing the effect", Included: true),
                new ScopeItem("Development made for this customer alone", Included: false),
            ],
            [
                new TemplateMilestone("Kickoff", 0),
                new TemplateMilestone("Data ready", 21),
                new TemplateMilestone("Launch", 45),
                new TemplateMilestone("First value", 75),
                new TemplateMilestone("Effect review", 120),
            ],
            [
                new TemplateDeliverable(
                    "Report on the effect",
                    "One sheet for each metric of the success definition",
                    "Baseline, result, reason of the difference and next step stand in the customer's own figures",
                    120
                ),
            ],
            [new TemplateNeed("CSM", "Customer success", 2, IsTheLeads: true)],
            [new TemplateCadence("The customer's contact", [], 30, "Progress and difficulties", Channel: null)],
            [
                new TemplateRisk(
                    "The sponsor moved on, and nobody was left to say why it is used",
                    "Nobody attends the regular contact twice in a row",
                    "Win a second contact beside the sponsor before the launch",
                    3,
                    4
                ),
                new TemplateRisk(
                    "The data was ready too late, and the launch fell into the closing of the year",
                    "The forecast of \"Data ready\" passes its baseline",
                    "Agree on data, people and days at the kickoff, and check two weeks before",
                    3,
                    3
                ),
            ]
        );
}
