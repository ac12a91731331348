using CsMonolith.Journey.Accounts;
using CsMonolith.Journey.Accounts.Tiers;
using CsMonolith.Journey.Goals;
using CsMonolith.Journey.Phases;

namespace CsMonolith.Journey.Tests.Accounts.Tiers;

public sealed class TierTests : IDisposable
{
    private readonly JourneyAlone _journey = new();

    public void Dispose() => _journey.Dispose();

    [Theory]
    [InlineData(500, 1)]
    [InlineData(499, 2)]
    [InlineData(100, 2)]
    [InlineData(20, 3)]
    [InlineData(0, 4)]
    public void Seats_decide_the_tier(int seats, int tier) =>
        new TierPolicy(TierPolicy.TheOnly).TierFor(seats).ShouldBe(tier);

    [Fact]
    public async Task A_new_policy_assigns_tiers_anew_but_leaves_those_chosen_by_hand()
    {
        _journey.SignIn((await _journey.Hire("ops", Role.CsOps)).Id, Role.CsOps);
        var (byRule, byHand) = (await _journey.Open("C-1", seats: 60), await _journey.Open("C-2", seats: 60));
        await _journey.Send(
            new ChangeAccount(byHand.Id, new AccountChanges { Tier = Optional.Of<int?>(4) }, new IfMatch(1))
        );
        var usual = (await _journey.Send(new GetTierPolicy())).Value;

        var set = await _journey.Send(
            new SetTierPolicy(
                new TierRules([.. usual.Tiers.Select(rule => rule.Tier == 2 ? rule with { FromSeats = 50 } : rule)]),
                new IfMatch(0)
            )
        );
        var job = await _journey.RunJobs();

        set.Value.Policy.Version.ShouldBe(1);
        JourneyAlone.AnswerOf<AssignedTiers>(job).ShouldBe(new AssignedTiers(1, 1));
        (await _journey.Send(new GetAccount(byRule.Id))).Value.Tier.ShouldBe(2);
        (await _journey.Send(new GetAccount(byHand.Id))).Value.Tier.ShouldBe(4);
    }

    [Fact]
    public async Task A_policy_out_of_order_or_with_a_tier_twice_is_refused()
    {
        var usual = (await _journey.Send(new GetTierPolicy())).Value.Tiers;

        (await Set(usual[0] with { FromSeats = 10 }, usual[1], usual[2], usual[3])).Error!.Code.ShouldBe(
            "journey.tier.out-of-order"
        );
        (await Set(usual[0], usual[1], usual[2], usual[2])).Error!.Code.ShouldBe("journey.tier.twice");
        (await Set(usual[0], usual[1], usual[2])).Error!.Code.ShouldBe("platform.invalid");
        (await _journey.Send(new SetTierPolicy(new TierRules(usual), new IfMatch(4)))).Error!.Code.ShouldBe(
            "platform.stale"
        );
    }

    [Fact]
    public async Task A_csm_with_more_accounts_than_one_person_can_is_over_assigned()
    {
        var (sato, suzuki) = (await _journey.Hire("sato"), await _journey.Hire("suzuki"));
        for (var i = 0; i < 10; i++)
        {
            await _journey.Own((await _journey.Open($"C-{i}", seats: 900)).Id, sato);
        }

        var full = (await _journey.Send(new ListCsmLoads())).Value.Csms;
        await _journey.Own((await _journey.Open("D-1", seats: 150)).Id, sato);
        var over = (await _journey.Send(new ListCsmLoads())).Value.Csms;

        full.Select(csm => (csm.PersonId, csm.Load, csm.OverAssigned))
            .ShouldBe([(sato.Id, 1m, false), (suzuki.Id, 0m, false)]);
        (over[0].Load, over[0].OverAssigned, over[0].Tiers[1].Accounts).ShouldBe((1.02m, true, 1));
    }

    [Fact]
    public async Task A_csm_sees_their_own_load_only()
    {
        var (sato, suzuki) = (await _journey.Hire("sato"), await _journey.Hire("suzuki"));
        await _journey.Own((await _journey.Open("C-1", seats: 900)).Id, sato);
        await _journey.Own((await _journey.Open("C-2", seats: 900)).Id, suzuki);
        _journey.SignIn(sato.Id, Role.Csm);

        (await _journey.Send(new ListCsmLoads())).Value.Csms.ShouldHaveSingleItem().PersonId.ShouldBe(sato.Id);
    }

    [Fact]
    public async Task The_recommended_touch_follows_tier_and_phase()
    {
        var sato = await _journey.Hire("sato");
        var account = await _journey.Open("C-1", seats: 150);
        await _journey.Send(
            new ChangeAccount(
                account.Id,
                new AccountChanges { Touch = Optional.Of<TouchModel?>(TouchModel.High) },
                new IfMatch(1)
            )
        );
        await _journey.DefineSuccess(account.Id, sato.Id);
        await Enter("introduction", new(2026, 9, 1));
        var early = (
            await _journey.Send(new ListTouchRecommendations(ListAsk.Plain))
        ).Value.Items.ShouldHaveSingleItem();
        await Enter("use", new(2026, 11, 1));
        var later = (
            await _journey.Send(new ListTouchRecommendations(ListAsk.Plain))
        ).Value.Items.ShouldHaveSingleItem();

        (early.Recommended, early.Differs).ShouldBe((TouchModel.High, false));
        (later.Recommended, later.Differs).ShouldBe((TouchModel.Low, true));

        Task Enter(string phase, DateOnly on) =>
            _journey.Send(new Journey.Phases.EnterPhase(account.Id, new Journey.Phases.PhaseEntry(phase, on)));
    }

    [Fact]
    public async Task Recommendations_stay_within_the_reader_s_accounts()
    {
        var sato = await _journey.Hire("sato");
        await _journey.Open("C-1", seats: 150);
        _journey.SignIn(sato.Id, Role.Csm);

        (await _journey.Send(new ListTouchRecommendations(ListAsk.Plain))).Value.Items.ShouldBeEmpty();
    }

    private Task<Result<AcceptedTierPolicy>> Set(params TierRule[] tiers) =>
        _journey.Send(new SetTierPolicy(new TierRules(tiers), new IfMatch(0)));
}
