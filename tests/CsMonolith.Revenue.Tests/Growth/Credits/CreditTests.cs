using CsMonolith.Kernel;
using CsMonolith.Platform.Requests;
using CsMonolith.Revenue.Contracts;
using CsMonolith.Revenue.Growth.Credits;
using CsMonolith.Revenue.Growth.Expansion;

namespace CsMonolith.Revenue.Tests.Growth.Credits;

public sealed class CreditTests
{
    private static readonly Guid Ae = Guid.CreateVersion7();
    private static readonly Guid Csm = Guid.CreateVersion7();
    private static readonly Guid Partner = Guid.CreateVersion7();

    [Fact]
    public async Task A_deal_is_divided_by_the_split_of_the_day_it_was_won_and_its_parts_add_up_to_the_yen()
    {
        using var revenue = new RevenueAlone();
        var deal = await Open(revenue, "A");
        await Divide(revenue, deal, new(2026, 10, 1), 33.33m, 33.33m, 33.34m);
        await Divide(revenue, deal, new(2026, 11, 15), 80m, 10m, 10m);
        await Win(revenue, deal, new(2026, 11, 14), "1000001");

        var credited = (await revenue.Send(new GetCreditedArr(new(2026, 11, 1), new(2026, 11, 30)))).Value;

        credited.Won.ShouldBe([Money.Of("1000001", "JPY")]);
        credited
            .Lines.Select(line => (line.Role, line.Arr.Minor))
            .ShouldBe([("ae", 333_300L), ("cs", 333_300L), ("partner", 333_401L)]);
        credited.Lines.Sum(line => line.Arr.Minor).ShouldBe(1_000_001);
        var paid = (await revenue.Send(new DealsCredited(new(2026, 11, 1), new(2026, 11, 30)))).ShouldHaveSingleItem();
        paid.Credits.Select(credit => (credit.Role, credit.Percent, credit.Amount.Minor))
            .ShouldBe([("ae", 33.33m, 333_300L), ("cs", 33.33m, 333_300L), ("partner", 33.34m, 333_401L)]);
    }

    [Fact]
    public async Task Of_two_splits_from_one_day_the_later_recorded_stands_and_a_deal_without_one_is_shown_as_such()
    {
        using var revenue = new RevenueAlone();
        var (divided, bare) = (await Open(revenue, "A"), await Open(revenue, "B"));
        await Divide(revenue, divided, new(2026, 10, 1), 50m, 30m, 20m);
        revenue.Time.NoonOf(new(2026, 11, 21));
        await Divide(revenue, divided, new(2026, 10, 1), 20m, 60m, 20m);
        await Win(revenue, divided, new(2026, 11, 20), "1000");
        await Win(revenue, bare, new(2026, 11, 20), "500");

        var credited = (await revenue.Send(new GetCreditedArr(new(2026, 11, 1), new(2026, 11, 30)))).Value;

        credited.Lines.Select(line => line.Arr.Minor).ShouldBe([200L, 600L, 200L]);
        (credited.Won.Single().Minor, credited.Uncredited.Single().Minor).ShouldBe((1500, 500));
        (await revenue.Send(new ListCreditSplits(divided.Id, Platform.Lists.ListAsk.Plain))).Value.Items.Count.ShouldBe(
            2
        );
    }

    [Theory]
    [InlineData(50, 30, 19.99)]
    [InlineData(50, 30, 20.01)]
    [InlineData(100, 0, 0)]
    [InlineData(60, 60, -20)]
    public async Task Shares_that_are_not_a_hundred_percent_of_parts_above_nothing_are_refused(
        double ae,
        double cs,
        double partner
    )
    {
        using var revenue = new RevenueAlone();
        var deal = await Open(revenue, "A");

        (
            await revenue.Send(
                new DivideCredit(deal.Id, new(2026, 10, 1), Shares((decimal)ae, (decimal)cs, (decimal)partner))
            )
        ).Error!.Code.ShouldBe("platform.invalid");
    }

