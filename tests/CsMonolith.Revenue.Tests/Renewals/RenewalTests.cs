using CsMonolith.Health.Contracts;
using CsMonolith.Journey.Contracts;
using CsMonolith.Kernel;
using CsMonolith.Platform.Lists;
using CsMonolith.Platform.Permissions;
using CsMonolith.Platform.Requests;
using CsMonolith.Revenue.Contracts;
using CsMonolith.Revenue.Ledger.Merges;
using CsMonolith.Revenue.Ledger.Movements;
using CsMonolith.Revenue.Renewals;
using CsMonolith.Revenue.Retention;
using CsMonolith.Revenue.Retention.Measures;
using CsMonolith.Revenue.Storage;
using CsMonolith.Revenue.Subscriptions;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Revenue.Tests.Renewals;

public sealed class RenewalTests
{
    private static readonly Guid Sato = Guid.Parse("0199a000-0000-7000-8000-00000000000a");
    private static readonly Month March = new(2027, 3);
    private static readonly DateOnly Due = new(2027, 3, 31);

    [Fact]
    public async Task Four_terms_due_of_ten_give_the_renewal_rates_and_the_cohort_gives_others()
    {
        using var revenue = new RevenueAlone();
        revenue.Time.NoonOf(new(2027, 4, 10));
        for (var i = 0; i < 4; i++)
        {
            var renewal = await Open(revenue, $"due-{i}", "100");
            var renewed = i switch
            {
                0 or 1 => "100",
                2 => "130",
                _ => null,
            };
            var outcome = new SettleRenewal(
                renewal.Id,
                Due,
                renewed is null ? null : Money.Of(renewed, "JPY"),
                null,
                null,
                new IfMatch(renewal.Version)
            );
            (await revenue.Send(outcome)).Error.ShouldBeNull();
        }

        var others = new List<SubscriptionRow>();
        for (var i = 0; i < 6; i++)
        {
            others.Add(await revenue.Subscribe($"other-{i}", "100", new(2026, 1, 1)));
        }

        await revenue.Change(others[0], new(2027, 3, 20), "60");

        var rate = (await revenue.Send(new GetRenewalRates(March, March))).Value.Currencies.ShouldHaveSingleItem();
        (rate.GrossRenewalRate.Value, rate.NetRenewalRate.Value).ShouldBe((0.75m, 0.825m));
        (rate.DueCount, rate.RenewedCount, rate.LostCount, rate.PendingCount).ShouldBe((4, 3, 1, 0));
        var window = new RetentionWindow(March, March.Plus(1));
        var book = (await revenue.Send(new GetRetentionMeasures(window, "standard", MeasureGroup.None))).Value.Figures[
            0
        ];
        (book.Gross.Value, book.Net.Value).ShouldBe((0.86m, 0.89m));
        var named = (
            await revenue.Send(
                new GetRetentionMeasures(new RetentionWindow(March, March), "renewal-base", MeasureGroup.None)
            )
        )
            .Value
            .Figures[0];
        (named.Gross.Value, named.Net.Value).ShouldBe((0.75m, 0.825m));
    }

    [Fact]
    public async Task A_renewal_settled_early_extends_the_subscription_and_stays_in_the_month_of_its_due_day()
    {
        using var revenue = new RevenueAlone();
        var renewal = await Open(revenue, "A", "100");

        var settled = (
            await revenue.Send(
                new SettleRenewal(
                    renewal.Id,
                    new(2026, 11, 20),
                    Money.Of("130", "JPY"),
                    24,
                    null,
                    new IfMatch(renewal.Version)
                )
            )
        ).Value;

        settled.Stage.ShouldBe(RenewalStage.Renewed);
        var subscription = (await revenue.Send(new GetSubscription(renewal.SubscriptionId))).Value.Subscription;
        (subscription.LastPaidDay, subscription.Mrr.Minor).ShouldBe((new DateOnly(2029, 3, 31), 130L));
        var rate = (await revenue.Send(new GetRenewalRates(March, March))).Value.Currencies[0];
        (rate.Early, rate.RenewedCount).ShouldBe((1, 1));
        (await revenue.Retention(new RetentionWindow(new(2027, 4), new(2027, 4))))
            .Currencies[0]
            .Window.Expansion.Minor.ShouldBe(30);
        (await revenue.Send(new CheckLedger(March, new(2029, 4)))).Value.Holds.ShouldBeTrue();
    }

