namespace CsMonolith.Health.Outcomes;

/// <summary>What a model, a pattern or an effect is about. Success is not only the absence of churn.</summary>
/// <param name="NotYetEn">Why it cannot be learned yet; <c>null</c> where it can.</param>
internal sealed record OutcomeKind(string Code, string En, string Ja, int HorizonDays, int EmbargoDays, string? NotYetEn = null, string? NotYetJa = null)
{
    public bool IsAvailable => NotYetEn is null;
}

/// <summary>Every outcome, by name.</summary>
internal static class OutcomeCatalogue
{
    public const string Churned = "churned";

    public static IReadOnlyList<OutcomeKind> All { get; } =
    [
        new(Churned, "Churned", "解約", HorizonDays: 90, EmbargoDays: 90),
        NotYet("renewed", "Renewed", "更新", "Renewals with their due dates are not recorded yet.", "更新期限つきの更新の記録がまだありません。"),
        NotYet("expanded", "Expanded", "拡大", "A threshold for what counts as expansion is not agreed yet.", "何を拡大と数えるかの基準がまだ決まっていません。"),
        NotYet("first-value", "First value", "最初の成果", "First-value dates with evidence are not recorded yet.", "証拠つきの「最初の成果」の日付がまだ記録されていません。"),
        NotYet("goal-reached", "Goal reached", "目標達成", "Attainment of success definitions is not measured yet.", "成功の定義に対する達成がまだ測られていません。"),
    ];

    public static OutcomeKind? Find(string code) => All.FirstOrDefault(outcome => outcome.Code == code);

    private static OutcomeKind NotYet(string code, string en, string ja, string whyEn, string whyJa) => new(code, en, ja, 90, 90, whyEn, whyJa);
}
