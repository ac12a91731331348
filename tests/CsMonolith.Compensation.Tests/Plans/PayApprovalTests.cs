using CsMonolith.Compensation.Plans;
using CsMonolith.Compensation.Statements;
using CsMonolith.Kernel;
using CsMonolith.Platform.Requests;
using CsMonolith.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Compensation.Tests.Plans;

/// <summary>Draft, approval and issue are three acts by at least two people, and never on oneself.</summary>
public sealed class PayApprovalTests
{
    [Fact]
    public async Task Nobody_is_paid_by_a_plan_that_finance_has_not_approved()
    {
        using var compensation = new CompensationAlone();
        var plan = await compensation.Draft();

        var early = await Issue(compensation, plan);
        var approved = await compensation.As(CompensationAlone.Finance, Role.Finance, new ApprovePayPlan(plan));
        var issued = await Issue(compensation, plan);

        early.Error!.Code.ShouldBe("compensation.plan.not-approved");
        (approved.Value.ApprovedBy, approved.Value.ByOnePerson).ShouldBe((CompensationAlone.Finance, false));
        issued.Value.Statements[0].IssuedBy.ShouldBe(compensation.Caller.PersonId);
        issued.Value.Statements.ShouldAllBe(statement => !statement.ByOnePerson);
    }

    [Fact]
    public async Task Operations_approves_nothing_and_a_plan_is_approved_once()
    {
        using var compensation = new CompensationAlone();
        var plan = await compensation.Draft();

        (await compensation.Send(new ApprovePayPlan(plan))).Error!.Code.ShouldBe("platform.not-allowed");
        await compensation.As(CompensationAlone.Finance, Role.Finance, new ApprovePayPlan(plan));
        (await compensation.As(CompensationAlone.Finance, Role.Finance, new ApprovePayPlan(plan))).Error!.Code.ShouldBe(
            "compensation.plan.approved"
        );
    }

    [Fact]
    public async Task Whoever_drafted_a_plan_does_not_approve_it()
    {
        using var compensation = new CompensationAlone();
        compensation.SignIn(CompensationAlone.Finance, Role.CsOps, Role.Finance);
        var plan = await compensation.Draft();

        var refused = await compensation.Send(new ApprovePayPlan(plan));

        refused.Error!.Code.ShouldBe("compensation.plan.drafted-by-yourself");
        refused.Error.Ja.ShouldContain("経理のほかの人");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nobody_approves_or_issues_what_pays_them_even_where_one_may_act_alone(bool oneMayAct)
    {
        using var compensation = new CompensationAlone { OneMayAct = oneMayAct };
        var plan = await compensation.Agree();
        var next = await compensation.Draft();

        compensation.SignIn(CompensationAlone.Sato, Role.CsOps, Role.Finance);
        var approved = await compensation.Send(new ApprovePayPlan(next));
        var issued = await Issue(compensation, plan);

        (approved.Error!.Code, issued.Error!.Code).ShouldBe(("compensation.plan.own", "compensation.plan.own"));
    }

    [Fact]
    public async Task Where_the_rule_is_relaxed_one_person_does_it_all_and_that_is_shown_and_noted()
    {
        using var compensation = new CompensationAlone { OneMayAct = true };
        compensation.SignIn(CompensationAlone.Finance, Role.CsOps, Role.Finance);
        var plan = await compensation.Draft();

        var approved = await compensation.Send(new ApprovePayPlan(plan));
        var issued = await Issue(compensation, plan);

        approved.Value.ByOnePerson.ShouldBeTrue();
        issued.Value.Statements.ShouldAllBe(statement => statement.ByOnePerson);
        var alone = await compensation.InStore(db =>
            db.Set<AuditRow>()
                .Where(row => row.ActedAloneAs != null)
                .OrderBy(row => row.Operation)
                .Select(row => $"{row.Operation} {row.ActedAloneAs}")
                .ToListAsync()
        );
        alone.ShouldBe(["ApprovePayPlan finance", "IssuePayStatements finance"]);
    }

    [Fact]
    public async Task Once_the_rule_is_back_one_person_does_not_issue_what_they_drafted_and_approved()
    {
        using var compensation = new CompensationAlone { OneMayAct = true };
        compensation.SignIn(CompensationAlone.Finance, Role.CsOps, Role.Finance);
        var plan = await compensation.Draft();
        await compensation.Send(new ApprovePayPlan(plan));
        compensation.OneMayAct = false;

        (await Issue(compensation, plan)).Error!.Code.ShouldBe("compensation.statement.nobody-else");
    }

    private static Task<Result<IssuedPayStatements>> Issue(CompensationAlone compensation, Guid plan) =>
        compensation.Send(new IssuePayStatements(plan, CompensationAlone.March, CompensationAlone.June));
}
