using CsMonolith.Journey.Plans;
using CsMonolith.Journey.Plans.Budgets;
using CsMonolith.Journey.Plans.Orders;

namespace CsMonolith.Journey.Tests.Plans;

public sealed class BudgetTests : IDisposable
{
    private readonly JourneyAlone _journey = new();

    public void Dispose() => _journey.Dispose();

    [Fact]
    public async Task Burn_stands_beside_the_share_of_time_that_is_over()
    {
        var project = await PlannedProject.Open(_journey);
        (await Spend(project, 1000)).Error!.Code.ShouldBe("journey.plan.no-budget");
        (await project.Budget(0, Yen(400_000))).Value.Burn.ShouldBe(0m);
        // 20 November to 28 February are 100 days; 25 of them are over on 15 December.
        await project.Milestone(new(2027, 2, 28));
        _journey.Time.NoonOf(new(2026, 12, 15));

        await Spend(project, 120_000);
        await Spend(project, 60_000);
        await Spend(project, -20_000);

        var budget = (await project.Read()).Budget!;
        (budget.Spent, budget.Burn, budget.Elapsed).ShouldBe((Yen(160_000), 0.4m, 0.25m));
        budget.Spendings.Select(one => one.Amount.Minor).ShouldBe([-20_000, 60_000, 120_000], ignoreOrder: true);
    }

    [Fact]
    public async Task A_budget_of_zero_has_no_burn_and_covers_the_cost()
    {
        var project = await PlannedProject.Open(_journey);
        (await project.Area(PlanArea.Cost)).Covered.ShouldBeFalse();

        (await project.Budget(0, Yen(0))).Value.Burn.ShouldBeNull();

        (await project.Area(PlanArea.Cost)).Covered.ShouldBeTrue();
        (await project.Read()).Budget!.Elapsed.ShouldBeNull();
    }

    [Fact]
    public async Task Money_is_spent_in_the_budgets_currency_and_then_the_currency_stays()
    {
        var project = await PlannedProject.Open(_journey);
        await project.Budget(0, Money.Of("100.00", "USD"));
        (await project.Budget(0, Yen(1))).Error!.Code.ShouldBe("platform.stale");
        (await project.Budget(1, Yen(400_000))).Error.ShouldBeNull();

        (
            await _journey.Send(
                new RecordSpending(project.Id, new NewSpending(JourneyAlone.Today, "x", Money.Of("1.00", "USD")))
            )
        ).Error!.Code.ShouldBe("journey.plan.other-currency");
        await Spend(project, 1);
        (await project.Budget(2, Money.Of("100.00", "USD"))).Error!.Code.ShouldBe("journey.plan.other-currency");
        (await project.Budget(2, Yen(-1))).Error!.Kind.ShouldBe(ErrorKind.Invalid);
        (await Spend(project, 0)).Error!.Kind.ShouldBe(ErrorKind.Invalid);
        (
            await _journey.Send(new RecordSpending(project.Id, new NewSpending(new(2026, 11, 21), "x", Yen(1))))
        ).Error!.Code.ShouldBe("journey.day.not-yet");
    }

    [Fact]
    public async Task What_must_be_sold_for_success_is_kept_with_the_budget()
    {
        var project = await PlannedProject.Open(_journey);
        var sale = new CrossSell("動態管理", Yen(240_000), new(2027, 4, 1), CrossSellState.Planned);

        await _journey.Send(
            new SetProjectBudget(project.Id, new BudgetOrder(Yen(0), LicenceYears: 3, [sale]), new IfMatch(0))
        );

        var budget = (await project.Read()).Budget!;
        (budget.LicenceYears, budget.CrossSells.ShouldHaveSingleItem()).ShouldBe((3, sale));
    }

    [Fact]
    public async Task Four_spendings_at_once_are_all_kept()
    {
        var project = await PlannedProject.Open(_journey);
        await project.Budget(0, Yen(1000));

        var answers = await Task.WhenAll(Enumerable.Range(1, 4).Select(i => Spend(project, i)));

        answers.ShouldAllBe(one => one.Error == null);
        (await project.Read()).Budget!.Spent.ShouldBe(Yen(10));
    }

    [Fact]
    public async Task Procurement_is_complete_until_an_order_is_late()
    {
        var project = await PlannedProject.Open(_journey);
        (await project.Area(PlanArea.Procurement)).Covered.ShouldBeTrue();
        var order = (await Order(new(2026, 11, 18), new(2026, 12, 10))).Value;
        (await project.Area(PlanArea.Procurement)).Covered.ShouldBeTrue();

        _journey.Time.NoonOf(new(2026, 12, 11));

        (await project.Area(PlanArea.Procurement)).Covered.ShouldBeFalse();
        (await project.Read()).Orders.ShouldHaveSingleItem().IsLate.ShouldBeTrue();
        (await Deliver(new(2026, 11, 17))).Error!.Code.ShouldBe("journey.plan.period-backwards");
        (await Deliver(new(2026, 12, 12))).Error!.Code.ShouldBe("journey.day.not-yet");
        (await Deliver(new(2026, 12, 11))).Value.IsLate.ShouldBeFalse();
        (await Deliver(new(2026, 12, 11))).Error!.Code.ShouldBe("journey.plan.delivered");
        (await project.Area(PlanArea.Procurement)).Covered.ShouldBeTrue();
        (await Order(new(2026, 12, 12), new(2026, 12, 13))).Error!.Code.ShouldBe("journey.day.not-yet");
        (await Order(new(2026, 12, 11), new(2026, 12, 10))).Error!.Code.ShouldBe("journey.plan.period-backwards");

        Task<Result<ShownOrder>> Order(DateOnly on, DateOnly expected) =>
            _journey.Send(new PlaceProjectOrder(project.Id, new NewOrder("端末", "みなと機器", on, expected)));

        Task<Result<ShownOrder>> Deliver(DateOnly on) =>
            _journey.Send(new DeliverProjectOrder(order.Id, new OrderDelivery(on)));
    }

    private static Money Yen(long minor) => new(minor, "JPY");

    private Task<Result<ShownSpending>> Spend(PlannedProject project, long minor) =>
        _journey.Send(new RecordSpending(project.Id, new NewSpending(JourneyAlone.Today, "研修", Yen(minor))));
}
