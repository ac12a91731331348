using CsMonolith.Kernel;
using CsMonolith.Platform.Lists;
using CsMonolith.Platform.Requests;
using CsMonolith.Revenue.Contracts;
using CsMonolith.Revenue.Growth.Credits;
using CsMonolith.Revenue.Growth.Expansion;
using CsMonolith.Revenue.Ledger.Facts;
using CsMonolith.Revenue.Ledger.Histories;
using CsMonolith.Revenue.Ledger.Movements;
using CsMonolith.Revenue.Retention;
using CsMonolith.Revenue.Retention.Churns;
using CsMonolith.Revenue.Storage;
using CsMonolith.Revenue.Subscriptions;
using CsMonolith.Revenue.Subscriptions.Refunds;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Revenue.Tests.Subscriptions.Refunds;

public sealed class RefundTests
{
    private static readonly DateOnly Day = new(2026, 9, 30);

    [Fact]
    public async Task A_refund_by_itself_moves_no_mrr_and_is_on_record()
    {
        using var revenue = new RevenueAlone();
        var subscription = await revenue.Subscribe("A", "1000", new(2026, 1, 1));
        var before = await Rows(revenue);

        var refund = (await Refund(revenue, subscription, "400")).Value;

        (await Rows(revenue)).Count.ShouldBe(before.Count);
        (refund.Amount.Minor, refund.LastPaidDay).ShouldBe((400L, null));
        (await revenue.Send(new ListRefunds(ListAsk.Plain))).Value.Items.ShouldHaveSingleItem().Id.ShouldBe(refund.Id);
        (await revenue.Published())[^1].ShouldBe("SomethingHappened");
    }

    [Fact]
    public async Task A_refund_that_ends_the_contract_early_is_a_churn_tagged_refund_with_its_reason()
    {
        using var revenue = new RevenueAlone();
        var subscription = await revenue.Subscribe("A", "1000", new(2026, 1, 1), lastPaidDay: new(2026, 12, 31));

        (await Refund(revenue, subscription, "3000", lastPaidDay: Day)).Error.ShouldBeNull();

        var churn = (await Rows(revenue)).Single(row =>
            row is { Kind: MovementKind.Churn, IsReversal: false } && row.On == new DateOnly(2026, 10, 1)
        );
        (churn.AmountMinor, churn.Tags.HasFlag(MovementTags.Refund)).ShouldBe((1000L, true));
        var detail = (await revenue.Send(new GetSubscription(subscription.Id))).Value;
        (detail.CancelledOn, detail.Subscription.LastPaidDay, detail.Facts[^1].Cause).ShouldBe(
            (Day, Day, FactCause.Refund)
        );
        (await revenue.Send(new GetChurnReasons(new RetentionWindow(new(2026, 10), new(2026, 10)))))
            .Value.Currencies.Single()
            .Reasons.Single()
            .Reason.ShouldBe("outage");
        (await revenue.Send(new CheckLedger(new(2026, 1), new(2027, 1)))).Value.Holds.ShouldBeTrue();
    }