    [Fact]
    public async Task The_persons_call_and_the_models_stand_apart_and_a_wide_gap_is_queued_until_the_leader_decides_the_forecast()
    {
        using var revenue = new RevenueAlone();
        var renewal = await Open(revenue, "A", "1000");
        await revenue.Hear(
            new AccountScored(revenue.Account("A"), 0.52, 180, "churn-1", new(2026, 11, 19), HasSignal: true)
        );
        await Call(revenue, renewal, 0.9m);

        var before = (await revenue.Send(new GetRenewalForecast(March, March))).Value;
        await Final(revenue, renewal, 0.6m);
        var after = (await revenue.Send(new GetRenewalForecast(March, March))).Value;

        before
            .Disagreements.ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(one => one.Csm.ShouldBe(0.9m), one => one.Model.ShouldBe(0.48m));
        before.Months[0].Outlook.Expected.Minor.ShouldBe(900);
        after.Months[0].Outlook.Expected.Minor.ShouldBe(600);
        after.Disagreements[0].Final.ShouldBe(0.6m);
        (await revenue.Send(new GetRenewal(renewal.Id))).Value.Model!.Probability.ShouldBe(0.48m);
    }

    [Fact]
    public async Task Calls_are_scored_after_the_fact_by_person_and_by_model_and_later_news_does_not_count()
    {
        using var revenue = new RevenueAlone();
        var (kept, lost) = (await Open(revenue, "kept", "100"), await Open(revenue, "lost", "100"));
        await revenue.Hear(
            new AccountScored(revenue.Account("kept"), 0.1, 180, "churn-1", new(2026, 11, 1), HasSignal: true),
            new AccountScored(revenue.Account("lost"), 0.5, 180, "churn-1", new(2026, 11, 1), HasSignal: true),
            new AccountScored(revenue.Account("lost"), 1.0, 180, "churn-1", new(2026, 12, 1), HasSignal: true)
        );
        await Call(revenue, kept, 0.9m);
        await Call(revenue, lost, 0.8m);
        revenue.SignIn(null, Role.CsOps);
        await revenue.Send(
            new SettleRenewal(kept.Id, new(2026, 11, 20), Money.Of("100", "JPY"), null, null, new IfMatch(kept.Version))
        );
        await revenue.Send(
            new SettleRenewal(lost.Id, new(2026, 11, 20), null, null, "予算", new IfMatch(lost.Version))
        );

        var scores = (await revenue.Send(new GetRenewalCallScores(March, March))).Value.Scores;

        // ((0.1)² + (0.5)²) / 2 and ((0.1)² + (0.8)²) / 2.
        scores
            .Select(score => (score.Judge, score.Renewals, score.Brier.Value))
            .ShouldBe([(ChanceSource.Model, 2, 0.13m), (ChanceSource.Csm, 2, 0.325m)]);
    }

    [Fact]
    public async Task Arr_at_risk_is_chance_times_arr_by_month_and_owner_and_says_what_nobody_has_scored()
    {
        using var revenue = new RevenueAlone();
        var sato = Guid.CreateVersion7();
        (revenue.About["A"], revenue.About["B"]) = ((sato, null, null), (sato, null, null));
        await Open(revenue, "A", "1000");
        await Open(revenue, "B", "50");
        await revenue.Hear(
            new AccountScored(revenue.Account("A"), 0.25, 180, "churn-1", new(2026, 11, 19), HasSignal: true)
        );

        var line = (await revenue.Send(new GetArrAtRisk(March, March))).Value.Lines.ShouldHaveSingleItem();

        (line.OwnerId, line.Arr.Minor, line.AtRisk.Expected.Minor, line.Unscored.Minor).ShouldBe(
            (sato, 12_600L, 3000L, 600L)
        );
        (line.AtRisk.Low.Minor, line.AtRisk.High.Minor, line.AtRisk.Level).ShouldBe((0L, 12_000L, 0.9m));
    }

