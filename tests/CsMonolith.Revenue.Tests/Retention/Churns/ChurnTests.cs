using CsMonolith.Kernel;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Lists;
using CsMonolith.Revenue.Contracts;
using CsMonolith.Revenue.Retention.Churns;

namespace CsMonolith.Revenue.Tests.Retention.Churns;

public sealed class ChurnTests
{
    [Fact]
    public async Task A_recorded_churn_is_told_and_stands_on_the_timeline()
    {
        using var revenue = new RevenueAlone();

        var recorded = await revenue.Send(
            new RecordChurnEvent(
                "C-1",
                revenue.Account("A"),
                new(2026, 9, 30),
                Reason: "予算",
                Refund: Money.Of("60000", "JPY")
            )
        );

        recorded.Value.Refund.ShouldBe(Money.Of("60000", "JPY"));
        (await revenue.Published()).ShouldBe(["ChurnRecorded", "SomethingHappened"]);
        (await revenue.Published<ChurnRecorded>()).ShouldBe([
            new ChurnRecorded(revenue.Account("A"), new(2026, 9, 30), IsReactivation: false, "予算"),
        ]);
    }

    [Fact]
    public async Task A_customer_lost_to_a_rival_product_names_it_and_its_name_is_the_reason()
    {
        using var revenue = new RevenueAlone();
        revenue.RivalProducts["ナビ"] = new("navi", "配車ナビ");
        var ask = new RecordChurnEvent("C-1", revenue.Account("A"), new(2026, 9, 30), LostTo: "ナビ");

        var recorded = (await revenue.Send(ask)).Value;
        var said = (await revenue.Send(ask with { ExternalId = "C-2", Reason = "価格" })).Value;

        (recorded.LostTo, recorded.Reason).ShouldBe(("navi", "配車ナビ"));
        (said.LostTo, said.Reason).ShouldBe(("navi", "価格"));
        (await revenue.Send(ask with { ExternalId = "C-3", LostTo = "知らない製品" })).Error!.Code.ShouldBe(
            "revenue.churn.unknown-rival"
        );
        (await revenue.Send(ask with { ExternalId = "C-4", IsReactivation = true })).Error.ShouldNotBeNull();
        (
            await revenue.Send(
                new ListChurnEvents(ListAsk.Plain with { Filters = [new Filter("lostTo", FilterOperator.Eq, "navi")] })
            )
        ).Value.Items.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_churn_is_recorded_once_and_for_a_known_account_only()
    {
        using var revenue = new RevenueAlone();
        var ask = new RecordChurnEvent("C-1", revenue.Account("A"), new(2026, 9, 30));
        await revenue.Send(ask);

        (await revenue.Send(ask)).Error!.Code.ShouldBe("revenue.external-id-taken");
        (await revenue.Send(ask with { ExternalId = "C-2", AccountId = Guid.CreateVersion7() }))
            .Error!.Fields.ShouldHaveSingleItem()
            .Pointer.ShouldBe("/accountId");
    }

    [Fact]
    public async Task A_prospect_cannot_churn()
    {
        using var revenue = new RevenueAlone();
        revenue.Prospects.Add(revenue.Account("P"));

        var refusal = (await revenue.Send(new RecordChurnEvent("C-1", revenue.Account("P"), new(2026, 9, 30)))).Error!;

        (refusal.Code, refusal.Fields.Single().Pointer).ShouldBe(("revenue.churn.prospect", "/accountId"));
        refusal.En.ShouldContain($"/v1/accounts/{revenue.Account("P")}/prospect-state");
        (
            await revenue.LoadHistory(
                "churn-events",
                new Dictionary<string, object?>
                {
                    ["externalId"] = "C-2",
                    ["accountExternalId"] = "P",
                    ["on"] = new DateOnly(2026, 9, 30),
                }
            )
        ).ShouldHaveSingleItem().Column.ShouldBe("accountExternalId");
        (await revenue.Send(new ListChurnEvents(ListAsk.Plain))).Value.Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_csm_lists_the_churns_of_their_own_accounts_only()
    {
        using var revenue = new RevenueAlone();
        await revenue.Send(new RecordChurnEvent("C-1", revenue.Account("A"), new(2026, 9, 30)));
        await revenue.Send(new RecordChurnEvent("C-2", revenue.Account("B"), new(2026, 9, 30)));
        revenue.InSight.Add(revenue.Account("B"));
        revenue.SignIn(Guid.CreateVersion7(), Role.Csm);

        (await revenue.Send(new ListChurnEvents(ListAsk.Plain)))
            .Value.Items.ShouldHaveSingleItem()
            .ExternalId.ShouldBe("C-2");
        (await revenue.Send(new GetChurnDisagreement(new(2026, 9, 1), new(2026, 9, 30), 10)))
            .Value.OnlyRecorded.ShouldHaveSingleItem()
            .AccountId.ShouldBe(revenue.Account("B"));
        (await revenue.Send(new RecordChurnEvent("C-3", revenue.Account("A"), new(2026, 9, 30))))
            .Error!.Fields.ShouldHaveSingleItem()
            .Pointer.ShouldBe("/accountId");
    }

    [Fact]
    public async Task The_two_answers_to_who_churned_are_laid_side_by_side()
    {
        using var revenue = new RevenueAlone();
        foreach (var account in new[] { "both", "silent" })
        {
            await revenue.Subscribe(account, "1000", new(2026, 1, 1), lastPaidDay: new(2026, 8, 31));
        }

        await revenue.Subscribe("loud", "1000", new(2026, 1, 1));
        await revenue.Send(new RecordChurnEvent("C-1", revenue.Account("both"), new(2026, 9, 10)));
        await revenue.Send(new RecordChurnEvent("C-2", revenue.Account("loud"), new(2026, 9, 10), Reason: "price"));
        await revenue.Send(
            new RecordChurnEvent("C-3", revenue.Account("silent"), new(2026, 9, 2), IsReactivation: true)
        );

        var answer = (
            await revenue.Send(new GetChurnDisagreement(new(2026, 9, 1), new(2026, 9, 30), WindowDays: 14))
        ).Value;
        var strict = (
            await revenue.Send(new GetChurnDisagreement(new(2026, 9, 1), new(2026, 9, 30), WindowDays: 3))
        ).Value;

        answer.Both.ShouldBe([new AgreedChurn(revenue.Account("both"), new(2026, 9, 10), new(2026, 9, 1))]);
        answer.OnlyRecorded.ShouldBe([new OneSidedChurn(revenue.Account("loud"), new(2026, 9, 10), "price")]);
        answer.OnlyMrr.ShouldBe([new OneSidedChurn(revenue.Account("silent"), new(2026, 9, 1), null)]);
        (strict.Both.Count, strict.OnlyRecorded.Count, strict.OnlyMrr.Count).ShouldBe((0, 2, 2));
    }

    [Fact]
    public async Task A_window_of_years_is_refused()
    {
        using var revenue = new RevenueAlone();

        (
            await revenue.Send(new GetChurnDisagreement(new(2026, 9, 1), new(2026, 9, 30), WindowDays: 400))
        ).Error!.Code.ShouldBe("platform.invalid");
    }

    [Fact]
    public async Task Churns_between_two_days_follow_the_policy_that_is_asked_for()
    {
        using var revenue = new RevenueAlone();
        await revenue.Subscribe("A", "1000", new(2026, 1, 1), lastPaidDay: new(2026, 8, 31));
        await revenue.Send(new RecordChurnEvent("C-1", revenue.Account("B"), new(2026, 9, 10), Reason: "price"));
        await revenue.Send(new RecordChurnEvent("C-2", revenue.Account("B"), new(2026, 9, 20), IsReactivation: true));

        (await revenue.Send(new ChurnsBetween(new(2026, 9, 1), new(2026, 9, 30), ChurnPolicy.RecordedEvent))).ShouldBe([
            new ChurnOn(revenue.Account("B"), new(2026, 9, 10), "price"),
        ]);
        (await revenue.Send(new ChurnsBetween(new(2026, 9, 1), new(2026, 9, 30), ChurnPolicy.MrrZero))).ShouldBe([
            new ChurnOn(revenue.Account("A"), new(2026, 9, 1), null),
        ]);
    }

    [Fact]
    public async Task A_file_of_churns_is_loaded_once_and_what_was_recorded_is_not_rewritten()
    {
        using var revenue = new RevenueAlone();
        Dictionary<string, object?> Row(string account, string? reason) =>
            new()
            {
                ["externalId"] = "C-1",
                ["accountExternalId"] = account,
                ["on"] = new DateOnly(2024, 10, 27),
                ["reason"] = reason,
                ["refund"] = 403m,
                ["isReactivation"] = false,
            };

        (await revenue.LoadHistory("churn-events", Row("A", "pricing"), Row("A", "pricing"))).ShouldBe([
            RowOutcome.Created,
            RowOutcome.Skipped,
        ]);
        (await revenue.LoadHistory("churn-events", Row("A", "support")))
            .ShouldHaveSingleItem()
            .Fate.ShouldBe(RowFate.Refused);
        (await revenue.LoadHistory("churn-events", Row("missing-1", "support")))
            .ShouldHaveSingleItem()
            .Column.ShouldBe("accountExternalId");

        var stored = (await revenue.Send(new ListChurnEvents(ListAsk.Plain))).Value.Items.ShouldHaveSingleItem();
        (stored.Backfilled, stored.Refund).ShouldBe((true, Money.Of("403", "JPY")));
    }
}
