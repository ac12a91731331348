using System.Globalization;
using System.Xml.Linq;

namespace CsMonolith.Revenue.Growth.Proposals;

/// <summary>
/// The XML of slides, of the master and layout that they follow, and of their theme (ECMA-376, parts 19 and 20).
/// Lengths are EMU, 914,400 to the inch.
/// </summary>
internal static class SlideDrawing
{
    public const int Width = 12_192_000;
    public const int Height = 6_858_000;

    private const int Margin = 500_000;
    private const int TitleHeight = 900_000;
    private const int LineHeight = 400_000;
    private const int RowHeight = 420_000;
    private const string NameSpaces =
        "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" "
        + "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" "
        + "xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\"";

    private const string EmptyTree =
        "<p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id=\"1\" "
        + "name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/></p:spTree></p:cSld>";

    private const string Map =
        "<p:clrMap bg1=\"lt1\" tx1=\"dk1\" bg2=\"lt2\" tx2=\"dk2\" accent1=\"accent1\" accent2=\"accent2\" "
        + "accent3=\"accent3\" accent4=\"accent4\" accent5=\"accent5\" accent6=\"accent6\" hlink=\"hlink\" "
        + "folHlink=\"folHlink\"/>";

    private static readonly XNamespace A = "http://schemas.openxmlformats.org/drawingml/2006/main";
    private static readonly XNamespace P = "http://schemas.openxmlformats.org/presentationml/2006/main";

    /// <summary>The one layout: blank, since each slide places its own text.</summary>
    public static string Layout { get; } =
        $"<p:sldLayout {NameSpaces} type=\"blank\" "
        + $"preserve=\"1\">{EmptyTree}<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>";

    /// <summary>Colours, fonts and fills, plain.</summary>
    public static string Theme { get; } =
        $"<a:theme {NameSpaces} name=\"Proposal\"><a:themeElements><a:clrScheme name=\"Proposal\">"
        + "<a:dk1><a:srgbClr val=\"1B2A41\"/></a:dk1><a:lt1><a:srgbClr "
        + "val=\"FFFFFF\"/></a:lt1><a:dk2><a:srgbClr val=\"324A5F\"/></a:dk2><a:lt2><a:srgbClr "
        + "val=\"EEF1F6\"/></a:lt2>"
        + string.Concat(
            new[] { "324A5F", "6D8A96", "A37B45", "4F7942", "8C4843", "CCC9DC" }.Select(
                (colour, i) => $"<a:accent{i + 1}><a:srgbClr val=\"{colour}\"/></a:accent{i + 1}>"
            )
        )
        + "<a:hlink><a:srgbClr val=\"324A5F\"/></a:hlink><a:folHlink><a:srgbClr "
        + "val=\"6D8A96\"/></a:folHlink></a:clrScheme><a:fontScheme name=\"Proposal\">"
        + "<a:majorFont><a:latin typeface=\"Calibri\"/><a:ea typeface=\"Yu Gothic\"/><a:cs "
        + "typeface=\"\"/></a:majorFont><a:minorFont><a:latin typeface=\"Calibri\"/><a:ea typeface=\"Yu "
        + "Gothic\"/><a:cs typeface=\"\"/></a:minorFont>"
        + "</a:fontScheme><a:fmtScheme name=\"Proposal\"><a:fillStyleLst>"
        + Thrice("<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>")
        + "</a:fillStyleLst><a:lnStyleLst>"
        + Thrice("<a:ln w=\"9525\"><a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill></a:ln>")
        + "</a:lnStyleLst><a:effectStyleLst>"
        + Thrice("<a:effectStyle><a:effectLst/></a:effectStyle>")
        + "</a:effectStyleLst><a:bgFillStyleLst>"
        + Thrice("<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>")
        + "</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>";

