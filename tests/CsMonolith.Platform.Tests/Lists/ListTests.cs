using CsMonolith.Platform.Lists;
using CsMonolith.Platform.Tests.Shop;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace CsMonolith.Platform.Tests.Lists;

public sealed class ListTests : IDisposable
{
    private readonly ShopAlone _shop = new();

    public void Dispose() => _shop.Dispose();

    [Theory]
    [InlineData("?filter[name][eq]=Beta", "2")]
    [InlineData("?filter[name][ne]=Beta", "1,3,4,5")]
    [InlineData("?filter[name][contains]=A", "1,2,3,4,5")]
    [InlineData("?filter[externalId][in]=1,3", "1,3")]
    [InlineData("?filter[seats][gte]=20&filter[seats][lt]=30", "2")]
    [InlineData("?filter[seats][eq]=null", "4,5")]
    [InlineData("?filter[startedOn][gt]=2026-01-02", "3")]
    [InlineData("?filter[seenAt][lte]=2026-01-02T00:00:00Z", "1,2")]
    [InlineData("?filter[active][eq]=true", "1,3")]
    public async Task A_filter_keeps_what_it_says(string query, string ids)
    {
        await Fill();

        (await Ids(query)).Order(StringComparer.Ordinal).ShouldBe(ids.Split(','));
    }

    [Theory]
    [InlineData("filter[name][contains]", "カブシキ", "J-1,J-2")]
    [InlineData("filter[name][contains]", "ｶﾌﾞｼｷ", "J-1,J-2")]
    [InlineData("filter[name][eq]", "ｶﾌﾞｼｷｶﾞｲｼｬ テスト", "J-1,J-2")]
    [InlineData("filter[name][ne]", "カブシキガイシャ テスト", "J-3")]
    [InlineData("filter[externalId][eq]", "Ｊ－１", "J-1")]
    [InlineData("filter[externalId][in]", "Ｊ－１,J-3", "J-1,J-3")]
    public async Task Width_and_kana_forms_do_not_hide_a_row(string filter, string value, string ids)
    {
        await _shop.Hold(
            new Customer(Guid.NewGuid(), "J-1", "ｶﾌﾞｼｷｶﾞｲｼｬ ﾃｽﾄ"),
            new Customer(Guid.NewGuid(), "J-2", "カブシキガイシャ テスト"),
            new Customer(Guid.NewGuid(), "J-3", "Other")
        );

        (await Ids($"?{filter}={Uri.EscapeDataString(value)}")).Order(StringComparer.Ordinal).ShouldBe(ids.Split(','));
    }

    [Theory]
    [InlineData("?sort=seats,externalId", "1,2,3,4,5")]
    [InlineData("?sort=-seats,externalId", "3,2,1,4,5")]
    [InlineData("?sort=-startedOn,-externalId", "3,2,1,5,4")]
    [InlineData("?sort=active,externalId", "2,1,3,4,5")]
    [InlineData("?sort=-active,externalId", "1,3,2,4,5")]
    [InlineData("?sort=-seenAt,externalId", "3,2,1,4,5")]
    public async Task Nulls_come_last_and_pages_join_without_a_seam(string query, string ids)
    {
        await Fill();

        (await Ids(query)).ShouldBe(ids.Split(','));
        (await Walk(query + "&limit=2")).ShouldBe(ids.Split(','));
        (await Walk(query + "&limit=1")).ShouldBe(ids.Split(','));
    }

    [Fact]
    public async Task Equal_keys_are_told_apart_by_the_id()
    {
        await _shop.Hold([.. Enumerable.Range(0, 23).Select(i => new Customer(Guid.NewGuid(), $"E{i}", "Same"))]);

        (await Walk("?sort=name&limit=5")).Distinct().Count().ShouldBe(23);
    }

    [Fact]
    public async Task A_row_that_was_there_is_seen_once_whatever_is_inserted()
    {
        await Fill();
        var first = (await _shop.Send(new ListCustomers(Ask("?sort=externalId&limit=2")))).Value;
        await _shop.Hold(
            new Customer(Guid.CreateVersion7(), "0", "Early"),
            new Customer(Guid.CreateVersion7(), "25", "Between")
        );

        var rest = (
            await _shop.Send(new ListCustomers(Ask($"?sort=externalId&limit=9&cursor={first.NextCursor}")))
        ).Value;

        first.Items.ShouldBe(["1", "2"]);
        rest.Items.ShouldBe(["25", "3", "4", "5"]);
        rest.NextCursor.ShouldBeNull();
    }

