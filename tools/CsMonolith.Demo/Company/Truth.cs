namespace CsMonolith.Demo.Company;

/// <summary>A success factor that was planted: in one phase, a habit that changes the chance to stay.</summary>
/// <param name="Feature">The platform's name of the feature that shows it.</param>
/// <param name="AlsoShownBy">Features that show the same habit as well.</param>
/// <param name="Phase">The phase in which it acts.</param>
/// <param name="HighIsGood">Whether more of the feature keeps customers.</param>
/// <param name="Hazard">How many times likelier a customer without the habit leaves, each month of the phase.</param>
internal sealed record PlantedFactor(
    string Id,
    string Feature,
    IReadOnlyList<string> AlsoShownBy,
    string Phase,
    bool HighIsGood,
    double Hazard,
    string En,
    string Ja
);

/// <summary>Something that looks like a factor and is none.</summary>
/// <param name="Feature">The feature that looks telling.</param>
/// <param name="Phase">Where it looks so, or <c>null</c> for everywhere.</param>
internal sealed record PlantedTrap(string Id, string Feature, string? Phase, string En, string Ja);

/// <summary>What is true of the fictional company, whatever the seed.</summary>
internal static class Truth
{
    public const string Introduction = "introduction";
    public const string Operation = "operation";
    public const string Use = "use";
    public const string Settled = "settled";

    public static IReadOnlyList<string> Phases { get; } = [Introduction, Operation, Use, Settled];

    public static IReadOnlyList<PlantedFactor> Factors { get; } =
    [
        new(
            "early-contact",
            "contacts_90d",
            ["days_since_contact"],
            Introduction,
            HighIsGood: true,
            Hazard: 24,
            "Contact from the first week of the introduction",
            "導入期の最初の週からの接点"
        ),
        new(
            "breadth",
            "breadth",
            [],
            Operation,
            HighIsGood: true,
            Hazard: 14,
            "Breadth of use in the operation phase",
            "運用期の利用幅"
        ),
        new(
            "fast-answers",
            "first_response_minutes",
            [],
            Operation,
            HighIsGood: false,
            Hazard: 14,
            "Fast first response in the operation phase",
            "運用期の初回応答の速さ"
        ),
        new(
            "departments",
            "departments_using",
            [],
            Use,
            HighIsGood: true,
            Hazard: 12,
            "Three or more departments in the use phase",
            "活用期に3部署以上が利用"
        ),
        new(
            "distribution",
            "distribution_rate",
            ["usage_rate"],
            Use,
            HighIsGood: true,
            Hazard: 12,
            "Licences handed out in the use phase",
            "活用期のライセンス配布率"
        ),
        new(
            "few-errors",
            "error_rate_30d",
            [],
            Settled,
            HighIsGood: false,
            Hazard: 10,
            "Few errors in the settled phase",
            "定着期のエラーの少なさ"
        ),
    ];

    public static IReadOnlyList<PlantedTrap> Traps { get; } =
    [
        new(
            "confounder",
            "contacts_90d",
            Settled,
            "Large tier-1 customers get many contacts and stay anyway: in the settled phase contacts change nothing",
            "大口のティア1は接点が多く、もともと継続する。定着期の接点には効果がない"
        ),
        new(
            "leak",
            "survey_score",
            null,
            "Exit interviews are dated before the churn but were recorded after it: the score must not be known "
                + "to the model",
            "解約時の聞き取りは解約前の日付だが、記録は解約後。予測に使えてはならない"
        ),
        new(
            "season",
            "tickets_90d",
            null,
            "Before the fiscal year's end in March everybody asks more and more customers leave: asking is not "
                + "the cause",
            "年度末の3月は問い合わせも解約も増える。問い合わせが理由ではない"
        ),
    ];

    /// <summary>
    /// How many times likelier a churn is in a month of the year: contracts are reviewed before the fiscal year ends.
    /// </summary>
    public static double Season(int month) =>
        month switch
        {
            3 => 2.6,
            9 => 1.2,
            _ => 0.82,
        };

    /// <summary>Outside its phase a habit does little, and an early contact nothing: it is over by then.</summary>
    public static double Elsewhere(PlantedFactor factor, string phase) =>
        phase == Introduction || factor.Phase == Introduction ? 1 : 1.6;

    /// <summary>Large customers stay by themselves: the confounder.</summary>
    public static double TierHazard(int tier, string phase) =>
        phase != Settled
            ? 1
            : tier switch
            {
                1 => 0.35,
                2 => 0.9,
                _ => 1.5,
            };

    /// <summary>The chance to leave in a month, of a customer with every good habit of the phase.</summary>
    public static double BaseHazard(string phase) =>
        phase switch
        {
            Introduction => 0.006,
            Operation => 0.0006,
            Use => 0.0007,
            _ => 0.004,
        };
}