    [Fact]
    public async Task A_refund_that_would_end_it_later_or_not_at_all_or_in_other_money_is_refused_and_nothing_is_kept()
    {
        using var revenue = new RevenueAlone();
        var subscription = await revenue.Subscribe("A", "1000", new(2026, 1, 1), lastPaidDay: Day);

        (await Refund(revenue, subscription, "1", lastPaidDay: Day)).Error!.Code.ShouldBe(
            "revenue.subscription.outside-term"
        );
        (await Refund(revenue, subscription, "1", lastPaidDay: new(2025, 12, 30))).Error!.Code.ShouldBe(
            "revenue.subscription.outside-term"
        );
        (await revenue.Send(new RecordRefund(subscription.Id, Money.Of("1.00", "USD"), Day, "x"))).Error!.Code.ShouldBe(
            "revenue.subscription.other-currency"
        );
        (await revenue.Send(new RecordRefund(subscription.Id, Money.Zero("JPY"), Day, "x")))
            .Error!.Fields.ShouldHaveSingleItem()
            .Pointer.ShouldBe("/amount");
        (
            await revenue.Send(new RecordRefund(Guid.CreateVersion7(), Money.Of("1", "JPY"), Day, "x"))
        ).Error!.Kind.ShouldBe(ErrorKind.NotFound);
        (await revenue.Send(new ListRefunds(ListAsk.Plain))).Value.Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refund_of_a_deal_lowers_its_credits_in_proportion_and_those_of_no_other()
    {
        using var revenue = new RevenueAlone();
        var subscription = await revenue.Subscribe("A", "1000", new(2026, 1, 1));
        var (given, kept) = (await Won(revenue, "A", "x", "600000"), await Won(revenue, "A", "y", "100"));

        (await Refund(revenue, subscription, "150001", deal: given)).Error.ShouldBeNull();

        var deals = await revenue.Send(new DealsCredited(new(2026, 11, 1), new(2026, 11, 30)));
        var deal = deals.Single(one => one.DealId == given);
        (deal.Arr.Minor, deal.Credits.Sum(credit => credit.Amount.Minor)).ShouldBe((449_999L, 449_999L));
        deal.Credits.Select(credit => credit.Amount.Minor).ShouldBe([269_999L, 180_000L]);
        deals.Single(one => one.DealId == kept).Arr.Minor.ShouldBe(100);
        await Refund(revenue, subscription, "999999", deal: given);
        (await revenue.Send(new DealsCredited(new(2026, 11, 1), new(2026, 11, 30))))
            .Single(one => one.DealId == given)
            .Arr.Minor.ShouldBe(0);
    }

    [Fact]
    public async Task A_deal_of_another_customer_or_one_that_is_not_won_is_refused_with_its_field()
    {
        using var revenue = new RevenueAlone();
        var subscription = await revenue.Subscribe("A", "1000", new(2026, 1, 1));
        await revenue.Subscribe("B", "1000", new(2026, 1, 1));
        var others = await Won(revenue, "B", "x", "100");

        (await Refund(revenue, subscription, "1", deal: others))
            .Error!.Fields.ShouldHaveSingleItem()
            .Pointer.ShouldBe("/opportunityId");
        (await Refund(revenue, subscription, "1", deal: Guid.CreateVersion7()))
            .Error!.Fields.ShouldHaveSingleItem()
            .Pointer.ShouldBe("/opportunityId");
    }

    private static Task<Result<RefundRow>> Refund(
        RevenueAlone revenue,
        SubscriptionRow subscription,
        string amount,
        DateOnly? lastPaidDay = null,
        Guid? deal = null
    ) => revenue.Send(new RecordRefund(subscription.Id, Money.Of(amount, "JPY"), Day, "outage", lastPaidDay, deal));

    private static async Task<Guid> Won(RevenueAlone revenue, string account, string product, string arr)
    {
        var opened = (
            await revenue.Send(
                new OpenExpansionOpportunity(
                    revenue.Account(account),
                    ExpansionKind.Upsell,
                    product,
                    "x",
                    "x",
                    Money.Of(arr, "JPY")
                )
            )
        ).Value;
        await revenue.Send(
            new DivideCredit(
                opened.Id,
                new(2026, 1, 1),
                [
                    new(CreditRole.Ae, Guid.CreateVersion7(), null, 60m),
                    new(CreditRole.Cs, Guid.CreateVersion7(), null, 40m),
                ]
            )
        );
        (
            await revenue.Send(
                new MoveExpansionOpportunity(
                    opened.Id,
                    OpportunityStage.Won,
                    new(2026, 11, 10),
                    Money.Of(arr, "JPY"),
                    null,
                    new IfMatch(1)
                )
            )
        ).Error.ShouldBeNull();
        return opened.Id;
    }

    private static Task<List<Movement>> Rows(RevenueAlone revenue) =>
        revenue.InStore(db => db.Set<Movement>().AsNoTracking().ToListAsync());
}
