using System.Xml.Linq;

namespace CsMonolith.Health.Reviews;

/// <param name="Drawing">The slide's XML.</param>
internal sealed record PackSlide(string Drawing, string Notes);

/// <summary>Lays a pack out on slides.</summary>
internal static class PackSlides
{
    private const int Margin = 560_000;
    private const int Inner = SlideFrame.Width - (2 * Margin);
    private const int Top = 1_330_000;
    private const int Bottom = 6_120_000;
    private const int CardHeight = 1_330_000;
    private const int Gap = 190_000;
    private const int LeadHeight = 430_000;
    private const int LargeCells = 1400;
    private const int SmallCells = 1200;

    public static IEnumerable<PackSlide> Of(PackDocument pack)
    {
        yield return new PackSlide(Cover(pack), pack.AsOf.Text);
        foreach (var section in pack.Sections)
        {
            var notes = $"{pack.AsOf.Text}\n{section.Source.Text}";
            var tops = Above(section);
            var first = true;
            var size = SizeOf(section.Table, tops);
            foreach (var rows in Split(section.Table, tops, size))
            {
                yield return new PackSlide(Section(pack, section, rows, size, isFirst: first), notes);
                first = false;
            }
        }
    }

    private static string Cover(PackDocument pack)
    {
        var slide = new SlideCanvas();
        slide.Box("Background", 0, 0, SlideFrame.Width, SlideFrame.Height, fill: "tx2");
        slide.Box("Accent", 0, 0, 150_000, SlideFrame.Height, fill: "accent2");
        slide.Text("Customer", Margin * 2, 1_750_000, Inner - Margin, 560_000, [new(pack.Customer.Text, 2200, "bg1")]);
        slide.Title(Margin * 2, 2_300_000, Inner - Margin, 1_150_000, new(pack.Title.Text, 4400, "bg1", Bold: true));
        slide.Box("Line", Margin * 2, 3_560_000, 1_500_000, 38_000, fill: "accent2");
        slide.Text(
            "Period",
            Margin * 2,
            3_760_000,
            Inner - Margin,
            1_500_000,
            [
                new(pack.Period.Text, 2000, "bg1"),
                new(pack.AsOf.Text, 1400, "bg2"),
                .. pack.Owner.Text.Length > 0
                    ? [new SlideLine(pack.Owner.Text, 1400, "bg2")]
                    : Array.Empty<SlideLine>(),
            ]
        );
        return slide.Drawing;
    }

    private static string Section(
        PackDocument pack,
        PackSection section,
        IReadOnlyList<IReadOnlyList<PackText>> rows,
        int size,
        bool isFirst
    )
    {
        var slide = new SlideCanvas();
        slide.Box("Accent", 0, 470_000, 150_000, 560_000, fill: "accent1");
        slide.Title(Margin, 400_000, Inner, 700_000, new(section.Heading.Text, 2800, "tx2", Bold: true));
        var top = Top;
        if (isFirst && section.Lead.Text.Length > 0)
        {
            slide.Text("Lead", Margin, top, Inner, LeadHeight, [new(section.Lead.Text, 1600, "tx1")]);
            top += LeadHeight + (Gap / 2);
        }

        if (isFirst && section.Cards.Count > 0)
        {
            Cards(slide, section.Cards, top);
            top += CardHeight + Gap;
        }

        if (section.Table is { } table)
        {
            slide.Table(Margin, top, Inner, table, rows, size);
        }

        slide.Box("Rule", Margin, 6_330_000, Inner, 9_525, fill: "accent6");
        slide.Text("Source", Margin, 6_360_000, Inner - 2_900_000, 320_000, [new(section.Source.Text, 900, "accent5")]);
        slide.Text(
            "Footer",
            SlideFrame.Width - Margin - 2_900_000,
            6_360_000,
            2_900_000,
            320_000,
            [new(pack.Customer.Text, 900, "accent5", IsRight: true, WithNumber: true)]
        );
        return slide.Drawing;
    }

