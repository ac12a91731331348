using System.Globalization;
using System.Text;

namespace CsMonolith.Journey.Playbooks;

/// <summary>Writes a process map as text: for tools that draw, and for spreadsheets.</summary>
internal static class ProcessMapText
{
    /// <summary>A flow chart in Mermaid's language: a box for each step, phases around them, gaps marked.</summary>
    public static string Mermaid(ProcessMap map)
    {
        var text = new StringBuilder("flowchart TB\n");
        var lanes = map.Lanes.ToDictionary(lane => lane.Key, StringComparer.Ordinal);
        var gaps = Unclear(map);
        var marked = new List<string>();
        foreach (var (p, phase) in map.Phases.Index())
        {
            text.Append(CultureInfo.InvariantCulture, $"  subgraph p{p}[\"{Label(map.Say(phase.En, phase.Ja))}\"]\n");
            foreach (var (b, playbook) in phase.Playbooks.Index())
            {
                foreach (var (r, route) in playbook.Routes.Index())
                {
                    var own = $"p{p}b{b}r{r}";
                    var title = playbook.Routes.Count > 1 ? $"{playbook.Title}: {route.Title}" : playbook.Title;
                    text.Append(CultureInfo.InvariantCulture, $"    subgraph {own}[\"{Label(title)}\"]\n");
                    text.Append("      direction LR\n");
                    foreach (var step in route.Steps)
                    {
                        var who = lanes[step.Lane];
                        var days = map.Say($"{step.DueDays} days", $"{step.DueDays}日");
                        text.Append(
                            CultureInfo.InvariantCulture,
                            $"      {own}s{step.Number}[\"{Label(step.Title)}<br/>{Label(map.Say(who.En, who.Ja))}, {days}\"]\n"
                        );
                        if (gaps.Contains((playbook.Code, route.Variant, step.Key)))
                        {
                            marked.Add($"{own}s{step.Number}");
                        }
                    }

                    text.Append(
                        CultureInfo.InvariantCulture,
                        $"      {string.Join(" --> ", route.Steps.Select(step => $"{own}s{step.Number}"))}\n"
                    );
                    text.Append("    end\n");
                }
            }

            text.Append("  end\n");
        }

        if (marked.Count > 0)
        {
            text.Append("  classDef unclear stroke-width:3px,stroke-dasharray:6 3\n");
            text.Append(CultureInfo.InvariantCulture, $"  class {string.Join(',', marked)} unclear\n");
        }

        return text.ToString();
    }

    /// <summary>A row for each step, those that are unclear first.</summary>
    public static string Csv(ProcessMap map)
    {
        var gaps = Unclear(map);
        var lanes = map.Lanes.ToDictionary(lane => lane.Key, StringComparer.Ordinal);
        var rows =
            from phase in map.Phases
            from playbook in phase.Playbooks
            from route in playbook.Routes
            from step in route.Steps
            let unclear = gaps.Contains((playbook.Code, route.Variant, step.Key))
            select (Unclear: unclear, phase, playbook, route, step);
        var text = new StringBuilder();
        Line(
            text,
            map.Language == "ja"
                ? ["未整備", "フェーズ", "プレイブック", "種類", "順", "手順", "担当", "役割を持つ人数", "期日(日)"]
                : ["Unclear", "Phase", "Playbook", "Variant", "No.", "Step", "Who", "Holders", "Due days"]
        );
        foreach (var row in rows.OrderByDescending(row => row.Unclear))
        {
            var lane = lanes[row.step.Lane];
            Line(
                text,
                [
                    row.Unclear ? map.Say("yes", "はい") : "",
                    map.Say(row.phase.En, row.phase.Ja),
                    row.playbook.Title,
                    row.route.Title,
                    $"{row.step.Number}",
                    row.step.Title,
                    map.Say(lane.En, lane.Ja),
                    $"{lane.Holders}",
                    $"{row.step.DueDays}",
                ]
            );
        }

        return text.ToString();
    }

    /// <summary>The steps that a gap names.</summary>
    public static HashSet<(string Playbook, string Variant, string Step)> Unclear(ProcessMap map) =>
        [.. map.Gaps.Select(gap => (gap.Playbook, gap.Variant, gap.Step))];

    // Mermaid reads entities with a hash; what would end the label, or begin markup, is written so.
    private static string Label(string text) =>
        string.Concat(
            text.Select(letter =>
                letter switch
                {
                    '"' => "#quot;",
                    '#' => "#35;",
                    '<' => "#lt;",
                    '>' => "#gt;",
                    '&' => "#amp;",
                    '`' => "#96;",
                    _ when char.IsControl(letter) => " ",
                    _ => $"{letter}",
                }
            )
        );

    private static void Line(StringBuilder text, IEnumerable<string> cells) =>
        text.Append(string.Join(',', cells.Select(Cell))).Append("\r\n");

    // A cell that begins like a formula is not one.
    private static string Cell(string text)
    {
        var safe = text.Length > 0 && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal) ? $"'{text}" : text;
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0
            ? safe
            : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
