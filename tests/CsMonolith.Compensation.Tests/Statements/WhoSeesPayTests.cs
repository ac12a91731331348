using CsMonolith.Compensation.Statements;
using CsMonolith.Kernel;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Lists;
using CsMonolith.Platform.Requests;
using CsMonolith.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Compensation.Tests.Statements;

public sealed class WhoSeesPayTests
{
    [Fact]
    public async Task A_csm_sees_their_own_statement_and_no_trace_of_others()
    {
        using var compensation = new CompensationAlone();
        var issued = await compensation.Issue();
        compensation.SignIn(CompensationAlone.Sato, Role.Csm);

        var own = await compensation.Send(new GetPayStatement(issued.Statements[0].Id));
        var other = await compensation.Send(new GetPayStatement(issued.Statements[1].Id));
        var list = await compensation.Send(new ListPayStatements(ListAsk.Plain));

        own.Value.PersonId.ShouldBe(CompensationAlone.Sato);
        other.Error!.Code.ShouldBe("pay-statement.not-found");
        list.Value.Items.ShouldHaveSingleItem().PersonId.ShouldBe(CompensationAlone.Sato);
    }

    [Fact]
    public async Task A_leader_sees_the_statements_of_their_teams()
    {
        using var compensation = new CompensationAlone();
        var issued = await compensation.Issue();
        compensation.SignIn(CompensationAlone.Leader, Role.Leader);

        var list = await compensation.Send(new ListPayStatements(ListAsk.Plain));
        var elsewhere = await compensation.Send(new GetPayStatement(issued.Statements[2].Id));

        list.Value.Items.Select(statement => statement.PersonId)
            .ShouldBe([CompensationAlone.Sato, CompensationAlone.Suzuki], ignoreOrder: true);
        elsewhere.Error!.Kind.ShouldBe(ErrorKind.NotFound);
    }

    [Theory]
    [InlineData(Role.Admin)]
    [InlineData(Role.DataScientist)]
    [InlineData(Role.OtherDepartment)]
    [InlineData(Role.IntegrationKey)]
    public async Task Others_may_not_use_the_function_at_all(Role role)
    {
        using var compensation = new CompensationAlone();
        var issued = await compensation.Issue();
        compensation.SignIn(CompensationAlone.Sato, role);

        (await compensation.Send(new GetPayStatement(issued.Statements[0].Id))).Error!.Kind.ShouldBe(
            ErrorKind.Forbidden
        );
        (await compensation.Send(new ListPayStatements(ListAsk.Plain))).Error!.Kind.ShouldBe(ErrorKind.Forbidden);
    }

    [Fact]
    public async Task Finance_reads_everything_and_issues_nothing()
    {
        using var compensation = new CompensationAlone();
        var plan = await compensation.Agree();
        await compensation.Send(new IssuePayStatements(plan, CompensationAlone.March, CompensationAlone.June));
        compensation.SignIn(Guid.CreateVersion7(), Role.Finance);

        (await compensation.Send(new ListPayStatements(ListAsk.Plain))).Value.Items.Count.ShouldBe(3);
        (
            await compensation.Send(new IssuePayStatements(plan, CompensationAlone.June, new Month(2026, 9)))
        ).Error!.Kind.ShouldBe(ErrorKind.Forbidden);
    }

    [Fact]
    public async Task Each_answered_read_leaves_one_audit_row_and_a_refused_one_none()
    {
        using var compensation = new CompensationAlone();
        var issued = await compensation.Issue();
        compensation.SignIn(CompensationAlone.Sato, Role.Csm);

        await compensation.Send(new GetPayStatement(issued.Statements[0].Id));
        await compensation.Send(new GetPayStatement(issued.Statements[1].Id));
        await compensation.Send(new ListPayStatements(ListAsk.Plain));

        var reads = await compensation.InStore(db =>
            db.Set<AuditRow>()
                .Where(row => row.PersonId == CompensationAlone.Sato)
                .OrderBy(row => row.Operation)
                .ToListAsync()
        );
        reads.Select(row => row.Operation).ShouldBe([nameof(GetPayStatement), nameof(ListPayStatements)]);
        reads[0].Request.ShouldContain(issued.Statements[0].Id.ToString());
    }

    [Fact]
    public async Task Statements_are_counted_before_their_accounts_are_taken_away()
    {
        using var compensation = new CompensationAlone();
        await compensation.Issue();
        var accounts = compensation.Owners.Keys.Take(5).ToList();

        var held = await compensation.InScope(services =>
            services.GetServices<IHoldsAccountFacts>().Single().About(accounts, default)
        );

        held!.Value.En.ShouldBe("2 pay statements");
    }
}
