using CsMonolith.Health.Patterns;
using CsMonolith.Health.Scores;
using CsMonolith.Health.Scores.Changes;
using CsMonolith.Learning.Patterns;
using CsMonolith.Revenue.Contracts;

namespace CsMonolith.Health.Briefs;

/// <param name="Week">The Monday that it is for.</param>
/// <param name="Since">The Monday before it: what moved is told from its beginning on.</param>
/// <param name="Until">The last day that it tells of: the week's Sunday, or today.</param>
/// <param name="ArrAtRisk">By renewal month, of the month of today and the five after it.</param>
/// <param name="Moves">Scores that moved within the span.</param>
/// <param name="Patterns">What the minings within the span found and no longer found.</param>
/// <param name="Help">Whom to help first, as things stand now.</param>
/// <param name="Done">What the reader has marked as done since then.</param>
internal sealed record MondayBrief(
    DateOnly Week,
    DateOnly Since,
    DateOnly Until,
    DateTime AsOf,
    BriefRisk ArrAtRisk,
    BriefMoves Moves,
    BriefPatterns Patterns,
    BriefHelp Help,
    IReadOnlyList<BriefDone> Done
) : Figure;

/// <param name="State">seen or done.</param>
/// <param name="At">When it was marked.</param>
internal sealed record BriefLineMark(BriefMarkState State, DateTime At);

/// <param name="Words">The line as it read when it was marked; absent where it was not told.</param>
internal sealed record BriefDone(string Key, string? Words, DateTime At);

/// <param name="Evidence">Path and query of the operation whose rows add up to all lines.</param>
internal sealed record BriefRisk(DateTime AsOf, string Words, string Evidence, IReadOnlyList<BriefRiskLine> Lines);

/// <param name="Key">Names the line for marks.</param>
/// <param name="Level">The chance of the span from low to high.</param>
/// <param name="Unscored">ARR of accounts that no model has scored; it is in no sum at risk.</param>
/// <param name="BeyondHorizon">ARR that is due after the model's horizon; it is in no sum at risk.</param>
/// <param name="KnownLosses">ARR that is lost for certain; it is in no other figure.</param>
/// <param name="Overdue">ARR of terms that are over without an outcome; it is in no other figure.</param>
/// <param name="Owners">The most at risk first.</param>
/// <param name="Evidence">Path and query of the operation whose rows add up to the line.</param>
internal sealed record BriefRiskLine(
    string Key,
    Month Month,
    string Currency,
    int Renewals,
    Money Arr,
    Money AtRisk,
    Money Low,
    Money High,
    double Level,
    Money Unscored,
    Money BeyondHorizon,
    Money KnownLosses,
    Money Overdue,
    IReadOnlyList<OwnerAtRisk> Owners,
    string Evidence,
    BriefLineMark? Mark
);

/// <param name="Compared">Accounts that had a score before and have another one now.</param>
/// <param name="Riskier">Of those, how many came into a higher risk band.</param>
/// <param name="Safer">Likewise into a lower one.</param>
/// <param name="Lines">Changes of band first, then the largest moves; at most twenty.</param>
internal sealed record BriefMoves(
    DateTime AsOf,
    string Words,
    int Compared,
    int Riskier,
    int Safer,
    IReadOnlyList<BriefMoveLine> Lines
);

/// <param name="Probability">By how much it moved, -1 to 1.</param>
/// <param name="Customer">What the customer's change did of it; the three add up to it.</param>
/// <param name="LateData">What facts did that arrived late.</param>
/// <param name="Model">What another model did.</param>
/// <param name="Reasons">The first three over all parts, the largest first.</param>
/// <param name="Unexplained">Why the parts are unknown, where they are.</param>
internal sealed record BriefMoveLine(
    string Key,
    Guid AccountId,
    string Name,
    string? OwnerName,
    BriefScore Before,
    BriefScore After,
    bool IsBandChanged,
    double Probability,
    double? Customer,
    double? LateData,
    double? Model,
    IReadOnlyList<ScoreChangeFactor> Reasons,
    string? Unexplained,
    string Evidence,
    BriefLineMark? Mark
);

internal sealed record BriefScore(DateOnly AsOf, double Probability, ScoreBand Band, string ModelVersion)
{
    public static BriefScore Of(StandingScore score) =>
        new(score.AsOf, score.Probability, score.Band, score.ModelVersion);
}

/// <summary>What became of a pattern.</summary>
internal enum PatternNews
{
    /// <summary>It has a verdict now and had none before.</summary>
    Gained,

    /// <summary>It had a verdict before and has none now.</summary>
    Lapsed,

    /// <summary>Its verdict is the contrary of what it was.</summary>
    Turned,
}

/// <param name="MinedAt">The newest mining or publishing that is told of; absent where there was none.</param>
/// <param name="ComparedWith">The last one before the span; absent where there was none.</param>
internal sealed record BriefPatterns(
    DateTime? MinedAt,
    DateTime? ComparedWith,
    string Words,
    IReadOnlyList<BriefPatternLine> Lines
);

/// <param name="Words">The condition in words.</param>
/// <param name="Verdict">The present one; of a lapsed pattern the last that it had.</param>
internal sealed record BriefPatternLine(
    string Key,
    PatternNews News,
    string Outcome,
    string Phase,
    string PhaseName,
    string Words,
    Verdict Verdict,
    string VerdictWords,
    string Counts,
    string Evidence,
    BriefLineMark? Mark
);

/// <param name="RankedBy">How the lines are ranked, in words.</param>
/// <param name="Evidence">Path and query of the list that they are the first lines of, for who reaches as far.</param>
internal sealed record BriefHelp(DateTime AsOf, string RankedBy, string Evidence, IReadOnlyList<BriefHelpLine> Lines);

/// <param name="ExpectedLoss">Probability × MRR.</param>
/// <param name="NextRenewalOn">The last day of the next term that is open; absent where none is known.</param>
internal sealed record BriefHelpLine(
    string Key,
    int Rank,
    Guid AccountId,
    string Name,
    string? OwnerName,
    string? Phase,
    double Probability,
    ScoreBand Band,
    Money Mrr,
    Money ExpectedLoss,
    IReadOnlyList<ScoreDriver> Reasons,
    DateOnly? LastContactOn,
    DateOnly? NextRenewalOn,
    Guid? NextRenewalId,
    string Evidence,
    BriefLineMark? Mark
);
