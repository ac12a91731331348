using System.Text.Json.Serialization;
using System.Xml;

namespace CsMonolith.Health.Reviews;

/// <summary>In which language a pack is written.</summary>
internal enum PackLanguage
{
    /// <summary>Japanese.</summary>
    Ja,

    /// <summary>English.</summary>
    En,
}

/// <summary>A part of a pack.</summary>
internal enum PackPart
{
    /// <summary>Target against actual.</summary>
    Goals,

    /// <summary>What the customer got.</summary>
    Value,

    /// <summary>Breadth and depth of use.</summary>
    Usage,

    /// <summary>How far onboarding has come.</summary>
    Onboarding,

    /// <summary>Effect reviews held in the period.</summary>
    Reviews,

    /// <summary>What both sides agreed to do.</summary>
    Actions,

    /// <summary>What runs, and when it is renewed.</summary>
    Contracts,

    /// <summary>What comes next.</summary>
    NextSteps,
}

/// <summary>
/// The one specification of a business review pack: slides and page are drawn from it and from nothing else, so that their
/// figures are the same. It holds what a customer may read and no more.
/// </summary>
/// <param name="Title">What it is.</param>
/// <param name="Customer">Whose it is.</param>
/// <param name="Period">Of what time it tells.</param>
/// <param name="AsOf">Of which day the data is.</param>
/// <param name="Owner">Who of ours looks after the customer.</param>
/// <param name="Sections">In the order in which they are shown.</param>
internal sealed record PackDocument(
    PackLanguage Language,
    PackText Title,
    PackText Customer,
    PackText Period,
    PackText AsOf,
    PackText Owner,
    IReadOnlyList<PackSection> Sections
)
{
    /// <summary>Everything that is shown, in reading order; empty texts are left out.</summary>
    [JsonIgnore]
    public IEnumerable<PackText> Texts =>
        new[] { Customer, Title, Period, AsOf, Owner }
            .Concat(Sections.SelectMany(section => section.Texts))
            .Where(text => text.Text.Length > 0);
}

/// <summary>A text with the value behind it, where it shows a figure.</summary>
/// <param name="Text">As it is shown; without control characters and line ends.</param>
/// <param name="Value">The figure itself, not rounded.</param>
internal sealed record PackText(string Text, decimal? Value = null)
{
    public static PackText Empty { get; } = new("");

    /// <summary>
    /// What people typed: control characters go, since no file format bears them, and white space becomes one space.
    /// </summary>
    public static PackText Of(string? typed) =>
        new(
            string.Join(
                ' ',
                string.Concat((typed ?? "").EnumerateRunes().Where(IsShown).Select(rune => rune.ToString()))
                    .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            )
        );

    /// <summary>At most so many letters, as readers count them; what was longer ends in an ellipsis.</summary>
    public PackText Clipped(int most) =>
        new System.Globalization.StringInfo(Text) is { } whole && whole.LengthInTextElements > most
            ? this with
            {
                Text = $"{whole.SubstringByTextElements(0, most)}…",
            }
            : this;

    private static bool IsShown(System.Text.Rune rune) =>
        System.Text.Rune.IsWhiteSpace(rune)
        || (
            System.Text.Rune.GetUnicodeCategory(rune)
                is not System.Globalization.UnicodeCategory.Control
                    and not System.Globalization.UnicodeCategory.Format
            && (rune.Value > char.MaxValue || XmlConvert.IsXmlChar((char)rune.Value))
        );
}

/// <summary>A slide, and a section of the page.</summary>
/// <param name="Lead">One sentence below the heading; empty where the figures say it.</param>
/// <param name="Cards">The figures that matter most; at most four.</param>
/// <param name="Source">From what it was reckoned; it stands below, and in the slide's notes.</param>
internal sealed record PackSection(
    PackPart Part,
    PackText Heading,
    PackText Lead,
    IReadOnlyList<PackCard> Cards,
    PackTable? Table,
    PackText Source
)
{
    [JsonIgnore]
    public IEnumerable<PackText> Texts =>
        new[] { Heading, Lead }
            .Concat(Cards.SelectMany(card => new[] { card.Label, card.Figure, card.Note }))
            .Concat(Table?.Head ?? [])
            .Concat(Table?.Rows.SelectMany(row => row) ?? [])
            .Append(Source);
}

/// <param name="Share">0 to 1 where the figure is a part of a whole; it is drawn as a bar.</param>
internal sealed record PackCard(PackText Label, PackText Figure, PackText Note, double? Share = null);

/// <param name="Widths">Shares of the columns, of any sum.</param>
/// <param name="Figures">Columns of figures; they stand to the right.</param>
internal sealed record PackTable(
    IReadOnlyList<PackText> Head,
    IReadOnlyList<int> Widths,
    IReadOnlyList<int> Figures,
    IReadOnlyList<IReadOnlyList<PackText>> Rows
);
