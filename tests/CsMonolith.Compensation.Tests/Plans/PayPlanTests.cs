using CsMonolith.Compensation.Plans;
using CsMonolith.Kernel;
using CsMonolith.Platform.Lists;

namespace CsMonolith.Compensation.Tests.Plans;

public sealed class PayPlanTests
{
    [Fact]
    public async Task The_same_name_again_is_the_next_edition()
    {
        using var compensation = new CompensationAlone();
        await compensation.Draft();

        var second = await compensation.Send(CompensationAlone.Plan with { GateRatio = 1.05m });

        (second.Value.Edition, second.Value.GateRatio).ShouldBe((2, 1.05m));
        (await compensation.Send(new ListPayPlans(ListAsk.Plain)))
            .Value.Items.Select(plan => plan.Edition)
            .ShouldBe([2, 1]);
    }

    [Theory]
    [InlineData(102, "/gateRatio")]
    [InlineData(0.12345678912, "/gateRatio")]
    [InlineData(-1, "/gateRatio")]
    public async Task A_gate_that_is_no_ratio_is_refused(double gate, string pointer)
    {
        using var compensation = new CompensationAlone();

        var drafted = await compensation.Send(CompensationAlone.Plan with { GateRatio = (decimal)gate });

        drafted.Error!.Fields.Select(fault => fault.Pointer).ShouldContain(pointer);
    }

    [Theory]
    [InlineData(0.92, 0.92, 0, 1, "/curve/1")]
    [InlineData(0.90, 0.95, 1, 0.5, "/curve/1")]
    [InlineData(0.90, 1.01, 0, 1, "/curve/1/grr")]
    public async Task A_curve_that_does_not_rise_is_refused(
        double firstGrr,
        double secondGrr,
        double firstFactor,
        double secondFactor,
        string pointer
    )
    {
        using var compensation = new CompensationAlone();

        var drafted = await compensation.Send(
            CompensationAlone.Plan with
            {
                Curve = [new((decimal)firstGrr, (decimal)firstFactor), new((decimal)secondGrr, (decimal)secondFactor)],
            }
        );

        drafted.Error!.Fields.ShouldHaveSingleItem().Pointer.ShouldBe(pointer);
    }

    [Fact]
    public async Task A_stranger_a_repeated_person_and_a_second_currency_are_refused()
    {
        using var compensation = new CompensationAlone();
        var (sato, stranger) = (
            CompensationAlone.Target(CompensationAlone.Sato),
            CompensationAlone.Target(Guid.CreateVersion7())
        );
        var dollars = new PlannedMember(CompensationAlone.Suzuki, new Money(100_00, "USD"));

        foreach (
            var (second, pointer) in new[]
            {
                (stranger, "/members/1/personId"),
                (sato, "/members/1/personId"),
                (dollars, "/members/1/target/currency"),
            }
        )
        {
            var drafted = await compensation.Send(CompensationAlone.Plan with { Members = [sato, second] });
            drafted.Error!.Fields.ShouldHaveSingleItem().Pointer.ShouldBe(pointer);
        }
    }

    [Fact]
    public async Task A_member_sees_the_rules_and_their_own_target_only()
    {
        using var compensation = new CompensationAlone();
        var plan = await compensation.Draft();
        compensation.SignIn(CompensationAlone.Sato, Role.Csm);

        var seen = await compensation.Send(new GetPayPlan(plan));

        seen.Value.Members.ShouldHaveSingleItem().PersonId.ShouldBe(CompensationAlone.Sato);
        seen.Value.Curve.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_plan_of_others_answers_like_a_missing_one()
    {
        using var compensation = new CompensationAlone();
        var plan = await compensation.Draft();
        compensation.SignIn(CompensationAlone.Newcomer, Role.Csm);

        (await compensation.Send(new GetPayPlan(plan))).Error!.Code.ShouldBe("pay-plan.not-found");
        (await compensation.Send(new ListPayPlans(ListAsk.Plain))).Value.Items.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("0.8499", "0/1")]
    [InlineData("0.85", "0/1")]
    [InlineData("0.875", "5/14")]
    [InlineData("0.92", "1/1")]
    [InlineData("0.945", "5/4")]
    [InlineData("0.97", "3/2")]
    [InlineData("1", "3/2")]
    public void The_curve_is_straight_between_points_and_capped(string grr, string factor)
    {
        var curve = PayCurve.Of(CompensationAlone.Plan.Curve).Value;
        var parts = factor.Split('/');

        curve.FactorAt(PayCurve.Exact(grr)).CompareTo(new Ratio(int.Parse(parts[0]), int.Parse(parts[1]))).ShouldBe(0);
    }
}
