using CsMonolith.Journey.Contracts;
using CsMonolith.Kernel;
using CsMonolith.Revenue.Retention.Churns;
using CsMonolith.Revenue.Value;

namespace CsMonolith.Revenue.Tests.Value;

public sealed class RivalFigureTests
{
    private static readonly DateOnly Today = new(2026, 11, 20);

    [Fact]
    public async Task Each_product_shows_the_arr_of_the_customers_that_use_it_each_counted_once()
    {
        using var revenue = await Company();

        var figures = (await revenue.Send(new GetRivalFigures(AsOf: null))).Value;

        // By hand: A pays 100 a month and B 50, both use navi, A in two departments, once as a threat; 12 months.
        figures
            .Rows.Select(row =>
                (row.Product, row.Name, row.Accounts, row.Threatened, row.Arr, row.ThreatenedArr, row.Lost)
            )
            .ShouldBe([
                ("navi", "配車ナビ", 2, 1, Money.Of("1800", "JPY"), Money.Of("1200", "JPY"), 1),
                ("sheet", "表計算", 1, 0, Money.Of("600", "JPY"), Money.Zero("JPY"), 0),
            ]);
    }

    [Fact]
    public async Task A_csm_reads_the_figures_of_their_own_customers_only()
    {
        using var revenue = await Company();
        revenue.InSight.Add(revenue.Account("B"));
        revenue.SignIn(Guid.CreateVersion7(), Role.Csm);

        (await revenue.Send(new GetRivalFigures(AsOf: null)))
            .Value.Rows.Select(row => (row.Product, row.Accounts, row.Lost))
            .ShouldBe([("navi", 1, 0), ("sheet", 1, 0)]);
    }

    [Fact]
    public async Task A_prospect_is_no_customer_in_them_and_no_day_ahead_is_told_of()
    {
        using var revenue = await Company();
        revenue.Rivals.Add(new RivalsAsOf(revenue.Account("P"), [Tool("navi", null, "threat")]));
        revenue.Prospects.UnionWith([revenue.Account("P"), revenue.Account("gone")]);

        (await revenue.Send(new GetRivalFigures(Today)))
            .Value.Rows.Select(row => (row.Product, row.Accounts, row.Threatened, row.Lost))
            .ShouldBe([("navi", 2, 1, 0), ("sheet", 1, 0, 0)]);
        (await revenue.Send(new GetRivalFigures(Today.AddDays(1)))).Error!.Code.ShouldBe("revenue.day-ahead");
    }

    [Fact]
    public async Task What_a_customer_got_is_laid_beside_what_else_it_uses()
    {
        using var revenue = await Company();

        var rivals = (await revenue.Send(new GetValueLedger(revenue.Account("A")))).Value.Rivals;

        rivals
            .Select(one => (one.Name, one.Department, one.Strength, one.CostPerYear))
            .ShouldBe([("配車ナビ", "物流部", "threat", Money.Of("960", "JPY")), ("配車ナビ", "本社", "beside", null)]);
    }

    private static async Task<RevenueAlone> Company()
    {
        var revenue = new RevenueAlone();
        revenue.Time.NoonOf(Today);
        revenue.RivalProducts["navi"] = new("navi", "配車ナビ");
        revenue.RivalProducts["sheet"] = new("sheet", "表計算");
        await revenue.Subscribe("A", "100", new(2026, 4, 1));
        await revenue.Subscribe("B", "50", new(2026, 4, 1));
        revenue.Rivals.Add(
            new RivalsAsOf(
                revenue.Account("A"),
                [Tool("navi", "物流部", "threat", Money.Of("960", "JPY")), Tool("navi", "本社", "beside")]
            )
        );
        revenue.Rivals.Add(
            new RivalsAsOf(revenue.Account("B"), [Tool("navi", null, "beside"), Tool("sheet", null, "beside")])
        );
        await revenue.Send(new RecordChurnEvent("C-1", revenue.Account("gone"), new(2026, 9, 30), LostTo: "navi"));
        return revenue;
    }

    private static RivalToolAsOf Tool(string product, string? department, string strength, Money? cost = null) =>
        new(
            Guid.CreateVersion7(),
            product,
            product == "navi" ? "配車ナビ" : "表計算",
            department,
            new(2026, 6, 1),
            strength,
            Seats: null,
            Share: null,
            cost
        );
}