    private static void Cards(SlideCanvas slide, IReadOnlyList<PackCard> cards, int top)
    {
        var width = (Inner - (Gap * (cards.Count - 1))) / cards.Count;
        foreach (var (i, card) in cards.Index())
        {
            var left = Margin + (i * (width + Gap));
            slide.Box($"Card {i + 1}", left, top, width, CardHeight, fill: "bg2");
            slide.Box($"Card {i + 1} edge", left, top, width, 32_000, fill: "accent1");
            SlideLine[] lines =
            [
                new(card.Label.Text, 1200, "accent5"),
                new(card.Figure.Text, SlideText.Fit(card.Figure.Text, width - 240_000, 2800, 1400), "tx2", Bold: true),
                .. card.Note.Text.Length > 0
                    ? [new SlideLine(card.Note.Text, 1050, "accent5")]
                    : Array.Empty<SlideLine>(),
            ];
            slide.Text($"Card {i + 1} text", left + 60_000, top + 70_000, width - 120_000, CardHeight - 200_000, lines);
            if (card.Share is { } share)
            {
                var (from, whole) = (left + 150_000, width - 300_000);
                slide.Box($"Card {i + 1} whole", from, top + CardHeight - 130_000, whole, 58_000, fill: "accent6");
                slide.Box(
                    $"Card {i + 1} share",
                    from,
                    top + CardHeight - 130_000,
                    Math.Max(1, (int)(whole * share)),
                    58_000,
                    fill: "accent1"
                );
            }
        }
    }

    private static int Above(PackSection section) =>
        (section.Lead.Text.Length > 0 ? LeadHeight + (Gap / 2) : 0) + (section.Cards.Count > 0 ? CardHeight + Gap : 0);

    // A table that fits on its slide in large letters has them.
    private static int SizeOf(PackTable? table, int above) =>
        table is null
        || table.Rows.Prepend(table.Head).Sum(row => SlideText.RowHeight(table, row, Inner, LargeCells))
            <= Bottom - Top - above
            ? LargeCells
            : SmallCells;

    // As many rows as fit below what stands above on the first slide, and on each later one; at least one.
    private static IEnumerable<IReadOnlyList<IReadOnlyList<PackText>>> Split(PackTable? table, int above, int size)
    {
        if (table is null)
        {
            yield return [];
            yield break;
        }

        var (rows, room) = (new List<IReadOnlyList<PackText>>(), Bottom - Top - above);
        var used = SlideText.RowHeight(table, table.Head, Inner, size);
        foreach (var row in table.Rows)
        {
            var height = SlideText.RowHeight(table, row, Inner, size);
            if (rows.Count > 0 && used + height > room)
            {
                yield return rows;
                (rows, room) = ([], Bottom - Top);
                used = SlideText.RowHeight(table, table.Head, Inner, size);
            }

            rows.Add(row);
            used += height;
        }

        yield return rows;
    }
}

/// <summary>Estimates how much room text takes, so that it stays on its slide.</summary>
internal static class SlideText
{
    // EMU of one hundredth of a point.
    private const int Unit = 127;
    private const int CellMargins = 200_000;
    private const int RowMargins = 130_000;

    /// <summary>The largest size, from <paramref name="most"/> down to <paramref name="least"/>, that keeps a text on a line.</summary>
    public static int Fit(string text, int width, int most, int least)
    {
        var size = most;
        while (size > least && Width(text, size) > width)
        {
            size -= 100;
        }

        return size;
    }

    /// <summary>The height of a row whose cells wrap.</summary>
    public static int RowHeight(PackTable table, IReadOnlyList<PackText> row, int width, int size)
    {
        var whole = table.Widths.Sum();
        var lines = row.Index()
            .Max(cell =>
                Math.Ceiling(
                    Width(cell.Item.Text, size) / (((double)width * table.Widths[cell.Index] / whole) - CellMargins)
                )
            );
        return (int)(Math.Max(1, lines) * size * Unit * 1.3) + RowMargins;
    }

    // Letters of East Asian scripts are as wide as high, others little more than half.
    private static double Width(string text, int size) =>
        text.EnumerateRunes().Sum(rune => rune.Value >= 0x1100 ? 1.0 : 0.58) * size * Unit;
}

/// <param name="Size">Hundredths of a point.</param>
/// <param name="Colour">A name of the theme.</param>
/// <param name="WithNumber">Whether the slide's number follows, which the reader's program puts in.</param>
internal sealed record SlideLine(
    string Text,
    int Size,
    string Colour,
    bool Bold = false,
    bool IsRight = false,
    bool WithNumber = false
);
