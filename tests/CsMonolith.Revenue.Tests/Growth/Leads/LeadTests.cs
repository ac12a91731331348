using CsMonolith.Kernel;
using CsMonolith.Platform.Lists;
using CsMonolith.Platform.Requests;
using CsMonolith.Revenue.Growth.Leads;
using CsMonolith.Revenue.Subscriptions;

namespace CsMonolith.Revenue.Tests.Growth.Leads;

public sealed class LeadTests
{
    private static readonly string[] Criteria = ["need", "budget", "decision-maker", "timing"];

    [Fact]
    public async Task Sourced_revenue_is_the_deal_without_what_was_due_for_renewal_anyway()
    {
        using var revenue = new RevenueAlone();
        var lead = await Accepted(revenue);

        var settled = await revenue.Send(
            new SettleLead(
                lead.Id,
                new(2026, 12, 10),
                Money.Of("1800000", "JPY"),
                Money.Of("1200000", "JPY"),
                null,
                new IfMatch(lead.Version)
            )
        );

        (settled.Value.State, settled.Value.Sourced).ShouldBe((LeadState.Won, Money.Of("600000", "JPY")));
        (await revenue.Send(new ListLeads(ListAsk.Plain)))
            .Value.Items.ShouldHaveSingleItem()
            .Sourced.ShouldBe(Money.Of("600000", "JPY"));
    }

    [Fact]
    public async Task A_renewal_larger_than_the_deal_or_in_another_currency_is_refused()
    {
        using var revenue = new RevenueAlone();
        var lead = await Accepted(revenue);
        var won = new SettleLead(
            lead.Id,
            new(2026, 12, 10),
            Money.Of("100", "JPY"),
            Money.Of("101", "JPY"),
            null,
            new IfMatch(lead.Version)
        );

        (await revenue.Send(won)).Error!.Code.ShouldBe("platform.invalid");
        (await revenue.Send(won with { Renewal = Money.Of("1.00", "USD") })).Error!.Code.ShouldBe("platform.invalid");
        (await revenue.Send(won with { Won = null, Renewal = null })).Error!.Code.ShouldBe("platform.invalid");
        (await revenue.Send(won with { Renewal = Money.Of("100", "JPY") })).Value.Sourced.ShouldBe(Money.Zero("JPY"));
    }

    [Fact]
    public async Task A_lead_needs_evidence_for_every_criterion_and_the_refusal_names_those_that_lack()
    {
        using var revenue = new RevenueAlone();

        var refused = await revenue.Send(
            new SubmitLead(revenue.Account("A"), "追加の検討", [new("need", "x"), new("timing", "x")])
        );

        refused.Error!.Fields.ShouldHaveSingleItem().En.ShouldContain("budget, decision-maker");
    }

    [Fact]
    public async Task Nobody_answers_their_own_lead_and_a_refusal_says_why()
    {
        using var revenue = new RevenueAlone();
        var lead = (await Submit(revenue)).Value;

        (
            await revenue.Send(new AnswerLead(lead.Id, Accepted: true, null, new IfMatch(lead.Version)))
        ).Error!.Code.ShouldBe("revenue.csql.own");
        revenue.SignIn(Guid.CreateVersion7(), Role.CsOps);
        (
            await revenue.Send(new AnswerLead(lead.Id, Accepted: false, null, new IfMatch(lead.Version)))
        ).Error!.Code.ShouldBe("platform.invalid");
        var declined = (
            await revenue.Send(new AnswerLead(lead.Id, Accepted: false, "予算なし", new IfMatch(lead.Version)))
        ).Value;

        (declined.State, declined.Reason).ShouldBe((LeadState.Declined, "予算なし"));
        (
            await revenue.Send(
                new SettleLead(
                    lead.Id,
                    new(2026, 12, 1),
                    Money.Of("1", "JPY"),
                    null,
                    null,
                    new IfMatch(declined.Version)
                )
            )
        ).Error!.Code.ShouldBe("revenue.csql.state");
    }

    [Fact]
    public async Task A_customer_in_trouble_is_no_lead()
    {
        using var revenue = new RevenueAlone();
        var subscription = await revenue.Subscribe("A", "100", new(2026, 1, 1));
        await revenue.Send(new PauseSubscription(subscription.Id, new(2026, 11, 1)));

        (await Submit(revenue)).Error!.Code.ShouldBe("revenue.expansion.in-trouble");
    }

    private static Task<Result<LeadRow>> Submit(RevenueAlone revenue) =>
        revenue.Send(
            new SubmitLead(
                revenue.Account("A"),
                "追加の検討",
                [.. Criteria.Select(one => new LeadCriterion(one, "面談で確認"))]
            )
        );

    private static async Task<LeadRow> Accepted(RevenueAlone revenue)
    {
        var lead = (await Submit(revenue)).Value;
        revenue.SignIn(Guid.CreateVersion7(), Role.CsOps);
        return (await revenue.Send(new AnswerLead(lead.Id, Accepted: true, null, new IfMatch(lead.Version)))).Value;
    }
}
