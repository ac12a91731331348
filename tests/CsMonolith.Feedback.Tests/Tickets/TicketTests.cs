using CsMonolith.Feedback.Tickets;
using CsMonolith.Journey.Contracts;
using CsMonolith.Kernel;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Lists;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Feedback.Tests.Tickets;

public sealed class TicketTests
{
    private static readonly RecordTicket Asked = new(
        FeedbackAlone.Aoba,
        "HD-1",
        new(2026, 11, 18, 9, 40, 0, TimeSpan.FromHours(9)),
        ClosedAt: null,
        TicketPriority.Urgent,
        FirstResponseMinutes: 25,
        Satisfaction: null,
        Escalated: false,
        "電話",
        "請求書が出ない"
    );

    [Fact]
    public async Task A_recorded_ticket_reaches_the_timeline_of_its_account()
    {
        using var feedback = new FeedbackAlone();

        var recorded = await feedback.Send(Asked);

        recorded.Value.OpenedAt.ShouldBe(new DateTime(2026, 11, 18, 0, 40, 0, DateTimeKind.Utc));
        var told = (await feedback.Published<SomethingHappened>()).ShouldHaveSingleItem();
        (told.Account, told.On, told.Kind, told.Ja).ShouldBe(
            (
                FeedbackAlone.Aoba,
                new DateOnly(2026, 11, 18),
                "support-ticket",
                "問い合わせ(優先度: 緊急): 請求書が出ない"
            )
        );
    }

    [Fact]
    public async Task The_same_number_is_not_recorded_twice()
    {
        using var feedback = new FeedbackAlone();
        await feedback.Send(Asked);

        var again = await feedback.Send(Asked);

        again.Error!.Code.ShouldBe("feedback.ticket.exists");
    }

    [Fact]
    public async Task A_ticket_of_the_future_is_refused()
    {
        using var feedback = new FeedbackAlone();

        var recorded = await feedback.Send(Asked with { OpenedAt = Asked.OpenedAt.AddDays(30) });

        recorded.Error!.Fields.ShouldHaveSingleItem().Pointer.ShouldBe("/openedAt");
    }

    [Fact]
    public async Task A_rating_above_five_is_refused_in_both_languages()
    {
        using var feedback = new FeedbackAlone();

        var recorded = await feedback.Send(Asked with { Satisfaction = 6 });

        var fault = recorded.Error!.Fields.ShouldHaveSingleItem();
        fault.Pointer.ShouldBe("/satisfaction");
        fault.Ja.ShouldNotBe(fault.En);
    }

    [Fact]
    public async Task An_account_out_of_sight_answers_like_a_missing_one()
    {
        using var feedback = new FeedbackAlone().AsOwnerOfAoba();

        var hidden = await feedback.Send(Asked with { AccountId = FeedbackAlone.Midori });
        var missing = await feedback.Send(Asked with { AccountId = Guid.CreateVersion7() });

        (hidden.Error!.Code, missing.Error!.Code).ShouldBe(("account.not-found", "account.not-found"));
    }

    [Fact]
    public async Task A_list_holds_only_the_accounts_in_sight()
    {
        using var feedback = new FeedbackAlone().AsOwnerOfAoba();
        await feedback.Load("tickets", Row("HD-1", "A-1"), Row("HD-2", "A-2"));

        var page = await feedback.Send(new ListTickets(ListAsk.Plain));

        page.Value.Items.ShouldHaveSingleItem().ExternalId.ShouldBe("HD-1");
    }

    [Fact]
    public async Task A_data_scientist_reads_no_free_text()
    {
        using var feedback = new FeedbackAlone();
        await feedback.Send(Asked);
        feedback.SignIn(Guid.CreateVersion7(), Role.DataScientist);

        var page = await feedback.Send(new ListTickets(ListAsk.Plain));

        var ticket = page.Value.Items.ShouldHaveSingleItem();
        (ticket.Subject, ticket.ExternalId).ShouldBe((null, null));
        ticket.AccountId.ShouldNotBe(Asked.AccountId);
        (ticket.OpenedAt.Month % 3, ticket.OpenedAt.Day, ticket.OpenedAt.TimeOfDay).ShouldBe((1, 1, TimeSpan.Zero));
    }

    [Fact]
    public async Task An_administrator_reads_no_tickets()
    {
        using var feedback = new FeedbackAlone();
        feedback.SignIn(Guid.CreateVersion7(), Role.Admin);

        var page = await feedback.Send(new ListTickets(ListAsk.Plain));

        page.Error!.Kind.ShouldBe(ErrorKind.Forbidden);
    }

