using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace CsMonolith.Health.Reviews;

/// <summary>
/// Draws a pack as one page of HTML that is printed on A4. It needs no other file, runs no script, and whatever people
/// typed stands in it as text.
/// </summary>
internal static class HtmlPack
{
    // Nothing is fetched and nothing runs, even if something slipped through.
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'";

    private const string Style = """
        @page { size: A4; margin: 16mm 15mm }
        * { box-sizing: border-box; -webkit-print-color-adjust: exact; print-color-adjust: exact }
        body { font: 10.5pt/1.65 "Noto Sans CJK JP", "Noto Sans JP", "Hiragino Sans", "Yu Gothic", "Segoe UI", sans-serif; color: #1b2a41; max-width: 190mm; margin: 0 auto; padding: 8mm 5mm; font-variant-numeric: tabular-nums }
        @media print { body { padding: 0; max-width: none } }
        header { background: #16324f; color: #fff; padding: 12mm 10mm 9mm; border-left: 3mm solid #d9a441; margin-bottom: 9mm }
        header .customer { font-size: 12pt; margin: 0 } header h1 { font-size: 25pt; line-height: 1.3; margin: 1mm 0 5mm }
        header p { margin: 0; color: #dbe5ee } header .period { font-size: 12pt; color: #fff }
        section { margin: 0 0 9mm } h2 { font-size: 14.5pt; color: #16324f; margin: 0 0 3mm; padding-left: 3mm; border-left: 1.4mm solid #2a6f97; line-height: 1.35; break-after: avoid }
        .lead { margin: 0 0 3mm; font-size: 11pt }
        .cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(38mm, 1fr)); gap: 3mm; margin: 0 0 4mm; padding: 0; list-style: none; break-inside: avoid; break-after: avoid }
        .cards li { background: #f3f6f9; border-top: .7mm solid #2a6f97; padding: 3mm 3.5mm; break-inside: avoid }
        .cards .label, .cards .note { display: block; font-size: 8.5pt; color: #4d5c6d; line-height: 1.4 }
        .cards .figure { display: block; font-size: 17pt; font-weight: 700; color: #16324f; line-height: 1.35; overflow-wrap: anywhere }
        .bar { display: block; height: 1.6mm; background: #d5dce4; margin-top: 1.5mm } .bar i { display: block; height: 100%; background: #2a6f97 }
        table { border-collapse: collapse; width: 100%; font-size: 9pt; table-layout: fixed } thead { display: table-header-group } tr { break-inside: avoid }
        th { background: #16324f; color: #fff; font-weight: 600 } th, td { padding: 1.7mm 2.2mm; text-align: left; vertical-align: top; overflow-wrap: anywhere; border-bottom: .25mm solid #d5dce4 }
        tbody tr:nth-child(even) td { background: #f7f9fb } .n { text-align: right; white-space: nowrap }
        .source { margin: 2mm 0 0; font-size: 8pt; color: #4d5c6d }
        """;

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>The page, in UTF-8.</summary>
    public static byte[] Write(PackDocument pack)
    {
        var html = new StringBuilder();
        html.Append(
                $"<!doctype html>\n<html lang=\"{(pack.Language == PackLanguage.Ja ? "ja" : "en")}\">\n<head>\n<meta charset=\"utf-8\">\n"
            )
            .Append($"<meta http-equiv=\"Content-Security-Policy\" content=\"{Policy}\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .Append(
                $"<title>{Text(pack.Customer)} {Text(pack.Title)}</title>\n<style>\n{Style}\n</style>\n</head>\n<body>\n"
            )
            .Append(
                $"<header>\n<p class=\"customer\">{Text(pack.Customer)}</p>\n<h1>{Text(pack.Title)}</h1>\n<p class=\"period\">{Text(pack.Period)}</p>\n"
            );
        Paragraph(html, "asof", pack.AsOf);
        Paragraph(html, "owner", pack.Owner);
        html.Append("</header>\n<main>\n");
        foreach (var section in pack.Sections)
        {
            Section(html, section);
        }

        return Encoding.UTF8.GetBytes(html.Append("</main>\n</body>\n</html>\n").ToString());
    }

    private static void Section(StringBuilder html, PackSection section)
    {
        html.Append($"<section>\n<h2>{Text(section.Heading)}</h2>\n");
        Paragraph(html, "lead", section.Lead);
        if (section.Cards.Count > 0)
        {
            html.Append("<ul class=\"cards\">\n");
            foreach (var card in section.Cards)
            {
                html.Append($"<li>{Span("label", card.Label)}{Span("figure", card.Figure)}{Span("note", card.Note)}");
                if (card.Share is { } share)
                {
                    html.Append(
                        CultureInfo.InvariantCulture,
                        $"<span class=\"bar\" aria-hidden=\"true\"><i style=\"width:{share * 100:0.#}%\"></i></span>"
                    );
                }

                html.Append("</li>\n");
            }

            html.Append("</ul>\n");
        }

        if (section.Table is { } table)
        {
            Table(html, table);
        }

        Paragraph(html, "source", section.Source);
        html.Append("</section>\n");
    }

    private static void Table(StringBuilder html, PackTable table)
    {
        var whole = table.Widths.Sum();
        html.Append("<table>\n<colgroup>");
        foreach (var width in table.Widths)
        {
            html.Append(CultureInfo.InvariantCulture, $"<col style=\"width:{100.0 * width / whole:0.##}%\">");
        }

        html.Append("</colgroup>\n<thead><tr>");
        foreach (var (i, cell) in table.Head.Index())
        {
            html.Append($"<th scope=\"col\"{Class(table, i)}>{Text(cell)}</th>");
        }

        html.Append("</tr></thead>\n<tbody>\n");
        foreach (var row in table.Rows)
        {
            html.Append("<tr>");
            foreach (var (i, cell) in row.Index())
            {
                html.Append($"<td{Class(table, i)}>{Text(cell)}</td>");
            }

            html.Append("</tr>\n");
        }

        html.Append("</tbody>\n</table>\n");
    }

    private static string Class(PackTable table, int column) => table.Figures.Contains(column) ? " class=\"n\"" : "";

    private static void Paragraph(StringBuilder html, string style, PackText text)
    {
        if (text.Text.Length > 0)
        {
            html.Append($"<p class=\"{style}\">{Text(text)}</p>\n");
        }
    }

    private static string Span(string style, PackText text) =>
        text.Text.Length > 0 ? $"<span class=\"{style}\">{Text(text)}</span>" : "";

    private static string Text(PackText text) => Encoder.Encode(text.Text);
}
