using System.Collections.Frozen;
using System.Globalization;

namespace CsMonolith.Health.Snapshots.Features;

/// <summary>One feature: what it says, where it comes from, whether anybody can act on it.</summary>
/// <param name="Name">snake_case, as in files and models.</param>
/// <param name="IsNumeric">A number, else a category.</param>
/// <param name="Actionable">打ち手あり: the team can change it. Industry or size never become a kata.</param>
/// <param name="En">In words, English.</param>
/// <param name="Ja">In words, Japanese.</param>
/// <param name="Source">The module whose contract it comes from.</param>
/// <param name="IsShare">A part of one, shown per cent.</param>
internal sealed record Feature(
    string Name,
    bool IsNumeric,
    bool Actionable,
    string En,
    string Ja,
    string Source,
    bool IsShare = false
)
{
    private const double SmallestInDecimals = 0.0001;

    /// <summary>A value as a person reads it: 51.3 %, 353, 1.18.</summary>
    public string Show(double value) =>
        IsShare
            ? (value * 100).ToString("0.#", CultureInfo.InvariantCulture) + " %"
            : value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>
    /// The bound of a rule as the rule has it, to six decimals: a customer with 0.027 is not below "at least 0.03"
    /// where the bound is 0.0258.
    /// </summary>
    public string ShowBound(double value) =>
        Math.Abs(value) is > 0 and < SmallestInDecimals ? value.ToString("G4", CultureInfo.InvariantCulture)
        : IsShare ? (value * 100).ToString("0.####", CultureInfo.InvariantCulture) + " %"
        : value.ToString("0.######", CultureInfo.InvariantCulture);

    /// <summary>A stored value as a person reads it; a text as it stands.</summary>
    public string Show(string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? Show(number) : value;
}

/// <summary>
/// Every feature of a snapshot. Only dated facts become features, so that a snapshot of the past knows nothing of the
/// future.
/// </summary>
internal static class FeatureCatalogue
{
    /// <summary>Name of the feature that says how far into its phase a customer is.</summary>
    public const string PhaseDays = "phase_days";

    /// <summary>All, in the order of files.</summary>
    public static IReadOnlyList<Feature> All { get; } =
    [
        Text("industry", "Industry", "業種", "Journey"),
        Text("region", "Region", "地域", "Journey"),
        Text("acquired_through", "Acquired through", "獲得経路", "Journey"),
        Number("tenure_days", actionable: false, "Days since the start", "利用開始からの日数", "Journey"),
        Number("tier", actionable: false, "Tier", "ティア", "Journey"),
        Text("phase", "Phase", "フェーズ", "Journey"),
        Number(PhaseDays, actionable: false, "Days in the phase", "現在のフェーズの日数", "Journey"),
        Number("contacts_90d", actionable: true, "Contacts in 90 days", "直近90日の接点数", "Journey"),
        Number(
            "days_since_contact",
            actionable: true,
            "Days since the last contact",
            "最後の接点からの日数",
            "Journey"
        ),
        Share(
            "handoff_completeness",
            actionable: true,
            "Completeness of the handoff from sales",
            "営業からの引き継ぎの充足率",
            "Journey"
        ),
        Number("promise_gaps", actionable: true, "Promises not kept yet", "未解消の約束との差", "Journey"),
        Number("asked_again", actionable: true, "Questions asked again", "再質問の件数", "Journey"),
        // They only grow with time, so that whoever stays has more of them: none is offered as something to act on. Gated
        // and waived launches are compared where both begin (CompareLaunches).
        Number("first_value_reached", actionable: false, "First value reached", "最初の成果に到達", "Journey"),
        Number(
            "daily_work_steps",
            actionable: false,
            "Steps to change daily work",
            "日々の仕事を変えるステップ数",
            "Journey"
        ),
        Number(
            "launch_waived",
            actionable: false,
            "Conditions waived at the launch",
            "利用開始時に免除した条件数",
            "Journey"
        ),
        // They are recorded where somebody looked, and more often once a customer wavers: known, but nothing to act on.
        Number("rival_tools", actionable: false, "Rival tools in use", "利用中の競合ツール数", "Journey"),
        Number("rival_threats", actionable: false, "Rival tools that threaten us", "脅威となる競合ツール数", "Journey"),
        Number("mrr", actionable: false, "MRR", "MRR", "Revenue"),
        Number("mrr_change_90d", actionable: false, "Change of MRR in 90 days", "直近90日のMRRの増減率", "Revenue"),
        Number("subscriptions", actionable: false, "Running subscriptions", "契約数", "Revenue"),
        Number("seats", actionable: false, "Seats", "席数", "Revenue"),
        Share("annual_share", actionable: true, "Share billed yearly", "年払いの割合", "Revenue"),
        Share("auto_renew_share", actionable: true, "Share renewing by itself", "自動更新の割合", "Revenue"),
        Number("expansions_90d", actionable: false, "Expansions in 90 days", "直近90日の拡大回数", "Revenue"),
        Number("contractions_90d", actionable: false, "Contractions in 90 days", "直近90日の縮小回数", "Revenue"),
        Number(
            "ended_180d",
            actionable: false,
            "Subscriptions ended in 180 days",
            "直近180日に終わった契約数",
            "Revenue"
        ),
        Number("days_to_end", actionable: false, "Days to the next contract end", "次の契約期限までの日数", "Revenue"),
        Number("churn_events_before", actionable: false, "Earlier churn events", "過去の解約の記録", "Revenue"),
        Number("tickets_90d", actionable: false, "Tickets in 90 days", "直近90日の問い合わせ件数", "Feedback"),
        Number("urgent_90d", actionable: false, "Urgent tickets in 90 days", "直近90日の緊急の問い合わせ", "Feedback"),
        Number("escalated_90d", actionable: true, "Escalations in 90 days", "直近90日のエスカレーション", "Feedback"),
        Number(
            "first_response_minutes",
            actionable: true,
            "Minutes to the first response",
            "初回応答までの分数",
            "Feedback"
        ),
        Number("satisfaction", actionable: true, "Satisfaction with support", "サポート満足度", "Feedback"),
        Number("open_tickets", actionable: true, "Open tickets", "未解決の問い合わせ", "Feedback"),
        Share("survey_score", actionable: true, "Newest survey score", "直近のアンケートの評価", "Feedback"),
        Number("survey_age_days", actionable: true, "Age of the survey in days", "アンケートからの日数", "Feedback"),
        Number(
            "trouble_cards_90d",
            actionable: true,
            "Field cards of trouble in 90 days",
            "直近90日の困りごとのカード",
            "Feedback"
        ),
        Number(
            "success_cards_90d",
            actionable: true,
            "Field cards of success in 90 days",
            "直近90日の成功のカード",
            "Feedback"
        ),
        Number("uses_30d", actionable: true, "Uses in 30 days", "直近30日の利用回数", "Health"),
        Number("use_trend", actionable: true, "Uses in 30 days against the 30 before", "利用回数の前30日比", "Health"),
        Number("minutes_30d", actionable: true, "Minutes used in 30 days", "直近30日の利用分数", "Health"),
        Number(
            "error_rate_30d",
            actionable: true,
            "Errors per use in 30 days",
            "直近30日の利用あたりのエラー",
            "Health"
        ),
        Share("breadth", actionable: true, "Breadth of use", "利用幅", "Health"),
        Number("depth", actionable: true, "Depth of use", "利用深度", "Health"),
        Number("breadth_change", actionable: true, "Change of breadth", "利用幅の変化", "Health"),
        Number("departments_using", actionable: true, "Departments using it", "利用部署の数", "Health"),
        Share("distribution_rate", actionable: true, "Licence distribution rate", "ライセンス配布率", "Health"),
        Share("usage_rate", actionable: true, "Licence usage rate", "ライセンス利用率", "Health"),
        Number("days_since_use", actionable: true, "Days since the last use", "最後の利用からの日数", "Health"),
    ];

    private static readonly FrozenDictionary<string, Feature> ByName = All.ToFrozenDictionary(feature => feature.Name);

    /// <summary>
    /// The feature of a name; one that an imported table brought along is shown by its own name and is not actionable.
    /// </summary>
    public static Feature Of(string name) =>
        ByName.GetValueOrDefault(name) ?? new Feature(name, IsNumeric: true, Actionable: false, name, name, "import");

    /// <summary>Whether a feature tells what the customer pays; not everybody sees prices.</summary>
    public static bool IsPrice(string name) => name is "mrr" or "mrr_change_90d";

    /// <summary>
    /// Which way somebody can move a feature: 1 if it can only be raised, -1 if only lowered, 0 if either. Contacts can
    /// be added and not taken back; days since something end with it and are not made more.
    /// </summary>
    public static int DirectionOf(string name) =>
        name switch
        {
            "contacts_90d" or "handoff_completeness" => 1,
            "days_since_contact" or "days_since_use" or "survey_age_days" or "promise_gaps" => -1,
            _ => 0,
        };

    private static Feature Text(string name, string en, string ja, string source) =>
        new(name, IsNumeric: false, Actionable: false, en, ja, source);

    private static Feature Share(string name, bool actionable, string en, string ja, string source) =>
        Number(name, actionable, en, ja, source) with
        {
            IsShare = true,
        };

    private static Feature Number(string name, bool actionable, string en, string ja, string source) =>
        new(name, IsNumeric: true, actionable, en, ja, source);
}
