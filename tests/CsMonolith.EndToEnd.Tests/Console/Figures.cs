using System.Net.Http.Json;
using System.Text.Json;
using CsMonolith.Testing;
using Microsoft.Playwright;

namespace CsMonolith.EndToEnd.Tests.Console;

/// <summary>What the figures of a screen should say, by their label, asked of the API.</summary>
internal static class Figures
{
    /// <summary>Each figure of a screen by its label, as it stands there.</summary>
    public static async Task<Dictionary<string, string>> On(IPage page)
    {
        var found = await page.EvaluateAsync<JsonElement>(
            """
            () => [...document.querySelectorAll('#main [data-figure]')].map(one => {
              const hidden = one.querySelector('.visually-hidden')?.textContent ?? '';
              return [one.dataset.figure, one.textContent.slice(hidden.length).trim()];
            })
            """
        );
        var figures = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in found.EnumerateArray())
        {
            figures.TryAdd(pair[0].GetString()!, pair[1].GetString()!);
        }

        return figures;
    }

    /// <summary>The brief's sums over its lines.</summary>
    public static async Task<Dictionary<string, string>> OfBrief(HttpClient client)
    {
        var brief = await client.GetFromJsonAsync<JsonElement>("/v1/brief");
        var lines = brief.GetProperty("arrAtRisk").GetProperty("lines").EnumerateArray().ToList();
        decimal Sum(string part) => lines.Sum(line => line.GetProperty(part).Yen());
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["解約リスク額の合計"] = Shown.MoneyShort(Sum("atRisk")),
            ["解約が決まったARR"] = Shown.MoneyShort(Sum("knownLosses")),
            ["期限を過ぎて未確定のARR"] = Shown.MoneyShort(Sum("overdue")),
        };
    }

    /// <summary>Renewals of the twelve months from this one on, or of so many others.</summary>
    public static async Task<Dictionary<string, string>> OfRenewals(HttpClient client, int months = 12)
    {
        var total = await AtRisk(client, months);
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["更新対象のARR"] = Shown.MoneyShort(total.GetProperty("arr").Yen()),
            ["解約リスク額"] = Shown.MoneyShort(total.GetProperty("atRisk").GetProperty("expected").Yen()),
            ["予測の範囲外"] = Shown.MoneyShort(total.GetProperty("beyondHorizon").Yen()),
            ["確定した解約"] = Shown.MoneyShort(total.GetProperty("knownLosses").Yen()),
        };
    }

    /// <summary>The totals of ARR at risk of so many months from this one on.</summary>
    public static async Task<JsonElement> AtRisk(HttpClient client, int months)
    {
        var today = BusinessDay.Today;
        var risk = await client.GetFromJsonAsync<JsonElement>(
            $"/v1/arr-at-risk?from={today:yyyy-MM}&to={today.AddMonths(months - 1):yyyy-MM}"
        );
        return risk.GetProperty("totals")[0];
    }

    /// <summary>Retention of the twelve months before this one.</summary>
    public static async Task<Dictionary<string, string>> OfRetention(HttpClient client, string more = "")
    {
        var figure = await Measures(client, more);
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["NRR(売上継続率)"] = Rate("net"),
            ["GRR(拡大を除く売上継続率)"] = Rate("gross"),
            ["社数解約率"] = Rate("logoChurn"),
            ["金額解約率"] = Rate("revenueChurn"),
            ["期首MRR"] = Shown.MoneyShort(figure.GetProperty("start").Yen()),
            ["期末MRR"] = Shown.MoneyShort(figure.GetProperty("end").Yen()),
        };

        string Rate(string name) => Shown.Percent(figure.GetProperty(name).GetProperty("value").Ratio());
    }

    /// <summary>The first currency's figure of the twelve months before this one.</summary>
    public static async Task<JsonElement> Measures(HttpClient client, string more = "")
    {
        var today = BusinessDay.Today;
        var measures = await client.GetFromJsonAsync<JsonElement>(
            more.Contains("from=", StringComparison.Ordinal)
                ? $"/v1/retention-measures?pack=standard&{more}"
                : "/v1/retention-measures?pack=standard"
                    + $"&from={today.AddMonths(-12):yyyy-MM}&to={today.AddMonths(-1):yyyy-MM}{more}"
        );
        return measures.GetProperty("figures")[0];
    }
}
