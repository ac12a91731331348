using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace CsMonolith.EndToEnd.Tests;

/// <summary>
/// ARR at risk added up by hand, from the subscriptions and scores that a host lists: nothing of the host's own
/// arithmetic is used.
/// </summary>
internal static class ArrAtRiskSum
{
    private const int MonthsAhead = 59;

    /// <summary>
    /// Compares the host's totals and lines with the sum over its subscriptions. The news of scores is on its way for
    /// a while after a scoring has ended, so it is asked again until it is there.
    /// </summary>
    public static async Task ShouldAddUp(HttpClient client)
    {
        var subscriptions = await All(client, "/v1/subscriptions");
        var scores = new Dictionary<string, Chance?>(StringComparer.Ordinal);
        foreach (var account in subscriptions.Select(row => Text(row, "accountId")).Distinct())
        {
            var newest = (await Read(client, $"/v1/accounts/{account}/churn-scores?limit=1")).GetProperty("items");
            scores[account] = newest.GetArrayLength() == 0 ? null : Chance.Of(newest[0]);
        }

        for (var tries = 0; ; tries++)
        {
            var first = await Read(client, $"/v1/arr-at-risk?{Window(DateOnly.MinValue)}");
            var today = DateOnly.FromDateTime(first.GetProperty("asOf").GetDateTime().AddHours(9));
            var answer = await Read(client, $"/v1/arr-at-risk?{Window(today)}");
            var (expected, said) = (Sum(subscriptions, scores, today), Said(answer));
            if (said == expected || tries == 100)
            {
                said.ShouldBe(expected);
                expected.Contracts.ShouldBeGreaterThan(0, "a demo without a term that ends shows nothing");
                expected.AtRisk.ShouldBeGreaterThan(0);
                LinesOf(answer).ShouldBe(expected with { AtRisk = 0 });
                return;
            }

            await Task.Delay(100);
        }
    }

    private static Total Sum(
        IReadOnlyList<JsonElement> subscriptions,
        Dictionary<string, Chance?> scores,
        DateOnly today
    )
    {
        var (contracts, arr, atRisk, unscored, beyond) = (0, 0m, 0m, 0m, 0m);
        foreach (var row in subscriptions)
        {
            var yearly = 12 * Money(row.GetProperty("mrr"));
            if (yearly == 0 || TermEnd(row, today) is not { } end)
            {
                continue;
            }

            (contracts, arr) = (contracts + 1, arr + yearly);
            if (scores[Text(row, "accountId")] is not { } chance)
            {
                unscored += yearly;
            }
            else if (end.DayNumber - chance.AsOf.DayNumber >= chance.HorizonDays)
            {
                beyond += yearly;
            }
            else
            {
                atRisk += yearly * decimal.Round((decimal)chance.Probability, 6);
            }
        }

        return new Total(contracts, arr, decimal.Round(atRisk, MidpointRounding.AwayFromZero), unscored, beyond);
    }

    // Year by year from the start, each from the anchor itself.
    private static DateOnly? TermEnd(JsonElement row, DateOnly today)
    {
        if (Day(row, "lastPaidDay") is { } end)
        {
            return end >= today ? end : null;
        }

        if (Text(row, "billingInterval") != "year")
        {
            return null;
        }

        var (start, years) = (Day(row, "startsOn")!.Value, 1);
        while (start.AddYears(years).AddDays(-1) < today)
        {
            years++;
        }

        return start.AddYears(years).AddDays(-1);
    }

    private static Total Said(JsonElement answer)
    {
        var totals = answer.GetProperty("totals");
        totals.GetArrayLength().ShouldBe(1, "the demo pays in one currency");
        return Figures(totals[0]) with { AtRisk = Money(totals[0].GetProperty("atRisk").GetProperty("expected")) };
    }

    private static Total LinesOf(JsonElement answer) =>
        answer
            .GetProperty("lines")
            .EnumerateArray()
            .Select(Figures)
            .Aggregate(
                (sum, line) =>
                    new Total(
                        sum.Contracts + line.Contracts,
                        sum.Arr + line.Arr,
                        0,
                        sum.Unscored + line.Unscored,
                        sum.Beyond + line.Beyond
                    )
            );

    private static Total Figures(JsonElement line) =>
        new(
            line.GetProperty("renewals").GetInt32(),
            Money(line.GetProperty("arr")),
            0,
            Money(line.GetProperty("unscored")),
            Money(line.GetProperty("beyondHorizon"))
        );

    private static string Window(DateOnly from)
    {
        var first = from == DateOnly.MinValue ? new DateOnly(2026, 1, 1) : from;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"from={first:yyyy-MM}&to={first.AddMonths(MonthsAhead):yyyy-MM}"
        );
    }

    private static async Task<IReadOnlyList<JsonElement>> All(HttpClient client, string path)
    {
        var (rows, cursor) = (new List<JsonElement>(), "");
        do
        {
            var page = await Read(
                client,
                $"{path}?limit=200{(cursor.Length > 0 ? $"&cursor={Uri.EscapeDataString(cursor)}" : "")}"
            );
            rows.AddRange(page.GetProperty("items").EnumerateArray());
            cursor =
                page.TryGetProperty("nextCursor", out var next) && next.ValueKind == JsonValueKind.String
                    ? next.GetString()!
                    : "";
        } while (cursor.Length > 0);

        return rows;
    }

    private static Task<JsonElement> Read(HttpClient client, string path) => client.GetFromJsonAsync<JsonElement>(path);

    private static string Text(JsonElement row, string name) => row.GetProperty(name).GetString()!;

    private static DateOnly? Day(JsonElement row, string name) =>
        row.TryGetProperty(name, out var day) && day.ValueKind == JsonValueKind.String
            ? DateOnly.ParseExact(day.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture)
            : null;

    private static decimal Money(JsonElement money) =>
        decimal.Parse(money.GetProperty("amount").GetString()!, CultureInfo.InvariantCulture);

    private sealed record Total(int Contracts, decimal Arr, decimal AtRisk, decimal Unscored, decimal Beyond);

    private sealed record Chance(DateOnly AsOf, double Probability, int HorizonDays)
    {
        public static Chance Of(JsonElement score) =>
            new(
                Day(score, "asOf")!.Value,
                score.GetProperty("probability").GetDouble(),
                score.GetProperty("horizonDays").GetInt32()
            );
    }
}
