using System.Xml.Linq;

namespace CsMonolith.Health.Reviews;

/// <summary>One slide while it is drawn (ECMA-376, parts 19 and 20). Lengths are EMU, 914,400 to the inch.</summary>
internal sealed class SlideCanvas
{
    private static readonly XNamespace A = SlideFrame.A;
    private static readonly XNamespace P = SlideFrame.P;

    private readonly XElement _tree = new(
        P + "spTree",
        new XElement(
            P + "nvGrpSpPr",
            new XElement(P + "cNvPr", new XAttribute("id", 1), new XAttribute("name", "")),
            new XElement(P + "cNvGrpSpPr"),
            new XElement(P + "nvPr")
        ),
        new XElement(P + "grpSpPr")
    );

    private int _shapes = 1;

    /// <summary>The slide's XML.</summary>
    public string Drawing =>
        new XElement(
            P + "sld",
            new XAttribute(XNamespace.Xmlns + "a", A),
            new XAttribute(XNamespace.Xmlns + "p", P),
            new XElement(P + "cSld", _tree),
            new XElement(P + "clrMapOvr", new XElement(A + "masterClrMapping"))
        ).ToString(SaveOptions.DisableFormatting);

    /// <summary>A filled rectangle without text.</summary>
    public void Box(string name, int left, int top, int width, int height, string fill) =>
        _tree.Add(
            new XElement(
                P + "sp",
                new XElement(P + "nvSpPr", Named(name), new XElement(P + "cNvSpPr"), new XElement(P + "nvPr")),
                new XElement(
                    P + "spPr",
                    Placed(A + "xfrm", left, top, width, height),
                    Rectangle(),
                    Filled(fill),
                    new XElement(A + "ln", new XElement(A + "noFill"))
                )
            )
        );

    /// <summary>The slide's title, which outlines and screen readers find.</summary>
    public void Title(int left, int top, int width, int height, SlideLine line) =>
        _tree.Add(
            new XElement(
                P + "sp",
                new XElement(
                    P + "nvSpPr",
                    Named("Title"),
                    new XElement(P + "cNvSpPr"),
                    new XElement(P + "nvPr", new XElement(P + "ph", new XAttribute("type", "title")))
                ),
                new XElement(P + "spPr", Placed(A + "xfrm", left, top, width, height)),
                Body([line], "ctr")
            )
        );

    /// <summary>Lines of text.</summary>
    public void Text(string name, int left, int top, int width, int height, IReadOnlyList<SlideLine> lines) =>
        _tree.Add(
            new XElement(
                P + "sp",
                new XElement(
                    P + "nvSpPr",
                    Named(name),
                    new XElement(P + "cNvSpPr", new XAttribute("txBox", 1)),
                    new XElement(P + "nvPr")
                ),
                new XElement(
                    P + "spPr",
                    Placed(A + "xfrm", left, top, width, height),
                    Rectangle(),
                    new XElement(A + "noFill")
                ),
                Body(lines, "t")
            )
        );

    /// <summary>A table with a head.</summary>
    public void Table(
        int left,
        int top,
        int width,
        PackTable table,
        IReadOnlyList<IReadOnlyList<PackText>> rows,
        int size
    )
    {
        var whole = table.Widths.Sum();
        var all = rows.Prepend(table.Head).ToList();
        var heights = all.ConvertAll(row => SlideText.RowHeight(table, row, width, size));
        _tree.Add(
            new XElement(
                P + "graphicFrame",
                new XElement(
                    P + "nvGraphicFramePr",
                    Named("Table"),
                    new XElement(P + "cNvGraphicFramePr"),
                    new XElement(P + "nvPr")
                ),
                Placed(P + "xfrm", left, top, width, heights.Sum()),
                new XElement(
                    A + "graphic",
                    new XElement(
                        A + "graphicData",
                        new XAttribute("uri", "http://schemas.openxmlformats.org/drawingml/2006/table"),
                        new XElement(
                            A + "tbl",
                            new XElement(A + "tblPr", new XAttribute("firstRow", 1), new XAttribute("bandRow", 1)),
                            new XElement(
                                A + "tblGrid",
                                table.Widths.Select(share => new XElement(
                                    A + "gridCol",
                                    new XAttribute("w", (long)width * share / whole)
                                ))
                            ),
                            all.Select((row, i) => Row(row, heights[i], table.Figures, i, size))
                        )
                    )
                )
            )
        );
    }

