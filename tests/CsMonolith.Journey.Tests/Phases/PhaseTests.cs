using CsMonolith.Journey.Goals;
using CsMonolith.Journey.Phases;
using CsMonolith.Platform;
using AllPhases = CsMonolith.Journey.Contracts.Phases;

namespace CsMonolith.Journey.Tests.Phases;

public sealed class PhaseTests : IDisposable
{
    private readonly JourneyAlone _journey = new();

    public void Dispose() => _journey.Dispose();

    [Fact]
    public async Task Onboarding_is_not_left_without_a_success_definition()
    {
        var account = await _journey.Open("C-1");
        await Enter(account.Id, "introduction", new(2026, 10, 1));

        var refused = await Enter(account.Id, "operation", new(2026, 11, 1));

        refused.Error!.Code.ShouldBe("journey.phase.no-success-definition");
    }

    [Fact]
    public async Task With_a_success_definition_the_next_phase_is_entered_and_is_news()
    {
        var sato = await _journey.Hire("sato");
        var account = await _journey.Open("C-1");
        await _journey.DefineSuccess(account.Id, sato.Id);

        var entered = await Enter(account.Id, "運用期", new(2026, 11, 1));

        entered.Value.Phase.ShouldBe("operation");
        (await _journey.Published<AccountEnteredPhase>())
            .ShouldHaveSingleItem()
            .ShouldBe(new AccountEnteredPhase(account.Id, "operation", new(2026, 11, 1)));
    }

    [Theory]
    [InlineData("start-up", "introduction")]
    [InlineData("Onboarding", "introduction")]
    [InlineData("オンボーディング", "introduction")]
    [InlineData("operate", "operation")]
    [InlineData("adoption", "use")]
    [InlineData("USE", "use")]
    [InlineData("loyalty", "settled")]
    [InlineData("expansion", "settled")]
    [InlineData("定着期", "settled")]
    public void Every_vocabulary_maps_onto_the_usual_set(string word, string code) =>
        new PhaseSet(PhaseSet.TheOnly).Find(word)!.Code.ShouldBe(code);

    [Fact]
    public async Task An_unknown_phase_a_coming_day_and_a_repeat_are_refused()
    {
        var account = await _journey.Open("C-1");
        await Enter(account.Id, "introduction", new(2026, 10, 1));

        (await Enter(account.Id, "nirvana", new(2026, 11, 1))).Error!.Code.ShouldBe("journey.phase.unknown");
        (await Enter(account.Id, "introduction", new(2026, 11, 21))).Error!.Code.ShouldBe("journey.day.not-yet");
        (await Enter(account.Id, "introduction", new(2026, 11, 1))).Error!.Code.ShouldBe("journey.phase.already-in");
    }

    [Fact]
    public async Task A_phase_is_told_for_each_day_of_its_own()
    {
        var sato = await _journey.Hire("sato");
        var account = await _journey.Open("C-1");
        await _journey.DefineSuccess(account.Id, sato.Id);
        await Enter(account.Id, "introduction", new(2026, 9, 1));
        await Enter(account.Id, "operation", new(2026, 11, 1));
        var (before, first, second) = (
            new AccountDay(account.Id, new(2026, 8, 31)),
            new AccountDay(account.Id, new(2026, 10, 31)),
            new AccountDay(account.Id, new(2026, 11, 1))
        );

        var phases = await _journey.Send(new PhasesOn([before, first, second]));

        phases.ShouldBe(
            new Dictionary<AccountDay, string> { [first] = "introduction", [second] = "operation" },
            ignoreOrder: true
        );
    }

