using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace CsMonolith.Revenue.Growth.Proposals;

/// <summary>
/// Writes a proposal as one page of HTML. It needs no other file, runs no script, and whatever people typed stands in
/// it as text.
/// </summary>
internal static class HtmlProposal
{
    // Nothing is fetched and nothing runs, even if something slipped through.
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'";

    private const string Style = """
        @page { size: A4; margin: 18mm }
        body { font: 11pt/1.6 "Noto Sans CJK JP", "Hiragino Sans", "Yu Gothic", sans-serif; color: #1b2a41; max-width: 174mm; margin: 0 auto }
        h1 { font-size: 20pt; border-bottom: 2px solid #324a5f } h2 { font-size: 14pt; margin-top: 8mm; break-after: avoid }
        table { border-collapse: collapse; width: 100%; font-size: 9.5pt } thead { display: table-header-group } tr { break-inside: avoid }
        th, td { border: 1px solid #ccc9dc; padding: 1.5mm 2mm; text-align: left; vertical-align: top; overflow-wrap: anywhere } th { background: #eef1f6 }
        """;

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>The page.</summary>
    public static string Write(string title, IReadOnlyList<ProposalPage> pages, bool japanese)
    {
        var html = new StringBuilder();
        html.Append(
                $"<!doctype html>\n<html lang=\"{(japanese ? "ja" : "en")}\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"{Policy}\">\n"
            )
            .Append(
                $"<title>{Text(title)}</title>\n<style>\n{Style}\n</style>\n</head>\n<body>\n<h1>{Text(title)}</h1>\n"
            );
        foreach (var page in pages)
        {
            html.Append($"<section>\n<h2>{Text(page.Heading)}</h2>\n");
            foreach (var line in page.Lines)
            {
                html.Append($"<p>{Text(line)}</p>\n");
            }

            if (page.Table is { } table)
            {
                html.Append(
                    $"<table>\n<thead><tr>{string.Concat(table.Head.Select(cell => $"<th scope=\"col\">{Text(cell)}</th>"))}</tr></thead>\n<tbody>\n"
                );
                foreach (var row in table.Rows)
                {
                    html.Append($"<tr>{string.Concat(row.Select(cell => $"<td>{Text(cell)}</td>"))}</tr>\n");
                }

                html.Append("</tbody>\n</table>\n");
            }

            html.Append("</section>\n");
        }

        return html.Append("</body>\n</html>\n").ToString();
    }

    private static string Text(string text) => Encoder.Encode(text);
}