    [Fact]
    public async Task A_cursor_is_good_for_its_own_question_only()
    {
        await Fill();
        var cursor = (await _shop.Send(new ListCustomers(Ask("?sort=seats&limit=2")))).Value.NextCursor!;
        var forged = (cursor[0] == 'A' ? 'B' : 'A') + cursor[1..];

        foreach (
            var query in new[]
            {
                $"?sort=seats&cursor={forged}",
                $"?sort=-seats&cursor={cursor}",
                $"?sort=seats&filter[name][eq]=Beta&cursor={cursor}",
                "?sort=seats&cursor=nonsense!",
            }
        )
        {
            (await _shop.Send(new ListCustomers(Ask(query)))).Error!.Fields[0].Pointer.ShouldBe("cursor");
        }
    }

    [Fact]
    public async Task A_cursor_is_good_for_its_own_address_only()
    {
        await Fill();
        var cursor = (await _shop.Send(new ListCustomers(Ask("?limit=2") with { List = "/v1/accounts/1/contacts" })))
            .Value
            .NextCursor;

        var refused = await _shop.Send(
            new ListCustomers(Ask($"?limit=2&cursor={cursor}") with { List = "/v1/accounts/2/contacts" })
        );

        refused.Error!.Fields.ShouldHaveSingleItem().Pointer.ShouldBe("cursor");
    }

    [Theory]
    [InlineData("?sorte=name", "Did you mean sort?", "「sort」ではありませんか")]
    [InlineData("?sort=-seat", "Did you mean seats", "「seats」")]
    [InlineData("?filter[nmae][eq]=x", "Did you mean name?", "「name」ではありませんか")]
    public async Task A_misspelt_name_is_answered_with_the_nearest(string query, string en, string ja)
    {
        var fault = (await _shop.Send(new ListCustomers(Ask(query)))).Error!.Fields.ShouldHaveSingleItem();

        fault.En.ShouldContain(en);
        fault.Ja.ShouldContain(ja);
    }

    [Theory]
    [InlineData("?filter[nme][eq]=x", "filter[nme][eq]")]
    [InlineData("?filter[seats][eq]=many", "filter[seats][eq]")]
    [InlineData("?filter[seats][contains]=1", "filter[seats][contains]")]
    [InlineData("?filter[name][like]=x", "filter[name][like]")]
    [InlineData("?filter[name][eq]=%00", "filter[name][eq]")]
    [InlineData("?filter[name][contains]=a%00", "filter[name][contains]")]
    [InlineData("?sort=size", "sort")]
    [InlineData("?limit=0", "limit")]
    [InlineData("?limit=201", "limit")]
    [InlineData("?limit=1&limit=2", "limit")]
    [InlineData("?page=2", "page")]
    public async Task What_the_grammar_does_not_know_is_refused_by_name(string query, string parameter)
    {
        var refused = await _shop.Send(new ListCustomers(Ask(query)));

        refused.Error!.Fields.ShouldHaveSingleItem().Pointer.ShouldBe(parameter);
    }

    private static ListAsk Ask(string query) => ListAsk.From(new QueryCollection(QueryHelpers.ParseQuery(query)));

    private async Task<IReadOnlyList<string>> Ids(string query) =>
        (await _shop.Send(new ListCustomers(Ask(query)))).Value.Items;

    private async Task<IReadOnlyList<string>> Walk(string query)
    {
        var seen = new List<string>();
        for (string? cursor = ""; cursor is not null; )
        {
            var page = (
                await _shop.Send(new ListCustomers(Ask(query + (cursor.Length > 0 ? $"&cursor={cursor}" : ""))))
            ).Value;
            seen.AddRange(page.Items);
            cursor = page.NextCursor;
        }

        return seen;
    }

    private Task Fill() =>
        _shop.Hold(
            new Customer(Guid.CreateVersion7(), "1", "Alpha")
            {
                Seats = 10,
                StartedOn = new(2026, 1, 1),
                SeenAt = Day(1),
                Active = true,
            },
            new Customer(Guid.CreateVersion7(), "2", "Beta")
            {
                Seats = 20,
                StartedOn = new(2026, 1, 2),
                SeenAt = Day(2),
                Active = false,
            },
            new Customer(Guid.CreateVersion7(), "3", "Gamma")
            {
                Seats = 30,
                StartedOn = new(2026, 1, 3),
                SeenAt = Day(3),
                Active = true,
            },
            new Customer(Guid.CreateVersion7(), "4", "Delta"),
            new Customer(Guid.CreateVersion7(), "5", "alpha")
        );

    private static DateTime Day(int day) => new(2026, 1, day, 0, 0, 0, DateTimeKind.Utc);
}