    [Fact]
    public async Task A_file_is_taken_once_and_later_states_are_learnt()
    {
        using var feedback = new FeedbackAlone();
        var first = await feedback.Load("tickets", Row("HD-1", "A-1"), Row("HD-1", "A-1"));
        var closed = Row("HD-1", "A-1", satisfaction: 4);

        var second = await feedback.Load("tickets", closed);
        var third = await feedback.Load("tickets", closed);

        (first[0].Fate, first[1].Fate, second[0].Fate, third[0].Fate).ShouldBe(
            (RowFate.Created, RowFate.Skipped, RowFate.Updated, RowFate.Skipped)
        );
        (await feedback.InStore(db => db.Set<Ticket>().SingleAsync())).Satisfaction.ShouldBe(4);
    }

    [Fact]
    public async Task A_ticket_from_before_the_account_began_is_stored_and_flagged()
    {
        using var feedback = new FeedbackAlone();

        var outcome = (
            await feedback.Load("tickets", Row("HD-1", "A-2", openedAt: new(2025, 12, 31, 3, 0, 0, DateTimeKind.Utc)))
        ).ShouldHaveSingleItem();

        (outcome.Fate, outcome.Column).ShouldBe((RowFate.Created, "openedAt"));
    }

    // An export of a help desk: no priority, "Good" and "Offered", half minutes, "med".
    [Fact]
    public async Task An_export_of_a_help_desk_is_taken_as_it_is()
    {
        using var feedback = new FeedbackAlone();
        var rows = new[]
        {
            Exported("101", null, 12m, "Good"),
            Exported("102", "normal", 12.5m, "Offered"),
            Exported("103", "med", null, "Bad"),
            Exported("104", "high", null, null),
        };

        (await feedback.Load("tickets", rows)).ShouldAllBe(outcome => outcome == RowOutcome.Created);

        (await feedback.InStore(db => db.Set<Ticket>().OrderBy(ticket => ticket.ExternalId).ToListAsync()))
            .Select(ticket => (ticket.Priority, ticket.FirstResponseMinutes, ticket.Satisfaction))
            .ShouldBe([
                (TicketPriority.Medium, 12, 5),
                (TicketPriority.Medium, 13, null),
                (TicketPriority.Medium, null, 1),
                (TicketPriority.High, null, null),
            ]);

        static Dictionary<string, object?> Exported(
            string number,
            string? priority,
            decimal? minutes,
            string? rating
        ) =>
            new(Row(number, "A-1"))
            {
                ["priority"] = priority,
                ["firstResponseMinutes"] = minutes,
                ["satisfaction"] = rating,
            };
    }

    [Fact]
    public async Task A_ticket_whose_priority_is_not_said_again_keeps_it()
    {
        using var feedback = new FeedbackAlone();
        await feedback.Load("tickets", Row("HD-1", "A-1"));
        var again = Row("HD-1", "A-1");
        again["priority"] = null;

        (await feedback.Load("tickets", again)).ShouldBe([RowOutcome.Skipped]);
    }

    [Theory]
    [InlineData("accountId", "A-9")]
    [InlineData("priority", "ふつうでない")]
    [InlineData("satisfaction", "9")]
    [InlineData("satisfaction", "Great")]
    public async Task What_cannot_be_read_or_attached_is_refused_with_its_column(string column, string value)
    {
        using var feedback = new FeedbackAlone();
        var row = Row("HD-1", "A-1");
        row[column] = value;

        var outcome = (await feedback.Load("tickets", row)).ShouldHaveSingleItem();

        (outcome.Fate, outcome.Column).ShouldBe((RowFate.Refused, column));
        (await feedback.Published()).ShouldBeEmpty();
    }

    private static Dictionary<string, object?> Row(
        string number,
        string account,
        decimal? satisfaction = null,
        DateTime? openedAt = null
    ) =>
        new()
        {
            ["ticketId"] = number,
            ["accountId"] = account,
            ["openedAt"] = openedAt ?? new DateTime(2026, 11, 1, 3, 0, 0, DateTimeKind.Utc),
            ["priority"] = "緊急",
            ["closedAt"] = satisfaction is null ? null : new DateTime(2026, 11, 2, 3, 0, 0, DateTimeKind.Utc),
            ["satisfaction"] = satisfaction?.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["escalated"] = false,
        };
}
