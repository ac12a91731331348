using CsMonolith.Host.Tests.Revenue;

namespace CsMonolith.Host.Tests.Health;

/// <summary>
/// A fact of May that is recorded in June, over HTTP: what was known in May stays as it was, and what is known in June
/// is another thing.
/// </summary>
public sealed class LateFactTests : RevenueOverHttp
{
    private static readonly DateOnly Began = new(2026, 2, 1);

    [Fact]
    public async Task A_backdated_change_is_in_junes_snapshot_not_in_mays_and_an_extract_as_of_may_stays_the_same_to_the_byte()
    {
        var scientist = await Person("dataScientist");
        await MoveTo(new(2026, 2, 10));
        var (shrinks, grows) = (await Subscribe("A", "1000", Began), await Subscribe("B", "1000", Began));
        await MoveTo(new(2026, 6, 5));
        await Months("2026-02", "2026-05");
        var (then, open) = (await Extract(scientist, "&knownOn=2026-05-31"), await Extract(scientist, ""));

        // Both are learnt in June.
        await MoveTo(new(2026, 6, 20));
        await Change(shrinks, "600", "2026-05-10");
        await Change(grows, "1500", "2026-03-15");
        await MoveTo(new(2026, 7, 5));
        await Months("2026-05", "2026-06");

        (await Extract(scientist, "&knownOn=2026-05-31")).ShouldBe(then);
        (await Mrr("A", "2026-05-31"), await Mrr("A", "2026-06-30")).ShouldBe((1000, 600));
        var now = await Extract(scientist, "");
        (open.Where(IsExpanded).Count(), now.Where(IsExpanded).Count()).ShouldBe((0, 1));
        now.Single(IsExpanded).Split(',')[1].ShouldBe("2026-02-28");

        static bool IsExpanded(string line) => line.EndsWith(",1", StringComparison.Ordinal);
    }

    private async Task Months(string from, string to)
    {
        await Done(await Post("/v1/month-closes", new { through = to }));
        await Done(await Post("/v1/snapshot-builds", new { from, to }));
    }

    private async Task<decimal> Mrr(string account, string day)
    {
        var found = (await Get($"/v1/snapshots?filter[accountId][eq]={await Account(account)}&filter[asOf][eq]={day}"))[
            "items"
        ]!
            .AsArray()
            .ShouldHaveSingleItem()!;
        var snapshot = await Get($"/v1/snapshots/{found["id"]}");
        return decimal.Parse(
            snapshot["mrr"]!["amount"]!.GetValue<string>(),
            System.Globalization.CultureInfo.InvariantCulture
        );
    }

    private async Task<string[]> Extract(Guid scientist, string more)
    {
        var operations = Client.DefaultRequestHeaders.Authorization;
        await SignInAs(scientist);
        using var answer = await Client.GetAsync(
            $"/v1/training-extracts?from=2026-02&outcome=expanded&horizonDays=30{more}"
        );
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue(text);
        Client.DefaultRequestHeaders.Authorization = operations;
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
