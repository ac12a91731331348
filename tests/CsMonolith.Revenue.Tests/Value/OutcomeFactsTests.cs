using CsMonolith.Kernel;
using CsMonolith.Revenue.Contracts;
using CsMonolith.Revenue.Ledger.Facts;
using CsMonolith.Revenue.Retention.Churns;
using CsMonolith.Revenue.Subscriptions;
using CsMonolith.Revenue.Value;

namespace CsMonolith.Revenue.Tests.Value;

/// <summary>Churns, expansions and first values as Health asks for them: by what was known on a day.</summary>
public sealed class OutcomeFactsTests
{
    private static readonly (DateOnly From, DateOnly To) Year = (new(2026, 1, 1), new(2026, 12, 31));

    [Fact]
    public async Task An_expansion_is_what_the_customer_chose()
    {
        using var revenue = new RevenueAlone();
        var (more, dearer) = (
            await revenue.Subscribe("more", "1000", new(2026, 1, 1)),
            await revenue.Subscribe("dearer", "1000", new(2026, 1, 1))
        );
        var paused = await revenue.Subscribe("paused", "1000", new(2026, 1, 1));
        await revenue.Change(more, new(2026, 5, 10), "1300");
        await revenue.Send(
            new ChangeSubscription(dearer.Id, new(2026, 5, 10), Money.Of("1100", "JPY"), Cause: FactCause.PriceRise)
        );
        await revenue.Send(new PauseSubscription(paused.Id, new(2026, 4, 1)));
        await revenue.Send(new ResumeSubscription(paused.Id, new(2026, 5, 1)));

        (await revenue.Send(new ExpansionsBetween(Year.From, Year.To))).ShouldBe([
            new ExpansionOn(revenue.Account("more"), new(2026, 5, 10), Money.Of("300", "JPY")),
        ]);
        (await revenue.Send(new ExpansionsBetween(new(2026, 5, 11), Year.To))).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_first_value_is_the_first_benefit_that_stands()
    {
        using var revenue = new RevenueAlone();
        await Benefit(revenue, "A", new(2026, 3, 31), "500000");
        await Benefit(revenue, "A", new(2026, 6, 30), "800000");
        await Benefit(revenue, "A", new(2026, 7, 31), "-500000");
        await Benefit(revenue, "B", new(2026, 2, 28), "100000");
        await Benefit(revenue, "B", new(2026, 2, 28), "-100000");

        (await revenue.Send(new FirstValues())).ShouldBe([new FirstValueOn(revenue.Account("A"), new(2026, 6, 30))]);
    }

    [Fact]
    public async Task By_a_day_s_knowledge_backdated_facts_change_nothing()
    {
        using var revenue = new RevenueAlone();
        var kept = await revenue.Subscribe("A", "1000", new(2026, 1, 1));
        var known = new DateOnly(2026, 11, 20);
        revenue.Time.NoonOf(known.AddDays(1));
        await revenue.Change(kept, new(2026, 5, 10), "1300");
        await Benefit(revenue, "A", new(2026, 5, 31), "500000");
        await revenue.Send(new RecordChurnEvent("C-1", revenue.Account("A"), new(2026, 6, 30)));
        var left = await revenue.Subscribe("B", "1000", new(2026, 1, 1), lastPaidDay: new(2026, 6, 30));

        (await revenue.Send(new ExpansionsBetween(Year.From, Year.To, known))).ShouldBeEmpty();
        (await revenue.Send(new FirstValues(known))).ShouldBeEmpty();
        (await revenue.Send(new ChurnsBetween(Year.From, Year.To, ChurnPolicy.RecordedEvent, known))).ShouldBeEmpty();
        (await revenue.Send(new ChurnsBetween(Year.From, Year.To, ChurnPolicy.MrrZero, known))).ShouldBeEmpty();
        (await revenue.Send(new ExpansionsBetween(Year.From, Year.To, known.AddDays(1)))).ShouldHaveSingleItem();
        (await revenue.Send(new FirstValues())).ShouldHaveSingleItem();
        (await revenue.Send(new ChurnsBetween(Year.From, Year.To, ChurnPolicy.RecordedEvent))).ShouldHaveSingleItem();
        (await revenue.Send(new ChurnsBetween(Year.From, Year.To, ChurnPolicy.MrrZero)))
            .ShouldHaveSingleItem()
            .AccountId.ShouldBe(left.AccountId);
    }

    private static async Task Benefit(RevenueAlone revenue, string account, DateOnly on, string amount) =>
        (
            await revenue.Send(
                new RecordBenefit(
                    revenue.Account(account),
                    on,
                    BenefitKind.Speed,
                    Money.Of(amount, "JPY"),
                    "配車作業の時間",
                    null
                )
            )
        ).Error.ShouldBeNull();
}
