using CsMonolith.Health.Contracts;
using CsMonolith.Kernel;
using CsMonolith.Platform.Lists;
using CsMonolith.Platform.Requests;
using CsMonolith.Revenue.Growth.Expansion;
using CsMonolith.Revenue.Ledger.Facts;
using CsMonolith.Revenue.Renewals;
using CsMonolith.Revenue.Subscriptions;
using CsMonolith.Revenue.Subscriptions.Purchases;

namespace CsMonolith.Revenue.Tests.Growth.Expansion;

public sealed class ProposalTests
{
    private static readonly DateOnly Start = new(2026, 1, 1);

    [Fact]
    public async Task What_most_peers_have_and_this_customer_lacks_is_proposed_with_its_fit_and_median_price()
    {
        using var revenue = await WithPeers();

        var proposals = (await revenue.Send(new GetExpansionProposals(revenue.Account("A")))).Value;

        proposals.Suppressed.ShouldBeFalse();
        var (first, second) = (proposals.Proposals[0], proposals.Proposals[1]);
        (first.Rank, first.Kind, first.Product, first.Fit, first.Peers, first.Expected).ShouldBe(
            (1, ExpansionKind.Upsell, "配車", 1m, 5, Money.Of("2400", "JPY"))
        );
        (second.Rank, second.Kind, second.Product, second.Fit, second.Expected).ShouldBe(
            (2, ExpansionKind.CrossSell, "地図", 0.6m, Money.Of("1200", "JPY"))
        );
        second.Reason.ShouldBe(
            "3 of 5 comparable customers (製造, tier 2) have 地図 (95 % interval 23-88 %); this one has not."
        );
    }

