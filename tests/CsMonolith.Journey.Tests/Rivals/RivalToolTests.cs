using CsMonolith.Journey.Contracts;
using CsMonolith.Journey.Rivals;
using CsMonolith.Journey.Timeline;
using CsMonolith.Platform;

namespace CsMonolith.Journey.Tests.Rivals;

public sealed class RivalToolTests : IDisposable
{
    private readonly JourneyAlone _journey = new();

    public void Dispose() => _journey.Dispose();

    [Fact]
    public async Task A_product_is_found_by_any_of_its_names_whatever_their_width_and_case()
    {
        await Register();
        var account = (await _journey.Open("C-1")).Id;

        var tool = await Record(account, "ﾊｲｼｬ ﾅﾋﾞ", new(2026, 10, 1));

        (tool.Product, tool.ProductName).ShouldBe(("navi", "配車ナビ"));
        (await Code(account, "知らない製品")).ShouldBe("journey.rival.unknown-product");
        (await Code(account, "navi")).ShouldBe("journey.rival.known-already");
        (await _journey.Send(new RivalProductsCalled(["HAISHA-NAVI", "nobody"])))
            .ShouldHaveSingleItem()
            .Value.ShouldBe(new RivalProductName("navi", "配車ナビ"));
    }

    [Fact]
    public async Task A_register_names_each_product_once_and_keeps_what_is_in_use()
    {
        var register = await Register();
        await Record((await _journey.Open("C-1")).Id, "navi", new(2026, 10, 1));

        (await Set([new("a", "表", null, ["B"]), new("b", "帳", null, [])], register.Version)).ShouldBe(
            "journey.rival.name-twice"
        );
        (await Set([new("sheet", "表計算", null, [])], register.Version)).ShouldBe("journey.rival.product-in-use");
        (await Set([new("navi", "新配車ナビ", null, [])], version: 0)).ShouldNotBeNull();
        (await Set([new("navi", "新配車ナビ", null, [])], register.Version)).ShouldBeNull();
    }

    [Fact]
    public async Task What_was_in_use_on_a_day_is_told_as_it_was_known()
    {
        await Register();
        var account = (await _journey.Open("C-1")).Id;
        _journey.Time.NoonOf(new(2026, 8, 1));
        var tool = await Record(account, "navi", new(2026, 7, 1));
        _journey.Time.NoonOf(new(2026, 10, 10));
        await Stand(tool.Id, new(2026, 9, 1), RivalStrength.Beside);
        _journey.Time.NoonOf(new(2026, 11, 10));
        await Stand(tool.Id, new(2026, 11, 1), RivalStrength.Beside, inUse: false);
        _journey.Time.NoonOf(JourneyAlone.Today);

        // By hand: a threat from July, beside us from September (learnt in October), gone in November.
        (await On(new(2026, 6, 30), new(2026, 11, 20))).ShouldBeEmpty();
        (await On(new(2026, 9, 30), null)).ShouldHaveSingleItem().ShouldBe(("threat", new DateOnly(2026, 7, 1)));
        (await On(new(2026, 9, 30), new(2026, 11, 20)))
            .ShouldHaveSingleItem()
            .ShouldBe(("beside", new DateOnly(2026, 7, 1)));
        (await On(new(2026, 11, 20), null)).ShouldBeEmpty();
        (await _journey.Send(new RivalToolsAsOf(null, new(2026, 7, 31)))).ShouldBeEmpty();
        (await _journey.Send(new RivalToolsAsOf(null, JourneyAlone.Today)))
            .ShouldHaveSingleItem()
            .Tools.ShouldBeEmpty();

        async Task<IEnumerable<(string, DateOnly)>> On(DateOnly day, DateOnly? known) =>
            (await _journey.Send(new RivalToolsAsOf([account], day, known)))
                .SelectMany(own => own.Tools)
                .Select(one => (one.Strength, one.Since));
    }

