namespace CsMonolith.Learning.Localization;

/// <summary>A text in English and Japanese, the two languages of the product.</summary>
/// <param name="En">English.</param>
/// <param name="Ja">Japanese.</param>
public sealed record LocalizedText(string En, string Ja)
{
    /// <summary>The sentence in one language.</summary>
    /// <param name="language"><c>ja</c> for Japanese; anything else is English.</param>
    public string In(string language) => language == "ja" ? Ja : En;
}