    [Fact]
    public async Task Fewer_than_five_peers_say_nothing()
    {
        using var revenue = await WithPeers(peers: 4);

        (await revenue.Send(new GetExpansionProposals(revenue.Account("A")))).Value.Proposals.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_one_of_eight_peers_has_is_no_reason()
    {
        using var revenue = await WithPeers(peers: 8);
        await Sell(revenue, "peer-7", "監視", "500");

        var proposals = (await revenue.Send(new GetExpansionProposals(revenue.Account("A")))).Value.Proposals;

        proposals.Select(one => one.Product).ShouldBe(["配車"]);
        var compared = proposals[0];
        (compared.Peers, compared.PeerInterval).ShouldBe((8, new PeerInterval(0.675592m, 1m)));
        new PeerShare(1, 8).Interval.Low.ShouldBe(0.022, 0.001);
        (new PeerShare(1, 8).IsEnough, new PeerShare(4, 8).IsEnough, new PeerShare(4, 4).IsEnough).ShouldBe(
            (false, true, false)
        );
    }

    [Fact]
    public async Task A_chance_below_twice_the_base_rate_is_no_trouble_however_high()
    {
        using var revenue = await WithPeers();
        await revenue.Hear(
            new AccountScored(
                revenue.Account("A"),
                0.55,
                90,
                "churn-1",
                new(2026, 11, 19),
                HasSignal: true,
                ScoreBand.Medium
            )
        );

        (await revenue.Send(new GetExpansionProposals(revenue.Account("A")))).Value.Trouble.ShouldBeEmpty();
    }

    [Fact]
    public async Task Peers_are_only_those_that_the_asker_may_see()
    {
        using var revenue = await WithPeers();
        revenue.InSight.UnionWith(new[] { "A", "peer-0", "peer-1" }.Select(revenue.Account));
        revenue.SignIn(Guid.CreateVersion7(), Role.Csm);

        (await revenue.Send(new GetExpansionProposals(revenue.Account("A")))).Value.Proposals.ShouldBeEmpty();
        (await revenue.Send(new GetExpansionProposals(revenue.Account("peer-2")))).Error!.Code.ShouldBe(
            "account.not-found"
        );
    }

    [Fact]
    public async Task A_purchase_that_came_regularly_is_proposed_again_once_its_interval_has_passed()
    {
        using var revenue = new RevenueAlone();
        revenue.Time.NoonOf(new(2026, 11, 20));
        foreach (var on in new DateOnly[] { new(2026, 2, 1), new(2026, 5, 1), new(2026, 8, 1) })
        {
            (
                await revenue.Send(
                    new RecordPurchase(null, revenue.Account("A"), "研修", on, Money.Of("150000", "JPY"))
                )
            ).Error.ShouldBeNull();
        }

        await revenue.Send(
            new RecordPurchase(null, revenue.Account("A"), "監査", new(2026, 8, 1), Money.Of("1", "JPY"))
        );

        var repeat = (
            await revenue.Send(new GetExpansionProposals(revenue.Account("A")))
        ).Value.Proposals.ShouldHaveSingleItem();
        (repeat.Kind, repeat.Product, repeat.Fit, repeat.Expected).ShouldBe(
            (ExpansionKind.Repeat, "研修", 0.666667m, Money.Of("150000", "JPY"))
        );
        revenue.Time.NoonOf(new(2026, 10, 25));
        (await revenue.Send(new GetExpansionProposals(revenue.Account("A")))).Value.Proposals.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(nameof(TroubleSign.LikelyToChurn))]
    [InlineData(nameof(TroubleSign.Cancelled))]
    [InlineData(nameof(TroubleSign.Paused))]
    [InlineData(nameof(TroubleSign.RenewalDoubted))]
    public async Task While_a_customer_is_in_trouble_nothing_is_proposed_and_no_opportunity_opened(string name)
    {
        var sign = Enum.Parse<TroubleSign>(name);
        using var revenue = await WithPeers();
        await Trouble(revenue, sign);

        var proposals = (await revenue.Send(new GetExpansionProposals(revenue.Account("A")))).Value;

        (proposals.Suppressed, proposals.Proposals.Count).ShouldBe((true, 0));
        proposals.Trouble.ShouldBe([sign]);
        (await Open(revenue)).Error!.Code.ShouldBe("revenue.expansion.in-trouble");
    }

    [Fact]
    public async Task The_leaders_final_call_lifts_the_doubt_of_the_person()
    {
        using var revenue = await WithPeers();
        await Trouble(revenue, TroubleSign.RenewalDoubted);
        var renewal = (await revenue.Send(new ListRenewals(ListAsk.Plain))).Value.Items.ShouldHaveSingleItem();
        revenue.SignIn(Guid.CreateVersion7(), Role.Leader, Role.CsOps);
        revenue.InSight.Add(revenue.Account("A"));
        (await revenue.Send(new MakeFinalCall(renewal.Id, 0.9m, null))).Error.ShouldBeNull();

        (await revenue.Send(new GetExpansionProposals(revenue.Account("A")))).Value.Trouble.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_open_opportunity_is_linked_and_one_that_was_rejected_stays_quiet_for_half_a_year()
    {
        using var revenue = await WithPeers();
        var opened = (await Open(revenue)).Value;
        (await Open(revenue)).Error!.Code.ShouldBe("revenue.expansion.open-already");

        (await revenue.Send(new GetExpansionProposals(revenue.Account("A"))))
            .Value.Proposals.Single(one => one.Product == "地図")
            .OpportunityId.ShouldBe(opened.Id);
        var rejected = await revenue.Send(
            new MoveExpansionOpportunity(
                opened.Id,
                OpportunityStage.Rejected,
                new(2026, 11, 20),
                null,
                "社内に代替あり",
                new IfMatch(opened.Version)
            )
        );

        rejected.Value.Reason.ShouldBe("社内に代替あり");
        (await revenue.Send(new GetExpansionProposals(revenue.Account("A")))).Value.Proposals.ShouldNotContain(one =>
            one.Product == "地図"
        );
        revenue.Time.NoonOf(new(2027, 6, 1));
        (await revenue.Send(new GetExpansionProposals(revenue.Account("A")))).Value.Proposals.ShouldContain(one =>
            one.Product == "地図"
        );
    }

    [Fact]
    public async Task A_closed_opportunity_is_not_closed_again_a_rejection_needs_a_reason_and_a_stale_one_is_refused()
    {
        using var revenue = await WithPeers();
        var opened = (await Open(revenue)).Value;
        var win = new MoveExpansionOpportunity(
            opened.Id,
            OpportunityStage.Won,
            new(2026, 11, 25),
            Money.Of("1000", "JPY"),
            null,
            new IfMatch(opened.Version)
        );

        (await revenue.Send(win with { Stage = OpportunityStage.Rejected, Won = null })).Error!.Code.ShouldBe(
            "platform.invalid"
        );
        (await revenue.Send(win with { Won = Money.Of("10.00", "USD") })).Error!.Code.ShouldBe(
            "revenue.subscription.other-currency"
        );
        (await revenue.Send(win with { Match = new IfMatch(9) })).Error!.Code.ShouldBe("platform.stale");
        var won = (await revenue.Send(win)).Value;

        (won.Stage, won.Won.Minor).ShouldBe((OpportunityStage.Won, 1000L));
        (await revenue.Send(win with { Match = new IfMatch(won.Version) })).Error!.Code.ShouldBe(
            "revenue.expansion.closed"
        );
    }

    /// <summary>
    /// A with 配車 at 100, and peers of the same industry and tier with 配車 at 300, of whom three have 地図 at 50, 100 and
    /// 900.
    /// </summary>
    private static async Task<RevenueAlone> WithPeers(int peers = 5)
    {
        var revenue = new RevenueAlone();
        revenue.Time.NoonOf(new(2026, 11, 20));
        revenue.About["A"] = (null, 2, "製造");
        await Sell(revenue, "A", "配車", "100");
        for (var i = 0; i < peers; i++)
        {
            revenue.About[$"peer-{i}"] = (null, 2, "製造");
            await Sell(revenue, $"peer-{i}", "配車", "300");
            if (i < 3)
            {
                await Sell(
                    revenue,
                    $"peer-{i}",
                    "地図",
                    i switch
                    {
                        0 => "50",
                        1 => "100",
                        _ => "900",
                    }
                );
            }
        }

        return revenue;
    }

    private static async Task Trouble(RevenueAlone revenue, TroubleSign sign)
    {
        var account = revenue.Account("A");
        var subscription = (await revenue.Send(new ListSubscriptions(ListAsk.Plain))).Value.Items.Single(one =>
            one.AccountId == account
        );
        switch (sign)
        {
            case TroubleSign.LikelyToChurn:
                await revenue.Hear(
                    new AccountScored(account, 0.08, 90, "churn-1", new(2026, 11, 19), HasSignal: true, ScoreBand.High)
                );
                break;
            case TroubleSign.Cancelled:
                await revenue.Send(new CancelSubscription(subscription.Id, new(2026, 7, 1), null, new(2026, 12, 31)));
                break;
            case TroubleSign.Paused:
                await revenue.Send(new PauseSubscription(subscription.Id, new(2026, 11, 1)));
                break;
            default:
                var renewal = (await revenue.Send(new OpenRenewal(subscription.Id, new(2027, 3, 31)))).Value;
                revenue.InSight.Add(account);
                var before = revenue.Caller;
                revenue.SignIn(Guid.CreateVersion7(), Role.Csm);
                (await revenue.Send(new CallRenewal(renewal.Id, 0.49m, null))).Error.ShouldBeNull();
                revenue.Caller = before;
                break;
        }
    }

    private static Task<Result<ExpansionOpportunityRow>> Open(RevenueAlone revenue) =>
        revenue.Send(
            new OpenExpansionOpportunity(
                revenue.Account("A"),
                ExpansionKind.CrossSell,
                "地図",
                "同業の多くが利用",
                "配車の効率化",
                Money.Of("1200", "JPY")
            )
        );

    private static async Task Sell(RevenueAlone revenue, string account, string product, string mrr) =>
        (
            await revenue.Send(
                new OpenSubscription(
                    Guid.NewGuid().ToString(),
                    revenue.Account(account),
                    "Pro",
                    Start,
                    BillingInterval.Month,
                    Money.Of(mrr, "JPY"),
                    Product: product
                )
            )
        ).Error.ShouldBeNull();
}
