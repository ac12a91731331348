using CsMonolith.Compensation.Contracts;
using CsMonolith.Compensation.Plans;
using CsMonolith.Compensation.Statements;
using CsMonolith.Kernel;
using CsMonolith.Revenue.Contracts;

namespace CsMonolith.Compensation.Tests.Statements;

public sealed class PayStatementTests
{
    [Fact]
    public async Task The_worked_example_is_paid_to_the_yen()
    {
        using var compensation = new CompensationAlone();

        var issued = await compensation.Issue();

        issued.Group.ShouldBe(
            new GroupFigure(
                new Money(240_000_000, "JPY"),
                new Money(251_000_000, "JPY"),
                1.045833m,
                "104.58%",
                1.02m,
                IsOpen: true
            )
        );
        issued
            .Statements.Select(statement => (statement.PersonName, statement.Payout.Minor))
            .ShouldBe([("佐藤", 780_000), ("鈴木", 214_286), ("田中", 900_000)]);
        (await compensation.Published<StatementIssued>()).Count.ShouldBe(3);
    }

    [Theory]
    [InlineData(6_500_000, "101.88%", 0)]
    [InlineData(6_200_000, "102.00%", 780_000)]
    [InlineData(6_200_100, "102.00%", 0)]
    public async Task The_gate_is_judged_on_the_unrounded_ratio(long moreLost, string percent, long sato)
    {
        using var compensation = new CompensationAlone();
        compensation.LoseFromSuzuki(moreLost);

        var issued = await compensation.Issue();

        (issued.Group.Percent, issued.Group.IsOpen).ShouldBe((percent, sato > 0));
        issued.Statements[0].Payout.Minor.ShouldBe(sato);
        issued.Statements.Sum(statement => statement.Payout.Minor).ShouldBe(sato == 0 ? 0 : 780_000 + 900_000);
    }

    [Fact]
    public async Task A_closed_gate_is_explained_in_both_languages_with_what_is_lacking()
    {
        using var compensation = new CompensationAlone();
        compensation.LoseFromSuzuki(6_200_100);
        var issued = await compensation.Issue();

        var statement = (await compensation.Send(new GetPayStatement(issued.Statements[0].Id))).Value;

        statement.Reason!.En.ShouldContain("102.00%, below the gate of 102.00%: 100 JPY of MRR are lacking");
        statement.Reason.Ja.ShouldContain("100 JPY 不足");
        statement.Personal.Factor.ShouldBe(1.3m);
    }

    [Fact]
    public async Task A_statement_opens_to_its_accounts_and_rules()
    {
        using var compensation = new CompensationAlone();
        var issued = await compensation.Issue();

        var statement = (await compensation.Send(new GetPayStatement(issued.Statements[1].Id))).Value;

        statement.Accounts.Sum(account => account.Start.Minor).ShouldBe(80_000_000);
        statement.Accounts.Sum(account => account.Kept.Minor).ShouldBe(70_000_000);
        statement.Accounts.ShouldAllBe(account =>
            account.Kept.Minor == Math.Min(account.Start.Minor, account.End.Minor)
        );
        (statement.Personal.Grr, statement.Personal.ExactFactor, statement.KnownAt).ShouldBe(
            (0.875m, "5/14", CompensationAlone.Close)
        );
        (statement.FormulaVersion, statement.CreditRule, statement.Reason).ShouldBe(
            (PayFormula.Version, "owner-at-window-start", null)
        );
    }

    [Fact]
    public async Task Someone_without_accounts_gets_the_mean_factor_of_the_others()
    {
        using var compensation = new CompensationAlone();

        var issued = await compensation.Issue(
            CompensationAlone.Plan with
            {
                Members = [.. CompensationAlone.Plan.Members, CompensationAlone.Target(CompensationAlone.Newcomer)],
            }
        );

        // (13/10 + 5/14 + 3/2) / 3 of 600,000, rounded once.
        issued
            .Statements.Single(statement => statement.PersonId == CompensationAlone.Newcomer)
            .Payout.Minor.ShouldBe(631_429);
    }

    [Fact]
    public async Task The_same_plan_and_window_again_answer_what_was_issued()
    {
        using var compensation = new CompensationAlone();
        var plan = await compensation.Agree();
        var ask = new IssuePayStatements(plan, CompensationAlone.March, CompensationAlone.June);
        var first = (await compensation.Send(ask)).Value;
        compensation.LoseFromSuzuki(6_500_000);
        compensation.Time.Pass(TimeSpan.FromDays(40));

        var again = (await compensation.Send(ask)).Value;

        again.Group.ShouldBe(first.Group);
        again.Statements.ShouldBe(first.Statements);
        (await compensation.Published<StatementIssued>()).Count.ShouldBe(3);
    }

    [Fact]
    public async Task An_open_month_is_named()
    {
        using var compensation = new CompensationAlone { OpenMonth = new Month(2026, 5) };

        var refused = await compensation.Send(
            new IssuePayStatements(await compensation.Agree(), CompensationAlone.March, CompensationAlone.June)
        );

        refused.Error!.Code.ShouldBe("compensation.statement.month-open");
        refused.Error.Ja.ShouldContain("2026-05");
    }

    [Fact]
    public async Task A_window_is_paid_once_under_whatever_edition()
    {
        using var compensation = new CompensationAlone();
        await compensation.Issue();
        var next = await compensation.Agree();

        var refused = await compensation.Send(new IssuePayStatements(next, new Month(2026, 5), new Month(2026, 7)));
        var after = await compensation.Send(new IssuePayStatements(next, CompensationAlone.June, new Month(2026, 9)));

        refused.Error!.Code.ShouldBe("compensation.statement.overlap");
        after.Error.ShouldBeNull();
    }

    [Fact]
    public async Task A_backward_window_and_an_unknown_plan_are_refused()
    {
        using var compensation = new CompensationAlone();

        var backward = await compensation.Send(
            new IssuePayStatements(Guid.CreateVersion7(), CompensationAlone.June, CompensationAlone.March)
        );
        var unknown = await compensation.Send(
            new IssuePayStatements(Guid.CreateVersion7(), CompensationAlone.March, CompensationAlone.June)
        );

        backward.Error!.Fields.ShouldHaveSingleItem().Pointer.ShouldBe("/end");
        unknown.Error!.Kind.ShouldBe(ErrorKind.NotFound);
    }

    [Fact]
    public async Task Amounts_in_two_currencies_are_not_added_up()
    {
        using var compensation = new CompensationAlone();
        compensation.Accounts[0] = new AccountRetention(
            compensation.Accounts[0].AccountId,
            new Money(100, "USD"),
            new Money(100, "USD")
        );

        var refused = await compensation.Send(
            new IssuePayStatements(await compensation.Agree(), CompensationAlone.March, CompensationAlone.June)
        );

        refused.Error!.Code.ShouldBe("compensation.statement.mixed-currencies");
    }

    [Fact]
    public async Task A_group_without_any_accounts_has_no_gate_to_judge()
    {
        using var compensation = new CompensationAlone();
        compensation.Owners.Clear();

        var refused = await compensation.Send(
            new IssuePayStatements(await compensation.Agree(), CompensationAlone.March, CompensationAlone.June)
        );

        refused.Error!.Code.ShouldBe("compensation.statement.no-book");
    }
}
