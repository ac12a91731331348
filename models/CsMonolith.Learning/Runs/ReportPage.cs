using System.Globalization;
using System.Net;
using System.Text;
using CsMonolith.Learning.Localization;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Runs;

/// <summary>
/// One page of HTML that needs no network and no script: both languages are in it, a switch shows one.
/// </summary>
internal sealed class ReportPage
{
    private const string Head = """
        <!doctype html><html lang="ja"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Training report</title><style>
        :root{color-scheme:light}body{font:15px/1.6 system-ui,"Noto Sans CJK JP",sans-serif;max-width:62rem;margin:1rem auto;padding:0 1rem;color:#1d2733;background:#fff}
        h1{font-size:1.5rem;margin:.4rem 0}h2{font-size:1.15rem;margin:2rem 0 .4rem;border-bottom:2px solid #1c6dd0;padding-bottom:.2rem}p{max-width:48rem}
        .wide{overflow-x:auto}table{border-collapse:collapse;font-variant-numeric:tabular-nums}td,th{padding:.25rem .8rem .25rem 0;border-bottom:1px solid #d5dbe3;text-align:left;vertical-align:top}
        th{font-weight:600}td.n,th.n{text-align:right}svg{max-width:100%;height:auto}text{font:11px system-ui,"Noto Sans CJK JP",sans-serif;fill:#44505e}.axis{font-size:12px}
        .area{fill:#f6f8fa}.grid{stroke:#e3e8ee}.zero{stroke:#9aa5b1}.curve{fill:none;stroke:#1c6dd0;stroke-width:2}.even{fill:none;stroke:#9aa5b1;stroke-dasharray:4}
        .band{fill:#1c6dd0;opacity:.18}.dot{fill:#1c6dd0}.bar{fill:#8db8ec}.count{fill:#cfd8e3}.error{stroke:#1d2733;stroke-width:1.4}
        .charts{display:flex;flex-wrap:wrap;gap:1.2rem 1.6rem;margin-top:1rem}figure{margin:0}figcaption{font-size:.85rem;max-width:19rem}.none,.off{background:#fff3d6}.none{padding:1rem}
        .switch{text-align:right}a{color:#14539f}code{background:#f0f3f6;padding:0 .3rem}
        body:has(#en:checked) [lang=ja],body:has(#ja:checked) [lang=en]{display:none}@media print{.switch{display:none}}
        </style></head><body><p class="switch"><label><input type="radio" name="language" id="ja" checked> 日本語</label> <label><input type="radio" name="language" id="en"> English</label></p>
        """;

    private readonly StringBuilder _html = new(Head);

    public string Html() => _html + "</body></html>\n";

    /// <summary>What was written, to be put into another page.</summary>
    public string Inner() => _html.ToString(Head.Length, _html.Length - Head.Length);

    public static string Encode(string text) => WebUtility.HtmlEncode(text);

    public static string Both(LocalizedText text) =>
        text.Ja == text.En
            ? Encode(text.En)
            : $"<span lang='ja'>{Encode(text.Ja)}</span><span lang='en'>{Encode(text.En)}</span>";

    public static string Figure(InvariantText figure) => figure.Take();

    /// <summary>A share as a percentage with one decimal.</summary>
    public static string Percent(double share) =>
        double.IsFinite(share) ? string.Create(CultureInfo.InvariantCulture, $"{share * 100:F1}%") : "–";

    public void Raw(string html) => _html.Append(html);

    public void Title(LocalizedText text) => _html.Append("<h2>").Append(Both(text)).Append("</h2>");

    public void Paragraph(LocalizedText text, string style = "") =>
        _html.Append(style.Length > 0 ? $"<p class='{style}'>" : "<p>").Append(Both(text)).Append("</p>");

    public void Charts(IEnumerable<(LocalizedText Caption, Chart Chart)> figures)
    {
        _html.Append("<div class='charts'>");
        foreach (var (caption, chart) in figures)
        {
            _html
                .Append("<figure><figcaption>")
                .Append(Both(caption))
                .Append("</figcaption>")
                .Append(chart.Svg())
                .Append("</figure>");
        }

        _html.Append("</div>");
    }

    /// <summary>A table whose first columns are words and whose others are figures.</summary>
    /// <param name="words">How many columns are words.</param>
    /// <param name="head">Names of the columns.</param>
    /// <param name="rows">Cells as HTML.</param>
    public void Table(int words, IReadOnlyList<LocalizedText> head, IEnumerable<IReadOnlyList<string>> rows)
    {
        _html.Append("<div class='wide'><table><thead><tr>");
        for (var i = 0; i < head.Count; i++)
        {
            _html.Append(i < words ? "<th>" : "<th class='n'>").Append(Both(head[i])).Append("</th>");
        }

        _html.Append("</tr></thead><tbody>");
        foreach (var row in rows)
        {
            _html.Append("<tr>");
            for (var i = 0; i < row.Count; i++)
            {
                _html.Append(i < words ? "<td>" : "<td class='n'>").Append(row[i]).Append("</td>");
            }

            _html.Append("</tr>");
        }

        _html.Append("</tbody></table></div>");
    }
}
