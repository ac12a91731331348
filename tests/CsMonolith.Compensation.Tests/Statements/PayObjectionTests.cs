using CsMonolith.Compensation.Statements;
using CsMonolith.Kernel;

namespace CsMonolith.Compensation.Tests.Statements;

/// <summary>A statement never changes: it is objected to, answered, and corrected by a counter-statement.</summary>
public sealed class PayObjectionTests : IAsyncLifetime
{
    private readonly CompensationAlone _compensation = new();
    private ListedPayStatement _sato = null!;

    public async Task InitializeAsync() => _sato = (await _compensation.Issue()).Statements[0];

    public Task DisposeAsync()
    {
        _compensation.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_counter_statement_pays_the_difference_and_the_statement_stays()
    {
        var less = await Correct(CompensationAlone.Finance, 750_000);
        var more = await Correct(CompensationAlone.Finance, 770_000);

        (less.Value.Difference.Minor, more.Value.Difference.Minor).ShouldBe((-30_000, 20_000));
        var statement = (await _compensation.Send(new GetPayStatement(_sato.Id))).Value;
        (statement.Payout.Minor, statement.Due.Minor).ShouldBe((780_000, 770_000));
        statement.Corrections.Select(one => one.Difference.Minor).ShouldBe([-30_000, 20_000]);
        statement.Corrections.ShouldAllBe(one => one.IssuedBy == CompensationAlone.Finance && !one.ByOnePerson);
    }

    [Fact]
    public async Task Nobody_corrects_their_own_statement_nor_one_that_they_issued()
    {
        var own = await Correct(CompensationAlone.Sato, 999_000);
        var issuer = await Correct(_compensation.Caller.PersonId!.Value, 999_000);
        _compensation.OneMayAct = true;
        var ownStill = await Correct(CompensationAlone.Sato, 999_000);
        var alone = await Correct(_compensation.Caller.PersonId!.Value, 999_000);

        own.Error!.Code.ShouldBe("compensation.statement.own");
        issuer.Error!.Code.ShouldBe("compensation.statement.issued-by-yourself");
        ownStill.Error!.Code.ShouldBe("compensation.statement.own");
        alone.Value.ByOnePerson.ShouldBeTrue();
    }

    [Fact]
    public async Task A_correction_names_what_is_wrong_with_it()
    {
        var same = await Correct(CompensationAlone.Finance, 780_000);
        var foreign = await _compensation.As(
            CompensationAlone.Finance,
            Role.Finance,
            new CorrectPayStatement(_sato.Id, new RightPayout(new Money(1, "USD"), "x"))
        );
        var operations = await _compensation.Send(
            new CorrectPayStatement(_sato.Id, new RightPayout(new Money(1, "JPY"), "x"))
        );

        same.Error!.Code.ShouldBe("compensation.statement.nothing-to-correct");
        foreign.Error!.Fields.ShouldHaveSingleItem().Pointer.ShouldBe("/payout/currency");
        operations.Error!.Code.ShouldBe("platform.not-allowed");
    }

    [Fact]
    public async Task One_objects_to_ones_own_statement_and_somebody_elses_answers_like_a_missing_one()
    {
        var raised = await Object(CompensationAlone.Sato, _sato.Id);
        var again = await Object(CompensationAlone.Sato, _sato.Id);
        var strangers = await Object(CompensationAlone.Suzuki, _sato.Id);
        var missing = await Object(CompensationAlone.Suzuki, Guid.CreateVersion7());

        raised.Error.ShouldBeNull();
        again.Error!.Code.ShouldBe("compensation.objection.open");
        (strangers.Error!.Code, missing.Error!.Code).ShouldBe(("pay-statement.not-found", "pay-statement.not-found"));
        (await _compensation.Send(new GetPayStatement(_sato.Id)))
            .Value.Objections.ShouldHaveSingleItem()
            .Id.ShouldBe(raised.Value.Id);
    }

    [Fact]
    public async Task Finance_answers_once_and_never_its_own_objection()
    {
        var objection = (await Object(CompensationAlone.Sato, _sato.Id)).Value.Id;

        var own = await Answer(CompensationAlone.Sato, objection);
        var issuer = await Answer(_compensation.Caller.PersonId!.Value, objection);
        var answered = await Answer(CompensationAlone.Finance, objection);
        var twice = await Answer(CompensationAlone.Finance, objection);
        var unknown = await Answer(CompensationAlone.Finance, Guid.CreateVersion7());

        own.Error!.Code.ShouldBe("compensation.statement.own");
        issuer.Error!.Code.ShouldBe("compensation.statement.issued-by-yourself");
        (answered.Value.Upheld, answered.Value.AnsweredBy).ShouldBe((true, CompensationAlone.Finance));
        twice.Error!.Code.ShouldBe("compensation.objection.answered");
        unknown.Error!.Kind.ShouldBe(ErrorKind.NotFound);
        (await Object(CompensationAlone.Sato, _sato.Id)).Error.ShouldBeNull();
    }

    private Task<Result<ShownCorrection>> Correct(Guid person, long yen) =>
        _compensation.As(
            person,
            Role.Finance,
            new CorrectPayStatement(_sato.Id, new RightPayout(new Money(yen, "JPY"), "計上月の訂正"))
        );

    private Task<Result<ShownObjection>> Object(Guid person, Guid statement) =>
        _compensation.As(
            person,
            Role.Csm,
            new ObjectToPayStatement(statement, new ObjectionReason("担当でない顧客がある"))
        );

    private Task<Result<ShownObjection>> Answer(Guid person, Guid objection) =>
        _compensation.As(
            person,
            Role.Finance,
            new AnswerPayObjection(objection, new ObjectionVerdict(Upheld: true, "差額を支払います"))
        );
}