    [Fact]
    public async Task An_entry_that_was_wrong_is_taken_back_with_its_reason_and_stays_readable()
    {
        await Register();
        var account = (await _journey.Open("C-1")).Id;
        var tool = await Record(account, "navi", new(2026, 10, 1));
        _journey.Time.NoonOf(JourneyAlone.Today.AddDays(1));
        var void1 = new VoidRivalStanding(tool.Id, tool.History[0].Id, new RivalStandingVoid("別の会社の話"));

        var after = (await _journey.Send(void1)).Value;

        after.Present.ShouldBeNull();
        after.History.ShouldHaveSingleItem().VoidReason.ShouldBe("別の会社の話");
        (await _journey.Send(void1)).Error!.Code.ShouldBe("journey.rival.void-already");
        (await _journey.Send(void1 with { StandingId = tool.Id })).Error!.Code.ShouldBe("rival-standing.not-found");
        (await _journey.Send(void1 with { ToolId = account })).Error!.Code.ShouldBe("rival-tool.not-found");
        (
            await _journey.Send(new RecordRivalStanding(tool.Id, Given(new(2026, 10, 2), RivalStrength.Beside)))
        ).Error!.Code.ShouldBe("journey.rival.withdrawn");
        (await _journey.Send(new RivalToolsAsOf([account], JourneyAlone.Today))).ShouldHaveSingleItem();
        (await _journey.Send(new RivalToolsAsOf([account], JourneyAlone.Today.AddDays(1)))).ShouldBeEmpty();
        (await Record(account, "navi", new(2026, 10, 1))).Id.ShouldNotBe(tool.Id);
        (await _journey.Send(new ListTimeline(account, ListAsk.Plain)))
            .Value.Items.Count(line => line.Kind.StartsWith("rival-tool", StringComparison.Ordinal))
            .ShouldBe(3);
    }

    [Fact]
    public async Task A_list_across_customers_shows_how_each_tool_stands_today()
    {
        await Register();
        var (one, other) = ((await _journey.Open("C-1")).Id, (await _journey.Open("C-2")).Id);
        var navi = await Record(one, "navi", new(2026, 10, 1));
        await Record(other, "sheet", new(2026, 10, 1));
        await Stand(navi.Id, new(2026, 11, 1), RivalStrength.Replaced);
        await Stand(navi.Id, new(2026, 11, 1), RivalStrength.Beside, inUse: false);

        (await List("inUse", "true")).ShouldHaveSingleItem().Product.ShouldBe("sheet");
        (await List("product", "navi")).ShouldHaveSingleItem().InUse.ShouldBeFalse();
        var owner = await _journey.Hire("佐藤");
        await _journey.Own(one, owner);
        _journey.SignIn(owner.Id, Role.PartnerCsm);
        (await List("product", "navi")).ShouldBeEmpty();

        async Task<IReadOnlyList<RivalToolLine>> List(string field, string value) =>
            (
                await _journey.Send(
                    new ListRivalTools(ListAsk.Plain with { Filters = [new Filter(field, FilterOperator.Eq, value)] })
                )
            )
                .Value
                .Items;
    }

    private async Task<RivalProductRegister> Register() =>
        (
            await _journey.Send(
                new SetRivalProducts(
                    new RivalProductOrder([
                        new("navi", "配車ナビ", "ナビテック", ["ハイシャナビ", "Haisha Navi"]),
                        new("sheet", "表計算", null, ["Excel"]),
                    ]),
                    new IfMatch(0)
                )
            )
        ).Value;

    private async Task<string?> Set(IReadOnlyList<RivalProduct> products, long version) =>
        (await _journey.Send(new SetRivalProducts(new RivalProductOrder(products), new IfMatch(version)))).Error?.Code;

    private async Task<ShownRivalTool> Record(Guid account, string product, DateOnly from) =>
        (
            await _journey.Send(
                new RecordRivalTool(account, new NewRivalTool(product, Given(from, RivalStrength.Threat), "物流部"))
            )
        ).Value;

    private async Task<string> Code(Guid account, string product) =>
        (
            await _journey.Send(
                new RecordRivalTool(
                    account,
                    new NewRivalTool(product, Given(new(2026, 10, 1), RivalStrength.Beside), " 物流部 ")
                )
            )
        )
            .Error!
            .Code;

    private async Task Stand(Guid tool, DateOnly from, RivalStrength strength, bool inUse = true) =>
        (
            await _journey.Send(new RecordRivalStanding(tool, Given(from, strength) with { InUse = inUse }))
        ).Error.ShouldBeNull();

    private static GivenRivalStanding Given(DateOnly from, RivalStrength strength) =>
        new(from, strength, "定例会", Seats: 40);
}
