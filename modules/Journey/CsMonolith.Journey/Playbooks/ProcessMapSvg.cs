using System.Xml;
using System.Xml.Linq;

namespace CsMonolith.Journey.Playbooks;

/// <summary>
/// Draws a process map: a column for each phase with playbooks, a lane for each who. An unclear step has a dashed border
/// and a mark, so that nothing is told by colour alone.
/// </summary>
internal static class ProcessMapSvg
{
    private const int LaneWidth = 150;
    private const int ColumnWidth = 250;
    private const int HeadHeight = 40;
    private const int BoxHeight = 44;
    private const int Gap = 8;
    private const int LongestLine = 20;

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static string Draw(ProcessMap map)
    {
        var phases = map.Phases.Where(phase => phase.Playbooks.Count > 0).ToList();
        var unclear = ProcessMapText.Unclear(map);
        var cells = phases
            .SelectMany((phase, column) => Boxes(map, phase, unclear).Select(box => (column, box)))
            .ToLookup(one => (one.column, one.box.Lane), one => one.box);
        var heights = map.Lanes.ToDictionary(
            lane => lane.Key,
            lane =>
                Gap
                + (BoxHeight + Gap)
                    * Math.Max(1, phases.Select((_, i) => cells[(i, lane.Key)].Count()).DefaultIfEmpty().Max()),
            StringComparer.Ordinal
        );
        var (width, height) = (LaneWidth + ColumnWidth * phases.Count, HeadHeight + heights.Values.Sum());
        var title = map.Say(
            "Process map: who does what in which phase",
            "業務プロセス図: 誰がどのフェーズで何をするか"
        );
        var root = new XElement(
            Svg + "svg",
            new XAttribute("viewBox", $"0 0 {width} {height}"),
            new XAttribute("width", width),
            new XAttribute("height", height),
            new XAttribute("role", "img"),
            new XAttribute("font-family", "system-ui, 'Noto Sans JP', sans-serif"),
            new XAttribute("font-size", 12),
            new XElement(Svg + "title", title),
            Rectangle(0, 0, width, height, "#ffffff", "#495057")
        );
        foreach (var (phase, i) in phases.Select((phase, i) => (phase, i)))
        {
            root.Add(Words(LaneWidth + ColumnWidth * i + Gap, 25, map.Say(phase.En, phase.Ja), bold: true));
            root.Add(Rule(LaneWidth + ColumnWidth * i, 0, LaneWidth + ColumnWidth * i, height));
        }

        var top = HeadHeight;
        foreach (var lane in map.Lanes)
        {
            root.Add(Rule(0, top, width, top));
            root.Add(Words(Gap, top + 22, map.Say(lane.En, lane.Ja), bold: true));
            if (lane.Holders is { } holders)
            {
                root.Add(Words(Gap, top + 40, map.Say($"{holders} people", $"{holders}人"), bold: false));
            }

            for (var i = 0; i < phases.Count; i++)
            {
                foreach (var (box, nth) in cells[(i, lane.Key)].Select((box, nth) => (box, nth)))
                {
                    root.Add(Drawn(box, LaneWidth + ColumnWidth * i + Gap, top + Gap + (BoxHeight + Gap) * nth));
                }
            }

            top += heights[lane.Key];
        }

        return root.ToString(SaveOptions.None) + "\n";
    }

    private static IEnumerable<Box> Boxes(
        ProcessMap map,
        ProcessPhase phase,
        HashSet<(string Playbook, string Variant, string Step)> unclear
    ) =>
        from playbook in phase.Playbooks
        from route in playbook.Routes
        from step in route.Steps
        select new Box(
            step.Lane,
            step.Title,
            map.Say($"{playbook.Title}, step {step.Number}", $"{playbook.Title} {step.Number}"),
            map.Say(
                $"{playbook.Title}: {route.Title}, step {step.Number}, {step.DueDays} days",
                $"{playbook.Title}: {route.Title}、手順{step.Number}、{step.DueDays}日"
            ),
            unclear.Contains((playbook.Code, route.Variant, step.Key))
        );

    private static XElement Drawn(Box box, int x, int y)
    {
        var border = Rectangle(x, y, ColumnWidth - 2 * Gap, BoxHeight, "#f8f9fa", "#212529");
        if (box.Unclear)
        {
            border.Add(new XAttribute("stroke-dasharray", "6 3"), new XAttribute("stroke-width", 2));
        }

        return new XElement(
            Svg + "g",
            new XElement(Svg + "title", Clean($"{box.Title} ({box.Detail})")),
            border,
            Words(x + Gap, y + 18, (box.Unclear ? "? " : "") + Short(box.Title), bold: false),
            Words(x + Gap, y + 36, Short(box.From), bold: false, "#495057")
        );
    }

    private static XElement Rectangle(int x, int y, int width, int height, string fill, string stroke) =>
        new(
            Svg + "rect",
            new XAttribute("x", x),
            new XAttribute("y", y),
            new XAttribute("width", width),
            new XAttribute("height", height),
            new XAttribute("fill", fill),
            new XAttribute("stroke", stroke)
        );

    private static XElement Rule(int x1, int y1, int x2, int y2) =>
        new(
            Svg + "line",
            new XAttribute("x1", x1),
            new XAttribute("y1", y1),
            new XAttribute("x2", x2),
            new XAttribute("y2", y2),
            new XAttribute("stroke", "#adb5bd")
        );

    private static XElement Words(int x, int y, string text, bool bold, string fill = "#212529") =>
        new(
            Svg + "text",
            new XAttribute("x", x),
            new XAttribute("y", y),
            new XAttribute("fill", fill),
            bold ? new XAttribute("font-weight", "bold") : null,
            Clean(text)
        );

    // Whole characters, so that none is cut in two; the full text stands in the box's title.
    private static string Short(string text)
    {
        var letters = System.Globalization.StringInfo.ParseCombiningCharacters(text);
        return letters.Length <= LongestLine ? text : $"{text[..letters[LongestLine - 1]]}…";
    }

    // XML has no place for some characters that a title may hold.
    private static string Clean(string text) =>
        string.Concat(text.Where(letter => XmlConvert.IsXmlChar(letter) || char.IsSurrogate(letter)));

    private sealed record Box(string Lane, string Title, string From, string Detail, bool Unclear);
}