    [Fact]
    public async Task The_history_of_an_account_out_of_scope_is_not_found()
    {
        var sato = await _journey.Hire("sato");
        var account = await _journey.Open("C-1");
        await Enter(account.Id, "introduction", new(2026, 9, 1));
        (await _journey.Send(new ListAccountPhases(account.Id, ListAsk.Plain)))
            .Value.Items.ShouldHaveSingleItem()
            .Phase.ShouldBe("introduction");

        _journey.SignIn(sato.Id, Role.Csm);

        (await _journey.Send(new ListAccountPhases(account.Id, ListAsk.Plain))).Error.ShouldBe(
            PlatformErrors.NotFound("account", account.Id)
        );
        (await Enter(account.Id, "introduction", new(2026, 9, 1))).Error.ShouldBe(
            PlatformErrors.NotFound("account", account.Id)
        );
    }

    [Fact]
    public async Task The_set_can_be_changed_with_the_version_read()
    {
        var usual = (await _journey.Send(new GetPhaseSet())).Value;
        PhaseOrder renamed = new([usual.Phases[0] with { Ja = "立ち上げ期" }, .. usual.Phases.Skip(1)]);

        (await _journey.Send(new SetPhaseSet(renamed, new IfMatch((long?)null)))).Error.ShouldBe(
            PlatformErrors.IfMatchMissing
        );
        (await _journey.Send(new SetPhaseSet(renamed, new IfMatch(usual.Version)))).Value.Version.ShouldBe(1);
        (await _journey.Send(new SetPhaseSet(renamed, new IfMatch(usual.Version)))).Error!.Code.ShouldBe(
            "platform.stale"
        );
        (await _journey.Send(new AllPhases()))
            .Select(phase => (phase.Code, phase.Order))
            .ShouldBe([("introduction", 0), ("operation", 1), ("use", 2), ("settled", 3)]);
        (await _journey.Send(new AllPhases()))[0].Ja.ShouldBe("立ち上げ期");
    }

    [Fact]
    public async Task A_phase_that_an_account_has_been_in_stays()
    {
        var account = await _journey.Open("C-1");
        await Enter(account.Id, "introduction", new(2026, 9, 1));
        var usual = (await _journey.Send(new GetPhaseSet())).Value;

        (
            await _journey.Send(new SetPhaseSet(new PhaseOrder([.. usual.Phases.Skip(1)]), new IfMatch(0)))
        ).Error!.Code.ShouldBe("journey.phase.in-use");
    }

    [Fact]
    public async Task A_word_means_one_phase_only()
    {
        var usual = (await _journey.Send(new GetPhaseSet())).Value;
        PhaseOrder twice = new([usual.Phases[0] with { AlsoCalled = ["Loyalty"] }, .. usual.Phases.Skip(1)]);

        (await _journey.Send(new SetPhaseSet(twice, new IfMatch(0)))).Error!.Code.ShouldBe("journey.phase.word-twice");
    }

    [Fact]
    public async Task A_set_needs_codes_that_can_be_kept()
    {
        var usual = (await _journey.Send(new GetPhaseSet())).Value;

        var refused = await _journey.Send(
            new SetPhaseSet(
                new PhaseOrder([usual.Phases[0] with { Code = "Not a code" }, usual.Phases[1]]),
                new IfMatch(0)
            )
        );

        refused.Error!.Fields.ShouldHaveSingleItem().Pointer.ShouldBe("/phases/0/code");
    }

    [Fact]
    public void A_spell_lasts_over_entries_of_the_same_phase_and_leaves_out_corrected_ones()
    {
        var recorded = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        AccountPhase Entry(string phase, DateOnly on, int minute) =>
            new(Guid.NewGuid(), Guid.Empty, phase, on, recorded.AddMinutes(minute), backfilled: false);

        AccountPhase
            .Spell([
                Entry("use", new(2026, 3, 1), 0),
                Entry("operation", new(2026, 3, 1), 1),
                Entry("operation", new(2026, 2, 1), 2),
                Entry("introduction", new(2026, 1, 1), 3),
            ])
            .ShouldBe(("operation", new DateOnly(2026, 2, 1)));
    }

    private Task<Result<EnteredPhase>> Enter(Guid account, string phase, DateOnly on) =>
        _journey.Send(new EnterPhase(account, new PhaseEntry(phase, on)));
}