    /// <summary>The master of a layout.</summary>
    public static string Master(string layout, uint layoutId) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"<p:sldMaster {NameSpaces}>{EmptyTree}{Map}<p:sldLayoutIdLst><p:sldLayoutId id=\"{layoutId}\" "
                + $"r:id=\"{layout}\"/></p:sldLayoutIdLst></p:sldMaster>"
        );

    /// <summary>A slide with a heading, paragraphs below it and a table below those.</summary>
    public static string Slide(string heading, IReadOnlyList<string> lines, ProposalTable? table)
    {
        var tree = new XElement(
            P + "spTree",
            new XElement(
                P + "nvGrpSpPr",
                Named("cNvPr", 1, ""),
                new XElement(P + "cNvGrpSpPr"),
                new XElement(P + "nvPr")
            ),
            new XElement(P + "grpSpPr"),
            TextBox(2, "Heading", Margin, TitleHeight, [heading], size: 2800, bold: true)
        );
        var top = Margin + TitleHeight;
        if (lines.Count > 0)
        {
            tree.Add(TextBox(3, "Text", top, lines.Count * LineHeight, lines, size: 1600, bold: false));
            top += lines.Count * LineHeight;
        }

        if (table is not null)
        {
            tree.Add(Table(4, top, table));
        }

        return new XElement(
            P + "sld",
            new XAttribute(XNamespace.Xmlns + "a", A),
            new XAttribute(XNamespace.Xmlns + "p", P),
            new XElement(P + "cSld", tree),
            new XElement(P + "clrMapOvr", new XElement(A + "masterClrMapping"))
        ).ToString(SaveOptions.DisableFormatting);
    }

    private static XElement TextBox(
        int id,
        string name,
        int top,
        int height,
        IReadOnlyList<string> lines,
        int size,
        bool bold
    ) =>
        new(
            P + "sp",
            new XElement(
                P + "nvSpPr",
                Named("cNvPr", id, name),
                new XElement(P + "cNvSpPr", new XAttribute("txBox", 1)),
                new XElement(P + "nvPr")
            ),
            new XElement(
                P + "spPr",
                new XElement(A + "xfrm", Place(top, height)),
                new XElement(A + "prstGeom", new XAttribute("prst", "rect"), new XElement(A + "avLst")),
                new XElement(A + "noFill")
            ),
            new XElement(
                P + "txBody",
                new XElement(A + "bodyPr", new XAttribute("wrap", "square")),
                lines.Select(line => Paragraph(line, size, bold))
            )
        );

    private static XElement Table(int id, int top, ProposalTable table)
    {
        var column = (Width - (2 * Margin)) / table.Head.Count;
        return new XElement(
            P + "graphicFrame",
            new XElement(
                P + "nvGraphicFramePr",
                Named("cNvPr", id, "Table"),
                new XElement(P + "cNvGraphicFramePr"),
                new XElement(P + "nvPr")
            ),
            new XElement(P + "xfrm", Place(top, RowHeight * (table.Rows.Count + 1))),
            new XElement(
                A + "graphic",
                new XElement(
                    A + "graphicData",
                    new XAttribute("uri", "http://schemas.openxmlformats.org/drawingml/2006/table"),
                    new XElement(
                        A + "tbl",
                        new XElement(A + "tblPr", new XAttribute("firstRow", 1)),
                        new XElement(
                            A + "tblGrid",
                            table.Head.Select(_ => new XElement(A + "gridCol", new XAttribute("w", column)))
                        ),
                        Row(table.Head, bold: true),
                        table.Rows.Select(row => Row(row, bold: false))
                    )
                )
            )
        );
    }

    private static XElement Row(IReadOnlyList<string> cells, bool bold) =>
        new(
            A + "tr",
            new XAttribute("h", RowHeight),
            cells.Select(cell => new XElement(
                A + "tc",
                new XElement(A + "txBody", new XElement(A + "bodyPr"), Paragraph(cell, size: 1200, bold)),
                new XElement(
                    A + "tcPr",
                    Borders,
                    new XElement(
                        A + "solidFill",
                        new XElement(A + "schemeClr", new XAttribute("val", bold ? "bg2" : "bg1"))
                    )
                )
            ))
        );

    private static IEnumerable<XElement> Borders =>
        new[] { "lnL", "lnR", "lnT", "lnB" }.Select(side => new XElement(
            A + side,
            new XAttribute("w", 9525),
            new XElement(A + "solidFill", new XElement(A + "schemeClr", new XAttribute("val", "accent6")))
        ));

    private static XElement Paragraph(string text, int size, bool bold) =>
        new(
            A + "p",
            text.Length == 0
                ? new XElement(A + "endParaRPr", new XAttribute("sz", size))
                : new XElement(
                    A + "r",
                    new XElement(A + "rPr", new XAttribute("sz", size), new XAttribute("b", bold ? 1 : 0)),
                    new XElement(A + "t", text)
                )
        );

    private static IEnumerable<XElement> Place(int top, int height) =>
        [
            new(A + "off", new XAttribute("x", Margin), new XAttribute("y", top)),
            new(A + "ext", new XAttribute("cx", Width - (2 * Margin)), new XAttribute("cy", height)),
        ];

    private static XElement Named(string element, int id, string name) =>
        new(P + element, new XAttribute("id", id), new XAttribute("name", name));

    private static string Thrice(string text) => text + text + text;
}