    private static XElement Row(
        IReadOnlyList<PackText> cells,
        int height,
        IReadOnlyList<int> figures,
        int number,
        int size
    )
    {
        var (isHead, fill) = (
            number == 0,
            number == 0 ? "tx2"
            : number % 2 == 0 ? "bg2"
            : "bg1"
        );
        return new XElement(
            A + "tr",
            new XAttribute("h", height),
            cells.Select(
                (cell, i) =>
                    new XElement(
                        A + "tc",
                        new XElement(
                            A + "txBody",
                            new XElement(A + "bodyPr"),
                            Paragraph(
                                new SlideLine(
                                    cell.Text,
                                    size,
                                    isHead ? "bg1" : "tx1",
                                    Bold: isHead,
                                    IsRight: figures.Contains(i)
                                )
                            )
                        ),
                        new XElement(A + "tcPr", new XAttribute("anchor", "ctr"), Borders(), Filled(fill))
                    )
            )
        );
    }

    private static IEnumerable<XElement> Borders() =>
        [
            .. new[] { "lnL", "lnR" }.Select(side => new XElement(
                A + side,
                new XAttribute("w", 0),
                new XElement(A + "noFill")
            )),
            .. new[] { "lnT", "lnB" }.Select(side => new XElement(
                A + side,
                new XAttribute("w", 9525),
                Filled("accent6")
            )),
        ];

    private static XElement Body(IReadOnlyList<SlideLine> lines, string anchor) =>
        new(
            P + "txBody",
            new XElement(A + "bodyPr", new XAttribute("wrap", "square"), new XAttribute("anchor", anchor)),
            lines.Select(Paragraph)
        );

    private static XElement Paragraph(SlideLine line)
    {
        var paragraph = new XElement(
            A + "p",
            new XElement(A + "pPr", new XAttribute("algn", line.IsRight ? "r" : "l"))
        );
        if (line.Text.Length > 0)
        {
            paragraph.Add(new XElement(A + "r", Look("rPr", line), new XElement(A + "t", line.Text)));
        }

        if (line.WithNumber)
        {
            paragraph.Add(new XElement(A + "r", Look("rPr", line), new XElement(A + "t", "  ")));
            paragraph.Add(
                new XElement(
                    A + "fld",
                    new XAttribute("id", "{5D3A1A52-6F0B-4C0E-9E6C-3B6A1D8E2F01}"),
                    new XAttribute("type", "slidenum"),
                    Look("rPr", line),
                    new XElement(A + "t", "‹#›")
                )
            );
        }

        if (line.Text.Length == 0 && !line.WithNumber)
        {
            paragraph.Add(Look("endParaRPr", line));
        }

        return paragraph;
    }

    private static XElement Look(string element, SlideLine line) =>
        new(A + element, new XAttribute("sz", line.Size), new XAttribute("b", line.Bold ? 1 : 0), Filled(line.Colour));

    private static XElement Filled(string colour) =>
        new(A + "solidFill", new XElement(A + "schemeClr", new XAttribute("val", colour)));

    private static XElement Rectangle() =>
        new(A + "prstGeom", new XAttribute("prst", "rect"), new XElement(A + "avLst"));

    private static XElement Placed(XName element, int left, int top, int width, int height) =>
        new(
            element,
            new XElement(A + "off", new XAttribute("x", left), new XAttribute("y", top)),
            new XElement(A + "ext", new XAttribute("cx", width), new XAttribute("cy", height))
        );

    private XElement Named(string name) =>
        new(P + "cNvPr", new XAttribute("id", ++_shapes), new XAttribute("name", name));
}