    [Fact]
    public async Task A_partners_share_is_an_organisations_and_nobody_has_two_in_one_role()
    {
        using var revenue = new RevenueAlone();
        var deal = await Open(revenue, "A");

        (
            await revenue.Send(new DivideCredit(deal.Id, new(2026, 10, 1), [new(CreditRole.Partner, Ae, null, 100m)]))
        ).Error!.Code.ShouldBe("platform.invalid");
        (
            await revenue.Send(
                new DivideCredit(
                    deal.Id,
                    new(2026, 10, 1),
                    [new(CreditRole.Ae, Ae, null, 50m), new(CreditRole.Ae, Ae, null, 50m)]
                )
            )
        ).Error!.Code.ShouldBe("platform.invalid");
        (
            await revenue.Send(new DivideCredit(Guid.CreateVersion7(), new(2026, 10, 1), Shares(50m, 30m, 20m)))
        ).Error!.Code.ShouldBe("opportunity.not-found");
    }

    private static IReadOnlyList<CreditShare> Shares(decimal ae, decimal cs, decimal partner) =>
        [
            new(CreditRole.Ae, Ae, null, ae),
            new(CreditRole.Cs, Csm, null, cs),
            new(CreditRole.Partner, null, Partner, partner),
        ];

    private static async Task Divide(
        RevenueAlone revenue,
        ExpansionOpportunityRow deal,
        DateOnly from,
        decimal ae,
        decimal cs,
        decimal partner
    ) => (await revenue.Send(new DivideCredit(deal.Id, from, Shares(ae, cs, partner)))).Error.ShouldBeNull();

    [Fact]
    public async Task Whoever_is_not_there_gets_no_share_and_owns_no_deal_and_each_is_named_with_its_field()
    {
        using var revenue = new RevenueAlone();
        var deal = await Open(revenue, "A");
        var (stranger, strangePartner) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        revenue.Strangers.Add(stranger);

        var refused = (
            await revenue.Send(
                new DivideCredit(
                    deal.Id,
                    new(2026, 10, 1),
                    [
                        new(CreditRole.Ae, Ae, null, 50m),
                        new(CreditRole.Cs, stranger, null, 30m),
                        new(CreditRole.Partner, null, strangePartner, 20m),
                    ]
                )
            )
        ).Error!;
        var owned = (
            await revenue.Send(
                new OpenExpansionOpportunity(
                    revenue.Account("A"),
                    ExpansionKind.CrossSell,
                    "地図",
                    "x",
                    "x",
                    Money.Of("1000", "JPY"),
                    OwnerId: stranger
                )
            )
        ).Error!;

        refused.Fields.Select(fault => fault.Pointer).ShouldBe(["/shares/1/personId", "/shares/2/partnerId"]);
        refused.Fields[1].En.ShouldContain(strangePartner.ToString());
        owned.Fields.ShouldHaveSingleItem().Pointer.ShouldBe("/ownerId");
    }

    private static async Task<ExpansionOpportunityRow> Open(RevenueAlone revenue, string account)
    {
        revenue.Partners[revenue.Account(account)] = Partner;
        return (
            await revenue.Send(
                new OpenExpansionOpportunity(
                    revenue.Account(account),
                    ExpansionKind.Upsell,
                    "配車",
                    "席数の不足",
                    "配車の効率化",
                    Money.Of("1000", "JPY")
                )
            )
        ).Value;
    }

    private static async Task Win(RevenueAlone revenue, ExpansionOpportunityRow deal, DateOnly on, string won) =>
        (
            await revenue.Send(
                new MoveExpansionOpportunity(
                    deal.Id,
                    OpportunityStage.Won,
                    on,
                    Money.Of(won, "JPY"),
                    null,
                    new IfMatch(deal.Version)
                )
            )
        ).Error.ShouldBeNull();
}
