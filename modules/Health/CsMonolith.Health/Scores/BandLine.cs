using CsMonolith.Journey.Contracts;

namespace CsMonolith.Health.Scores;

/// <summary>The line on an account's timeline that tells of a new risk band.</summary>
internal static class BandLine
{
    public const string Kind = "risk-band-changed";

    /// <summary>The line of a score; <c>null</c> where the account had no band before, or has the same.</summary>
    public static SomethingHappened? Of(Score score, ScoreBand? before, DateOnly on) =>
        before is { } was && was != score.Band
            ? new SomethingHappened(
                score.AccountId,
                on,
                Kind,
                $"{score.Id}-{was}",
                $"Risk band {Word(was).En} to {Word(score.Band).En} (probability {Percent(score)} on facts up to "
                    + $"{score.AsOf:yyyy-MM-dd})",
                $"リスク帯が「{Word(was).Ja}」から「{Word(score.Band).Ja}」に変わりました"
                    + $"(解約確率{Percent(score)}、{score.AsOf:yyyy-MM-dd}までの事実による)"
            )
            : null;

    private static (string En, string Ja) Word(ScoreBand band) =>
        band switch
        {
            ScoreBand.High => ("high", "高"),
            ScoreBand.Medium => ("medium", "中"),
            _ => ("low", "低"),
        };

    private static string Percent(Score score) =>
        (score.Probability * 100).ToString("0.0", System.Globalization.CultureInfo.InvariantCulture) + " %";
}
