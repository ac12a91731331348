using System.Text.Json.Serialization;
using CsMonolith.Health.Snapshots.Features;

namespace CsMonolith.Health.Scores;

/// <summary>A reason in words.</summary>
/// <param name="Words">Name and value: 利用部署の数: 3.</param>
/// <param name="Contribution">In log-odds; above zero raises the probability.</param>
/// <param name="Actionable">打ち手あり: the team can change it.</param>
internal sealed record ScoreDriver(string Name, string Words, double Contribution, bool Actionable)
{
    /// <summary>Whether the words tell what the customer pays.</summary>
    [JsonIgnore]
    public bool TellsPrice => FeatureCatalogue.IsPrice(Name);

    public static ScoreDriver Of(StoredDriver driver) => Of(driver, prices: true);

    /// <param name="driver">The driver as it was stored.</param>
    /// <param name="prices">Whether the reader may see prices; otherwise they are named without their value.</param>
    public static ScoreDriver Of(StoredDriver driver, bool prices)
    {
        var feature = FeatureCatalogue.Of(driver.Feature);
        var name = ProblemAnswers.InJapanese ? feature.Ja : feature.En;
        if (!prices && FeatureCatalogue.IsPrice(driver.Feature))
        {
            return new ScoreDriver(driver.Feature, name, driver.LogOdds, feature.Actionable);
        }

        var value =
            driver.Value.Length > 0 ? feature.Show(driver.Value)
            : ProblemAnswers.InJapanese ? "不明"
            : "unknown";
        return new ScoreDriver(driver.Feature, $"{name}: {value}", driver.LogOdds, feature.Actionable);
    }
}
