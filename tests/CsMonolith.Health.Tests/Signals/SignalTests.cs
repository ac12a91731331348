using CsMonolith.Health.Signals;
using CsMonolith.Health.Tests.Models;
using CsMonolith.Journey.Contracts;
using CsMonolith.Kernel;
using CsMonolith.Platform;
using CsMonolith.Platform.Lists;

namespace CsMonolith.Health.Tests.Signals;

public sealed class SignalTests
{
    private const string Key = "risk.x.2026-10-31";
    private static readonly Guid Customer = Stage.Accounts[0];
    private static readonly Guid Other = Stage.Accounts[1];
    private static readonly Guid Hanako = Guid.Parse("0199a000-0000-7000-8000-000000000011");
    private static readonly Guid Ken = Guid.Parse("0199b000-0000-7000-8000-000000000012");
    private static readonly DateOnly Today = new(2026, 11, 20);

    [Fact]
    public async Task What_is_taken_stands_with_the_name_of_who_took_it_until_it_is_seen_to()
    {
        using var health = Alone();

        var taken = (await health.Send(Answer(SignalDecision.Taken))).Value;
        var listed = await List(health);
        await health.Send(Answer(SignalDecision.Done));

        (taken.Kind, taken.PersonId, taken.PersonName).ShouldBe(("risk", Hanako, HealthAlone.NameOf(Hanako)));
        listed.ShouldHaveSingleItem().ShouldBe(taken);
        (await List(health)).ShouldHaveSingleItem().Decision.ShouldBe(SignalDecision.Done);
    }

    [Fact]
    public async Task What_somebody_has_taken_nobody_else_answers_until_it_is_withdrawn()
    {
        using var health = Alone();
        await health.Send(Answer(SignalDecision.Taken));
        health.SignIn(Ken, Role.CsOps);

        var refused = await health.Send(Answer(SignalDecision.Declined, "届いていない。"));
        var withdrawn = (await health.Send(new WithdrawSignalAnswer(Customer, Key))).Value;
        var answered = await health.Send(Answer(SignalDecision.Taken));

        refused.Error!.Code.ShouldBe("health.signal.taken");
        refused.Error.Ja.ShouldContain(HealthAlone.NameOf(Hanako));
        withdrawn.WasAnswered.ShouldBeTrue();
        answered.Value.PersonId.ShouldBe(Ken);
        (await health.Send(new WithdrawSignalAnswer(Other, Key))).Value.WasAnswered.ShouldBeFalse();
    }

    [Fact]
    public async Task What_was_put_off_or_declined_may_be_answered_anew_by_anybody_and_only_the_newest_stands()
    {
        using var health = Alone();
        await health.Send(Answer(SignalDecision.Deferred, "年度末を待つ。", Today.AddDays(10)));
        health.SignIn(Ken, Role.CsOps);

        await health.Send(Answer(SignalDecision.Declined, " 値下げで合意した。 "));

        var stands = (await List(health)).ShouldHaveSingleItem();
        (stands.Decision, stands.Reason, stands.Until, stands.PersonId).ShouldBe(
            (SignalDecision.Declined, "値下げで合意した。", null, Ken)
        );
    }

    [Fact]
    public async Task A_reason_and_a_day_are_asked_for_where_they_are_needed_and_refused_where_they_mean_nothing()
    {
        using var health = Alone();

        (string Field, string Pointer)[] refused =
        [
            (await Fault(Answer(SignalDecision.Declined)), "/reason"),
            (await Fault(Answer(SignalDecision.Declined, "  ")), "/reason"),
            (await Fault(Answer(SignalDecision.Deferred, "x")), "/until"),
            (await Fault(Answer(SignalDecision.Deferred, "x", Today)), "/until"),
            (await Fault(Answer(SignalDecision.Deferred, "x", Today.AddDays(367))), "/until"),
            (await Fault(Answer(SignalDecision.Taken, until: Today.AddDays(1))), "/until"),
            (await Fault(new AnswerSignal(Customer, "Risk", new(SignalDecision.Taken, "x"))), "/key"),
            (await Fault(new AnswerSignal(Customer, Key, new(SignalDecision.Taken, ""))), "/words"),
        ];

        refused.ShouldAllBe(one => one.Field == one.Pointer);
        (await List(health)).ShouldBeEmpty();

        async Task<string> Fault(AnswerSignal ask) => (await health.Send(ask)).Error!.Fields.First().Pointer;
    }

    [Fact]
    public async Task A_key_or_a_machine_answers_no_signal()
    {
        using var health = Alone();
        health.SignIn(person: null, Role.CsOps);

        (await health.Send(Answer(SignalDecision.Taken))).Error!.Code.ShouldBe("health.signal.no-person");
    }

    [Fact]
    public async Task Of_customers_out_of_sight_nothing_is_answered_withdrawn_or_listed()
    {
        var own = false;
        using var health = Alone();
        health.Answers<AccountsInScope, AccountScope>(_ =>
            own ? new AccountScope(All: false, new HashSet<Guid> { Other }) : AccountScope.Everything
        );
        await health.Send(Answer(SignalDecision.Taken));
        await health.Send(new AnswerSignal(Other, Key, new(SignalDecision.Taken, "x")));
        own = true;
        health.SignIn(Ken, Role.Csm);

        (await health.Send(Answer(SignalDecision.Taken))).Error!.Code.ShouldBe("account.not-found");
        (await health.Send(new WithdrawSignalAnswer(Customer, Key))).Error!.Code.ShouldBe("account.not-found");
        (await List(health)).ShouldHaveSingleItem().AccountId.ShouldBe(Other);
    }

    private static AnswerSignal Answer(SignalDecision decision, string? reason = null, DateOnly? until = null) =>
        new(Customer, Key, new(decision, "解約確率が高い(41 %)", reason, until));

    private static async Task<IReadOnlyList<AnsweredSignal>> List(HealthAlone health) =>
        (await health.Send(new ListSignalAnswers(ListAsk.Plain))).Value.Items;

    private static HealthAlone Alone()
    {
        var health = Stage.Alone();
        health.Time.NoonOf(Today);
        health.SignIn(Hanako, Role.CsOps);
        return health;
    }
}
