namespace CsMonolith.Health.Snapshots.Outcomes;

/// <summary>What a model, a pattern or an effect is about. Success is not only the absence of churn.</summary>
/// <param name="DidEn">What customers did that succeeded; 「…する割合」 follows <paramref name="DidJa"/>.</param>
/// <param name="RateEn">The rate of success.</param>
/// <param name="IsSuccess">What one hopes for; otherwise success is that it does not come about.</param>
/// <param name="DefinitionEn">What counts, of whom it is asked, and when it is not decidable yet.</param>
internal sealed record OutcomeKind(
    string Code,
    string En,
    string Ja,
    string DidEn,
    string DidJa,
    string RateEn,
    bool IsSuccess,
    string DefinitionEn,
    string DefinitionJa
)
{
    /// <summary>Days after a row's day within which it counts, unless others are asked for.</summary>
    public const int HorizonDays = 90;

    /// <summary>Days between what is learned from and what is judged on, unless others are asked for.</summary>
    public const int EmbargoDays = 90;
}

/// <summary>Every outcome, by name.</summary>
internal static class OutcomeCatalogue
{
    public const string Churned = "churned";
    public const string Renewed = "renewed";
    public const string Expanded = "expanded";
    public const string FirstValue = "first-value";
    public const string GoalReached = "goal-reached";

    private const string UndecidedEn =
        "Rows whose horizon is not over by the newest day that is known are not decidable yet.";
    private const string UndecidedJa = "わかっている最新の日までに期間が終わっていない行は、まだ判定できません。";

    public static IReadOnlyList<OutcomeKind> All { get; } =
    [
        new(
            Churned,
            "Churned",
            "解約",
            "stayed",
            "継続",
            "retention",
            IsSuccess: false,
            "A churn took effect after the row's day and within the horizon: the company recorded one "
                + "(recordedEvent), or the MRR reached zero (mrrZero). Asked of customers that paid on the row's "
                + $"day. {UndecidedEn}",
            "行の時点の翌日から期間内に解約した場合に1です(解約の記録があるとき recordedEvent、または MRR が0になったとき "
                + $"mrrZero)。時点に支払いのあった顧客が対象です。{UndecidedJa}"
        ),
        new(
            Renewed,
            "Renewed",
            "更新",
            "renewed",
            "更新",
            "renewals",
            IsSuccess: true,
            "Every term that ended went on: the day after its last day the subscription, or one begun since "
                + "the row's day, still carried a price. Asked of customers with a term whose next one was to begin "
                + "within the horizon, as known on the row's day: with a known end, or billed by the year; not "
                + $"cancelled by then. {UndecidedEn}",
            "期限を迎えた契約がすべて続いた場合に1です(最終日の翌日に、その契約か、行の時点より後に始まった契約に料金がある)。時点でわかっている限りで、"
                + $"期間内に次の契約期間が始まるはずの顧客が対象です(終了日が決まっているか年払いで、まだ解約されていない契約)。{UndecidedJa}"
        ),
        new(
            Expanded,
            "Expanded",
            "拡大",
            "expanded",
            "拡大",
            "expansion",
            IsSuccess: true,
            "The customer's MRR rose by its own choice within the horizon; our price rise, the contract's own "
                + "rise, a resumption and a migration do not count. Asked of customers that paid on the row's day. "
                + $"{UndecidedEn}",
            $"期間内に、顧客の意思で MRR が増えた場合に1です(値上げ、契約上の自動増額、再開、移行による増加は数えません)。時点に支払いのあった顧客が対象です。{UndecidedJa}"
        ),
        new(
            FirstValue,
            "First value",
            "最初の成果",
            "reached first value",
            "最初の成果に到達",
            "first value",
            IsSuccess: true,
            "The first benefit with its evidence, in the value ledger, falls within the horizon. Asked of "
                + $"customers that paid on the row's day and had none by then. {UndecidedEn}",
            $"証拠つきの効果が、期間内に初めて記録された場合に1です(効果の台帳による)。時点に支払いがあり、それまで効果の記録がない顧客が対象です。{UndecidedJa}"
        ),
        new(
            GoalReached,
            "Goal reached",
            "目標達成",
            "reached the goal",
            "目標を達成",
            "goals reached",
            IsSuccess: true,
            "A measurement with its evidence met the target of the success definition in force on the row's "
                + "day, for the first time and within the horizon. Asked of customers that paid on that day and had "
                + $"agreed on success but not reached it. {UndecidedEn}",
            $"時点で有効な「成功の定義」の目標を、証拠つきの測定値が期間内に初めて満たした場合に1です。時点に支払いがあり、成功の定義に合意していて、まだ達成していない顧客が対象です。{UndecidedJa}"
        ),
    ];

    public static OutcomeKind? Find(string code) => All.FirstOrDefault(outcome => outcome.Code == code);
}
