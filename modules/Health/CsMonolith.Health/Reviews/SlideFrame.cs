using System.Globalization;
using System.Xml.Linq;

namespace CsMonolith.Health.Reviews;

/// <summary>What all slides of a pack stand on: master, layout, theme and the notes' frame.</summary>
internal static class SlideFrame
{
    public const int Width = 12_192_000;
    public const int Height = 6_858_000;

    public static readonly XNamespace A = "http://schemas.openxmlformats.org/drawingml/2006/main";
    public static readonly XNamespace P = "http://schemas.openxmlformats.org/presentationml/2006/main";

    private const string NameSpaces =
        "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" "
        + "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" "
        + "xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\"";

    private const string Group =
        "<p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>";

    private const string Map =
        "<p:clrMap bg1=\"lt1\" tx1=\"dk1\" bg2=\"lt2\" tx2=\"dk2\" accent1=\"accent1\" accent2=\"accent2\" "
        + "accent3=\"accent3\" accent4=\"accent4\" accent5=\"accent5\" accent6=\"accent6\" hlink=\"hlink\" "
        + "folHlink=\"folHlink\"/>";

    private const string MasterColours = "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>";

    /// <summary>The one layout: a title; each slide places the rest itself.</summary>
    public static string Layout { get; } =
        $"<p:sldLayout {NameSpaces} type=\"titleOnly\" preserve=\"1\"><p:cSld name=\"Title\"><p:spTree>{Group}"
        + $"{Placeholder("title", "Title", 2)}</p:spTree></p:cSld>{MasterColours}</p:sldLayout>";

    /// <summary>Colours, fonts and fills, plain.</summary>
    public static string Theme { get; } =
        $"<a:theme {NameSpaces} name=\"Pack\"><a:themeElements><a:clrScheme name=\"Pack\">"
        + $"{Colour("dk1", "1B2A41")}{Colour("lt1", "FFFFFF")}{Colour("dk2", "16324F")}{Colour("lt2", "F1F5F8")}"
        + $"{Colour("accent1", "2A6F97")}{Colour("accent2", "D9A441")}{Colour("accent3", "4F7942")}"
        + $"{Colour("accent4", "8C4843")}{Colour("accent5", "4D5C6D")}{Colour("accent6", "D5DCE4")}"
        + $"{Colour("hlink", "2A6F97")}{Colour("folHlink", "4D5C6D")}</a:clrScheme><a:fontScheme name=\"Pack\">"
        + $"<a:majorFont>{Fonts}</a:majorFont><a:minorFont>{Fonts}</a:minorFont></a:fontScheme>"
        + "<a:fmtScheme name=\"Pack\"><a:fillStyleLst>"
        + Thrice("<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>")
        + "</a:fillStyleLst><a:lnStyleLst>"
        + Thrice("<a:ln w=\"9525\"><a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill></a:ln>")
        + "</a:lnStyleLst><a:effectStyleLst>"
        + Thrice("<a:effectStyle><a:effectLst/></a:effectStyle>")
        + "</a:effectStyleLst><a:bgFillStyleLst>"
        + Thrice("<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>")
        + "</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>";

    /// <summary>The frame of the notes.</summary>
    public static string NotesMaster { get; } =
        $"<p:notesMaster {NameSpaces}><p:cSld><p:spTree>{Group}{Placeholder("body", "Notes", 2)}</p:spTree></p:cSld>"
        + $"{Map}</p:notesMaster>";

    private static string Fonts =>
        "<a:latin typeface=\"Segoe UI\"/><a:ea typeface=\"Yu Gothic\"/><a:cs typeface=\"\"/>";

    /// <summary>The master of a layout.</summary>
    public static string Master(string layout, uint layoutId) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"<p:sldMaster {NameSpaces}><p:cSld><p:spTree>{Group}{Placeholder("title", "Title", 2)}</p:spTree></p:cSld>"
                + $"{Map}<p:sldLayoutIdLst><p:sldLayoutId id=\"{layoutId}\" r:id=\"{layout}\"/></p:sldLayoutIdLst></p:sldMaster>"
        );

    /// <summary>The notes of a slide; each line is a paragraph.</summary>
    public static string Notes(string text) =>
        new XElement(
            P + "notes",
            new XAttribute(XNamespace.Xmlns + "a", A),
            new XAttribute(XNamespace.Xmlns + "p", P),
            new XElement(
                P + "cSld",
                new XElement(
                    P + "spTree",
                    new XElement(
                        P + "nvGrpSpPr",
                        new XElement(P + "cNvPr", new XAttribute("id", 1), new XAttribute("name", "")),
                        new XElement(P + "cNvGrpSpPr"),
                        new XElement(P + "nvPr")
                    ),
                    new XElement(P + "grpSpPr"),
                    new XElement(
                        P + "sp",
                        new XElement(
                            P + "nvSpPr",
                            new XElement(P + "cNvPr", new XAttribute("id", 2), new XAttribute("name", "Notes")),
                            new XElement(P + "cNvSpPr"),
                            new XElement(P + "nvPr", new XElement(P + "ph", new XAttribute("type", "body")))
                        ),
                        new XElement(P + "spPr"),
                        new XElement(
                            P + "txBody",
                            new XElement(A + "bodyPr"),
                            text.Split('\n')
                                .Select(line => new XElement(
                                    A + "p",
                                    new XElement(A + "r", new XElement(A + "t", line))
                                ))
                        )
                    )
                )
            ),
            new XElement(P + "clrMapOvr", new XElement(A + "masterClrMapping"))
        ).ToString(SaveOptions.DisableFormatting);

    private static string Placeholder(string type, string name, int id) =>
        $"<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"{name}\"/><p:cNvSpPr/><p:nvPr><p:ph type=\"{type}\"/></p:nvPr>"
        + "</p:nvSpPr><p:spPr><a:xfrm><a:off x=\"560000\" y=\"400000\"/><a:ext cx=\"11072000\" cy=\"700000\"/></a:xfrm>"
        + "<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr/><a:p><a:endParaRPr/></a:p>"
        + "</p:txBody></p:sp>";

    private static string Colour(string name, string rgb) => $"<a:{name}><a:srgbClr val=\"{rgb}\"/></a:{name}>";

    private static string Thrice(string text) => text + text + text;
}