    [Fact]
    public async Task What_Health_is_told_of_a_month_at_risk_is_the_figure_of_that_month_and_its_owners_add_up_to_it()
    {
        using var revenue = new RevenueAlone();
        revenue.About["A"] = (Guid.CreateVersion7(), null, null);
        await Open(revenue, "A", "1000");
        await Open(revenue, "B", "50");
        foreach (var name in new[] { "A", "B" })
        {
            await revenue.Hear(
                new AccountScored(revenue.Account(name), 0.25, 180, "churn-1", new(2026, 11, 19), HasSignal: true)
            );
        }

        var told = (await Asked(revenue, new ArrAtRiskIn(March.Plus(-3), March.Plus(2)))).ShouldHaveSingleItem();
        var figure = (await revenue.Send(new GetArrAtRisk(March, March))).Value.Totals.ShouldHaveSingleItem();
        var next = await Asked(revenue, new NextRenewals([revenue.Account("A"), Guid.CreateVersion7()]));

        (told.Month, told.Renewals, told.Arr, told.AtRisk, told.Low, told.High).ShouldBe(
            (March, figure.Renewals, figure.Arr, figure.AtRisk.Expected, figure.AtRisk.Low, figure.AtRisk.High)
        );
        told.Level.ShouldBe(0.9);
        told.Owners.Count.ShouldBe(2);
        told.Owners.Sum(owner => owner.AtRisk.Minor).ShouldBe(told.AtRisk.Minor);
        told.Owners.Sum(owner => owner.Arr.Minor).ShouldBe(told.Arr.Minor);
        next.ShouldHaveSingleItem().Value.DueOn.ShouldBe(March.Last);
    }

