using CsMonolith.Feedback.Contracts;
using CsMonolith.Feedback.FieldCards;
using CsMonolith.Feedback.Surveys;
using CsMonolith.Feedback.Tickets;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Feedback.Tests.Summaries;

public sealed class FeedbackSummariesAsOfTests
{
    private static readonly DateOnly Today = new(2026, 11, 20);

    [Fact]
    public async Task Satisfaction_in_a_span_is_that_of_satisfaction_surveys_by_rising_day()
    {
        using var feedback = new FeedbackAlone();
        foreach (
            var (kind, day, score) in new[]
            {
                (SurveyKind.Csat, 12, 5m),
                (SurveyKind.Csat, 3, 2m),
                (SurveyKind.Csat, 1, 1m),
                (SurveyKind.Nps, 5, 3m),
                (SurveyKind.Csat, 14, 4m),
            }
        )
        {
            await feedback.Send(
                new RecordSurveyAnswer(
                    FeedbackAlone.Aoba,
                    null,
                    "満足度",
                    kind,
                    new(2026, 11, day),
                    score,
                    ScaleMin: 1,
                    ScaleMax: 5,
                    null,
                    null
                )
            );
        }

        var said = await feedback.Send(
            new SatisfactionBetween([FeedbackAlone.Aoba], new(2026, 11, 3), new(2026, 11, 12))
        );

        said.Select(one => (one.AccountId, one.On, one.Scaled.ToDecimalString(2)))
            .ShouldBe([
                (FeedbackAlone.Aoba, new DateOnly(2026, 11, 3), "0.25"),
                (FeedbackAlone.Aoba, new DateOnly(2026, 11, 12), "1.00"),
            ]);
        (
            await feedback.Send(new SatisfactionBetween([Guid.CreateVersion7()], new(2026, 11, 3), new(2026, 11, 12)))
        ).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_rating_counts_only_from_the_close_on()
    {
        using var feedback = new FeedbackAlone();
        await LoadHistory(feedback, Ticket("HD-1", opened: 1, closed: 5, satisfaction: 2m, escalated: true));

        var before = await SummaryOn(feedback, new(2026, 11, 4));
        var after = await SummaryOn(feedback, new(2026, 11, 5));

        (
            before.TicketsIn90Days,
            before.OpenTickets,
            before.EscalatedIn90Days,
            before.MeanSatisfaction,
            before.MeanFirstResponseMinutes
        ).ShouldBe((1, 1, 0, null, 30));
        (
            after.TicketsIn90Days,
            after.OpenTickets,
            after.EscalatedIn90Days,
            after.MeanSatisfaction,
            after.MeanFirstResponseMinutes
        ).ShouldBe((1, 0, 1, 2, 30));
    }

    [Fact]
    public async Task What_is_recorded_later_does_not_change_the_past()
    {
        using var feedback = new FeedbackAlone();
        await feedback.Load("tickets", Ticket("HD-1", opened: 1, closed: 5, satisfaction: 2m));
        await feedback.Send(
            new RecordSurveyAnswer(
                FeedbackAlone.Aoba,
                null,
                "NPS",
                SurveyKind.Nps,
                new(2026, 11, 2),
                3m,
                ScaleMin: 0,
                ScaleMax: 10,
                null,
                null
            )
        );
        await feedback.Send(
            new WriteFieldCard(
                FeedbackAlone.Aoba,
                Polarity.Trouble,
                "止まった",
                new(2026, 11, 2),
                "手順",
                "プロダクト",
                "直す",
                "停滞"
            )
        );

        (await feedback.Send(new FeedbackSummariesAsOf(null, Today.AddDays(-1)))).ShouldBeEmpty();
        (await feedback.Send(new FeedbackSummariesAsOf(null, Today)))
            .ShouldHaveSingleItem()
            .ShouldBe(
                new FeedbackSummaryAsOf(
                    FeedbackAlone.Aoba,
                    1,
                    1,
                    0,
                    30,
                    2,
                    0,
                    0.3,
                    18,
                    TroubleCardsIn90Days: 1,
                    SuccessCardsIn90Days: 0
                )
            );
    }

    [Fact]
    public async Task Seen_from_later_a_day_has_the_ticket_that_was_recorded_late_and_not_what_became_of_one_since()
    {
        using var feedback = new FeedbackAlone();
        feedback.Time.NoonOf(new(2026, 11, 3));
        await feedback.Load("tickets", Ticket("HD-1", opened: 1, closed: null, satisfaction: null));
        feedback.Time.NoonOf(Today);
        await feedback.Load("tickets", Ticket("HD-1", opened: 1, closed: 9, satisfaction: 1m, escalated: true));
        await feedback.Load("tickets", Ticket("HD-2", opened: 2, closed: 4, satisfaction: 4m));

        var then = await Known(knownOn: null);
        var later = await Known(Today);

        (then.TicketsIn90Days, then.OpenTickets, then.MeanSatisfaction, then.EscalatedIn90Days).ShouldBe(
            (1, 1, null, 0)
        );
        (later.TicketsIn90Days, later.OpenTickets, later.MeanSatisfaction, later.EscalatedIn90Days).ShouldBe(
            (2, 1, 4, 0)
        );

        async Task<FeedbackSummaryAsOf> Known(DateOnly? knownOn) =>
            (
                await feedback.Send(new FeedbackSummariesAsOf([FeedbackAlone.Aoba], new(2026, 11, 5), knownOn))
            ).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Old_tickets_leave_the_window_but_the_account_stays_known()
    {
        using var feedback = new FeedbackAlone();
        await LoadHistory(feedback, Ticket("HD-1", opened: 1, closed: 5, satisfaction: 2m));

        var summary = await SummaryOn(feedback, new(2027, 1, 30));

        (summary.TicketsIn90Days, summary.UrgentIn90Days, summary.MeanSatisfaction).ShouldBe((0, 0, null));
        (await SummaryOn(feedback, new(2027, 1, 29))).TicketsIn90Days.ShouldBe(1);
    }

    [Fact]
    public async Task The_newest_survey_answer_is_taken_and_other_accounts_are_left_out()
    {
        using var feedback = new FeedbackAlone();
        foreach (
            var (account, day, score) in new[]
            {
                (FeedbackAlone.Aoba, 1, 2m),
                (FeedbackAlone.Aoba, 9, 5m),
                (FeedbackAlone.Midori, 10, 1m),
            }
        )
        {
            await feedback.Send(
                new RecordSurveyAnswer(
                    account,
                    null,
                    "CSAT",
                    SurveyKind.Csat,
                    new(2026, 11, day),
                    score,
                    ScaleMin: 1,
                    ScaleMax: 5,
                    null,
                    null
                )
            );
        }

        var summary = (
            await feedback.Send(new FeedbackSummariesAsOf([FeedbackAlone.Aoba], Today))
        ).ShouldHaveSingleItem();

        (summary.LastSurveyScore, summary.LastSurveyDays).ShouldBe((1, 11));
    }

    [Fact]
    public async Task Facts_about_accounts_are_counted_before_their_import_is_undone()
    {
        using var feedback = new FeedbackAlone();
        await feedback.Load("tickets", Ticket("HD-1", opened: 1, closed: 5, satisfaction: 2m));

        var (held, none) = await feedback.InScope(async services =>
        {
            var holder = services.GetServices<IHoldsAccountFacts>().Single();
            return (
                await holder.About([FeedbackAlone.Aoba], default),
                await holder.About([FeedbackAlone.Midori], default)
            );
        });

        held!.Value.Ja.ShouldBe("問い合わせ 1件、アンケートの回答 0件、気づきカード 0件");
        none.ShouldBeNull();
    }

    private static async Task<FeedbackSummaryAsOf> SummaryOn(FeedbackAlone feedback, DateOnly day) =>
        (await feedback.Send(new FeedbackSummariesAsOf([FeedbackAlone.Aoba], day))).ShouldHaveSingleItem();

    private static Task LoadHistory(FeedbackAlone feedback, Dictionary<string, object?> row) =>
        feedback.InScope(async services =>
        {
            services.GetRequiredService<ImportInProgress>().IsHistory = true;
            var kind = services.GetServices<ImportKind>().Single(kind => kind.Name == "tickets");
            await kind.Db.Transact(
                () => kind.Load([new ImportRow(2, row)], CancellationToken.None),
                CancellationToken.None
            );
            return 0;
        });

    private static Dictionary<string, object?> Ticket(
        string number,
        int opened,
        int? closed,
        decimal? satisfaction,
        bool escalated = false
    ) =>
        new()
        {
            ["ticketId"] = number,
            ["accountId"] = "A-1",
            ["openedAt"] = new DateTime(2026, 11, opened, 3, 0, 0, DateTimeKind.Utc),
            ["priority"] = "urgent",
            ["closedAt"] = closed is { } day ? new DateTime(2026, 11, day, 3, 0, 0, DateTimeKind.Utc) : null,
            ["firstResponseMinutes"] = 30L,
            ["satisfaction"] = satisfaction,
            ["escalated"] = escalated,
        };
}