    [Fact]
    public async Task Talks_outcome_and_reopening_of_a_renewal_are_told_to_the_timeline_and_a_refused_act_is_not()
    {
        using var revenue = new RevenueAlone();
        var renewal = await Open(revenue, "A", "1000");
        var moved = (
            await revenue.Send(new MoveRenewal(renewal.Id, RenewalStage.Proposed, new IfMatch(renewal.Version)))
        ).Value;
        await revenue.Send(new MoveRenewal(renewal.Id, RenewalStage.Agreed, new IfMatch(renewal.Version)));
        var settled = (
            await revenue.Send(
                new SettleRenewal(
                    renewal.Id,
                    new(2026, 11, 20),
                    Money.Of("1300", "JPY"),
                    null,
                    null,
                    new IfMatch(moved.Version)
                )
            )
        ).Value;
        (await revenue.Send(new ReopenRenewal(renewal.Id, new IfMatch(settled.Version)))).Error.ShouldBeNull();

        var lines = (await revenue.Published<SomethingHappened>())
            .Where(line => line.Kind.StartsWith("renewal-", StringComparison.Ordinal))
            .ToList();
        lines
            .Select(line => (line.Kind, line.En))
            .ShouldBe([
                ("renewal-moved", "Renewal due 2027-03-31: the talks are at 'proposed'"),
                ("renewal-settled", "Renewal due 2027-03-31: renewed for 1300 JPY a month"),
                ("renewal-reopened", "Renewal due 2027-03-31: its outcome was taken back"),
            ]);
        lines.Select(line => line.Key).Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public async Task Contracts_of_customers_that_became_one_are_one_event_and_stay_as_they_are()
    {
        using var revenue = new RevenueAlone();
        foreach (var name in new[] { "A", "B" })
        {
            await Open(revenue, name, "1000");
            await revenue.Hear(
                new AccountScored(revenue.Account(name), 0.2, 180, "churn-1", new(2026, 11, 19), HasSignal: true)
            );
        }

        var apart = (await revenue.Send(new GetArrAtRisk(March, March))).Value.Totals[0];
        await revenue.Send(new MergeAccounts(revenue.Account("A"), revenue.Account("B"), new(2026, 11, 20), "合併"));
        var together = (await revenue.Send(new GetArrAtRisk(March, March))).Value.Totals[0];

        (apart.Renewals, apart.AtRisk.Expected.Minor, apart.AtRisk.High.Minor).ShouldBe((2, 4800L, 12_000L));
        (together.Renewals, together.AtRisk.Expected.Minor, together.AtRisk.High.Minor).ShouldBe((2, 4800L, 24_000L));
    }

    [Fact]
    public async Task News_that_comes_twice_is_kept_once()
    {
        using var revenue = new RevenueAlone();
        var scored = new AccountScored(revenue.Account("A"), 0.25, 180, "churn-1", new(2026, 11, 19), HasSignal: true);
        await revenue.Hear(scored);
        await revenue.Hear(scored);

        (await revenue.InStore(db => Task.FromResult(db.Set<AccountRisk>().Count()))).ShouldBe(1);
    }

    [Fact]
    public async Task A_model_that_is_gone_back_to_has_the_last_word_on_the_same_day()
    {
        using var revenue = new RevenueAlone();
        var renewal = await Open(revenue, "A", "1000");
        foreach (var (chance, model) in new[] { (0.25, "churn-1"), (0.75, "churn-2"), (0.25, "churn-1") })
        {
            await revenue.Hear(
                new AccountScored(revenue.Account("A"), chance, 180, model, new(2026, 11, 19), HasSignal: true)
            );
            revenue.Time.Pass(TimeSpan.FromMinutes(1));
        }

        (await revenue.Send(new GetRenewal(renewal.Id))).Value.Model!.ShouldSatisfyAllConditions(
            model => model.Probability.ShouldBe(0.75m),
            model => model.ModelVersion.ShouldBe("churn-1")
        );
    }

    [Fact]
    public async Task A_term_is_renewed_for_as_long_and_notice_is_due_as_early_as_the_contract_says()
    {
        using var revenue = new RevenueAlone();
        await revenue.LoadFile(
            "subscriptions",
            "subscription_id,account_id,start_date,end_date,plan_tier,mrr_amount,term_months,notice_days\nS-9,A,2026-02-01,2027-01-31,Pro,700,36,90\n"
        );
        var held = (await revenue.Send(new ListSubscriptions(ListAsk.Plain))).Value.Items.ShouldHaveSingleItem();

        await revenue.InScope(services =>
            new SweepRenewalsHandler(
                services.GetRequiredService<RevenueDb>(),
                services.GetRequiredService<RenewalKeeper>(),
                services.GetRequiredService<MergeReader>()
            ).Handle(new SweepRenewals(new(2026, 11, 20)), CancellationToken.None)
        );

        (held.TermMonths, held.NoticeDays).ShouldBe((36, 90));
        var row = (await revenue.Send(new ListRenewals(ListAsk.Plain))).Value.Items.ShouldHaveSingleItem();
        (row.TermMonths, row.NoticeBy).ShouldBe((36, new DateOnly(2026, 11, 2)));
    }

    [Fact]
    public async Task A_stage_changes_only_for_whoever_read_the_present_version()
    {
        using var revenue = new RevenueAlone();
        var renewal = await Open(revenue, "A", "100");
        var moved = (
            await revenue.Send(new MoveRenewal(renewal.Id, RenewalStage.Contacted, new IfMatch(renewal.Version)))
        ).Value;

        var stale = await revenue.Send(new MoveRenewal(renewal.Id, RenewalStage.Agreed, new IfMatch(renewal.Version)));

        moved.Version.ShouldBe(renewal.Version + 1);
        stale.Error!.Kind.ShouldBe(ErrorKind.Stale);
        (
            await revenue.Send(new MoveRenewal(renewal.Id, RenewalStage.Lost, new IfMatch(moved.Version)))
        ).Error!.Code.ShouldBe("platform.invalid");
    }

    [Fact]
    public async Task Many_editors_at_once_lose_no_edit_and_the_refused_come_again()
    {
        using var revenue = new RevenueAlone();
        var renewals = new List<RenewalRow>();
        for (var i = 0; i < 4; i++)
        {
            renewals.Add(await Open(revenue, $"A-{i}", "100"));
        }

        const int Editors = 8,
            EditsEach = 20;
        await Task.WhenAll(
            Enumerable
                .Range(0, Editors)
                .Select(editor =>
                    Task.Run(async () =>
                    {
                        var random = new Random(editor);
                        for (var done = 0; done < EditsEach; )
                        {
                            var id = renewals[random.Next(renewals.Count)].Id;
                            var read = (await revenue.Send(new GetRenewal(id))).Value.Renewal;
                            var next = (RenewalStage)(((int)read.Stage + random.Next(1, 4)) % 4);
                            var moved = await revenue.Send(new MoveRenewal(id, next, new IfMatch(read.Version)));
                            if (moved.Error is { } refusal)
                            {
                                refusal.Kind.ShouldBe(ErrorKind.Stale);
                                continue;
                            }

                            done++;
                        }
                    })
                )
        );

        var after = (await revenue.Send(new ListRenewals(ListAsk.Plain))).Value.Items;
        after.Sum(row => row.Version).ShouldBe(renewals.Sum(row => row.Version) + (Editors * EditsEach));
    }

    [Fact]
    public async Task What_cannot_be_renewed_or_is_settled_is_refused()
    {
        using var revenue = new RevenueAlone();
        var renewal = await Open(revenue, "A", "100");
        var open = await revenue.Subscribe("B", "100", new(2026, 1, 1));

        (await revenue.Send(new OpenRenewal(renewal.SubscriptionId))).Error!.Code.ShouldBe(
            "revenue.renewal.listed-already"
        );
        (await revenue.Send(new OpenRenewal(open.Id))).Error!.Code.ShouldBe("revenue.renewal.no-end");
        var settled = (
            await revenue.Send(
                new SettleRenewal(renewal.Id, new(2026, 11, 20), null, null, null, new IfMatch(renewal.Version))
            )
        ).Value;
        (
            await revenue.Send(
                new SettleRenewal(renewal.Id, new(2026, 11, 20), null, null, null, new IfMatch(settled.Version))
            )
        ).Error!.Code.ShouldBe("revenue.renewal.settled");
    }

    private static async Task<RenewalRow> Open(RevenueAlone revenue, string account, string mrr)
    {
        var subscription = await revenue.Subscribe(account, mrr, new(2026, 1, 1), lastPaidDay: Due);
        return (await revenue.Send(new OpenRenewal(subscription.Id))).Value;
    }

    private static async Task Call(RevenueAlone revenue, RenewalRow renewal, decimal probability)
    {
        revenue.InSight.Add(renewal.AccountId);
        revenue.SignIn(Sato, Role.Csm);
        (await revenue.Send(new CallRenewal(renewal.Id, probability, "test"))).Error.ShouldBeNull();
    }

    private static async Task Final(RevenueAlone revenue, RenewalRow renewal, decimal probability)
    {
        revenue.SignIn(Guid.CreateVersion7(), Role.Leader);
        (await revenue.Send(new MakeFinalCall(renewal.Id, probability, "test"))).Error.ShouldBeNull();
    }

    // As a module asks within a request of somebody who sees everything.
    private static Task<TAnswer> Asked<TAnswer>(RevenueAlone revenue, IRequest<TAnswer> question) =>
        revenue.InScope(services =>
        {
            services.GetRequiredService<RequestContext>().Scope = PermissionScope.All;
            return services.GetRequiredService<IMediator>().Send(question);
        });
}
