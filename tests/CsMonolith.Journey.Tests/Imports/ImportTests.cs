using CsMonolith.Journey.Accounts;
using CsMonolith.Journey.Accounts.Contacts;
using CsMonolith.Journey.Activities;
using CsMonolith.Journey.People;
using CsMonolith.Journey.Phases;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Journey.Tests.Imports;

public sealed class ImportTests : IDisposable
{
    private readonly JourneyAlone _journey = new();

    public void Dispose() => _journey.Dispose();

    [Fact]
    public async Task A_ravenstack_header_maps_by_itself()
    {
        var columns = await _journey.InScope(services =>
            Task.FromResult(services.GetServices<ImportKind>().Single(kind => kind.Name == "accounts").Columns)
        );
        string? Mapped(string heading) =>
            columns
                .SingleOrDefault(column => column.AlsoCalled.Append(column.Name).Select(Plain).Contains(Plain(heading)))
                ?.Name;

        "account_id,account_name,industry,country,signup_date,referral_source,plan_tier,seats,is_trial,churn_flag"
            .Split(',')
            .Select(Mapped)
            .ShouldBe([
                "externalId",
                "name",
                "industry",
                "region",
                "startedOn",
                "acquiredThrough",
                null,
                "seats",
                null,
                null,
            ]);

        static string Plain(string text) => text.Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();
    }

    [Fact]
    public async Task New_accounts_are_opened_with_news_and_seats_that_lack_a_day_stay_undated()
    {
        var outcomes = await _journey.Load(
            "accounts",
            Row(
                ("externalId", "A-1"),
                ("name", "みなと物流"),
                ("seats", 120L),
                ("startedOn", new DateOnly(2025, 4, 1)),
                ("purposes", "配車;残業の削減")
            )
        );

        outcomes.ShouldBe([RowOutcome.Created]);
        var account = await Account("A-1");
        (account.Tier, account.Seats, account.SeatsSince).ShouldBe((2, 120, null));
        account.Purposes.ShouldBe(["配車", "残業の削減"]);
        (await _journey.Published()).ShouldBe([nameof(AccountOpened)]);
    }

    [Fact]
    public async Task A_file_loaded_again_changes_nothing()
    {
        await _journey.Hire("sato");
        var row = Row(
            ("externalId", "A-1"),
            ("name", "みなと物流"),
            ("seats", 120L),
            ("tier", "ティア1"),
            ("touch", "ハイタッチ"),
            ("ownerEmail", "SATO@example.co.jp"),
            ("purposes", "配車、残業")
        );

        (await _journey.Load("accounts", row, row)).ShouldBe([RowOutcome.Created, RowOutcome.Skipped]);
        (await _journey.Load("accounts", row)).ShouldBe([RowOutcome.Skipped]);

        (await Account("A-1")).Version.ShouldBe(1);
        (await _journey.InStore(db => db.Set<Ownership>().CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task An_empty_cell_leaves_what_is_stored()
    {
        await _journey.Load("accounts", Row(("externalId", "A-1"), ("name", "みなと物流"), ("industry", "運輸")));

        (
            await _journey.Load(
                "accounts",
                Row(("externalId", "A-1"), ("name", "みなと物流(株)"), ("region", "東京都"))
            )
        ).ShouldBe([RowOutcome.Updated]);

        var account = await Account("A-1");
        (account.Name, account.Industry, account.Region).ShouldBe(("みなと物流(株)", "運輸", "東京都"));
    }

    [Fact]
    public async Task A_person_is_known_by_a_name_that_nobody_else_has()
    {
        var sato = await _journey.Hire("sato");

        var outcomes = await _journey.Load(
            "accounts",
            Row(("externalId", "A-1"), ("name", "みなと物流"), ("ownerEmail", " SATO ")),
            Row(("externalId", "A-2"), ("name", "港"), ("ownerEmail", "山田"))
        );

        outcomes
            .Select(outcome => (outcome.Fate, outcome.Column))
            .ShouldBe([(RowFate.Created, null), (RowFate.Created, "ownerEmail")]);
        (await _journey.InStore(db => db.Set<Ownership>().SingleAsync())).OwnerId.ShouldBe(sato.Id);
    }

    [Theory]
    [InlineData("来社", nameof(ContactChannel.Visit))]
    [InlineData("往訪", nameof(ContactChannel.Visit))]
    [InlineData("架電", nameof(ContactChannel.Call))]
    [InlineData("Web会議", nameof(ContactChannel.Meeting))]
    [InlineData("チャット", nameof(ContactChannel.Digital))]
    public async Task A_channel_has_many_words(string word, string channel)
    {
        await _journey.Load("accounts", Row(("externalId", "A-1"), ("name", "みなと物流")));

        await _journey.Load(
            "contacts",
            Row(("accountExternalId", "A-1"), ("on", new DateOnly(2026, 11, 2)), ("channel", word))
        );

        (await _journey.InStore(db => db.Set<Activity>().SingleAsync())).Channel.ToString().ShouldBe(channel);
    }

    [Fact]
    public async Task A_plan_is_no_tier_and_an_unknown_owner_is_flagged()
    {
        var outcomes = await _journey.Load(
            "accounts",
            Row(("externalId", "A-1"), ("name", "みなと物流"), ("tier", "Basic")),
            Row(("externalId", "A-2"), ("name", "港"), ("ownerEmail", "nobody@example.co.jp"))
        );

        outcomes
            .Select(outcome => (outcome.Fate, outcome.Column))
            .ShouldBe([(RowFate.Created, "tier"), (RowFate.Created, "ownerEmail")]);
        (await Account("A-1")).Tier.ShouldBeNull();
    }

    [Fact]
    public async Task A_row_without_id_or_with_impossible_seats_is_refused_and_the_others_are_stored()
    {
        var outcomes = await _journey.Load(
            "accounts",
            Row(("name", "みなと物流")),
            Row(("externalId", "A-2"), ("name", "港"), ("seats", -1L)),
            Row(("externalId", "A-3"), ("name", "浜"))
        );

        outcomes
            .Select(outcome => (outcome.Fate, outcome.Column))
            .ShouldBe([(RowFate.Refused, "externalId"), (RowFate.Refused, "seats"), (RowFate.Created, null)]);
    }

    [Fact]
    public async Task History_was_known_when_it_took_effect()
    {
        await _journey.Hire("sato");
        await LoadHistory(
            "accounts",
            Row(
                ("externalId", "A-1"),
                ("name", "みなと物流"),
                ("startedOn", new DateOnly(2025, 4, 1)),
                ("seats", 30L),
                ("seatsSince", new DateOnly(2025, 6, 1))
            )
        );
        await LoadHistory(
            "owners",
            Row(("accountExternalId", "A-1"), ("ownerEmail", "sato@example.co.jp"), ("from", new DateOnly(2025, 5, 1)))
        );
        await LoadHistory(
            "phases",
            Row(("accountExternalId", "A-1"), ("phase", "導入期"), ("on", new DateOnly(2025, 4, 1)))
        );

        var then = (await _journey.Send(new AccountsAsOf(null, new(2025, 6, 1)))).ShouldHaveSingleItem();

        (then.OwnerName, then.Phase, then.SeatsAsOf, then.Tier).ShouldBe(("sato", "introduction", 30, 3));
        (await _journey.Send(new AccountsAsOf(null, new(2025, 4, 30)))).ShouldHaveSingleItem().OwnerId.ShouldBeNull();
        (await _journey.Send(new AccountsAsOf(null, new(2025, 3, 31)))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Owners_are_loaded_once_corrected_and_refused_where_they_attach_to_nothing()
    {
        await _journey.Hire("sato");
        await _journey.Hire("suzuki");
        await _journey.Open("A-1");
        var sato = Row(
            ("accountExternalId", "A-1"),
            ("ownerEmail", "sato@example.co.jp"),
            ("from", new DateOnly(2026, 4, 1))
        );
        var suzuki = Row(
            ("accountExternalId", "A-1"),
            ("ownerEmail", "suzuki@example.co.jp"),
            ("from", new DateOnly(2026, 4, 1))
        );

        (await _journey.Load("owners", sato, sato)).ShouldBe([RowOutcome.Created, RowOutcome.Skipped]);
        _journey.Time.Pass(TimeSpan.FromMinutes(1));
        (await _journey.Load("owners", suzuki)).ShouldBe([RowOutcome.Updated]);
        var refused = await _journey.Load(
            "owners",
            Row(("accountExternalId", "A-9"), ("ownerEmail", "sato@example.co.jp"), ("from", new DateOnly(2026, 4, 1))),
            Row(
                ("accountExternalId", "A-1"),
                ("ownerEmail", "nobody@example.co.jp"),
                ("from", new DateOnly(2026, 4, 1))
            )
        );

        refused
            .Select(outcome => (outcome.Fate, outcome.Column))
            .ShouldBe([(RowFate.Refused, "accountExternalId"), (RowFate.Refused, "ownerEmail")]);
        (await _journey.Published()).Count(news => news == nameof(AccountOwnerChanged)).ShouldBe(2);
    }

    [Fact]
    public async Task Phases_are_loaded_once_and_leaving_onboarding_undefined_is_flagged()
    {
        await _journey.Open("A-1");
        var first = Row(("accountExternalId", "A-1"), ("phase", "onboarding"), ("on", new DateOnly(2026, 4, 1)));
        var second = Row(("accountExternalId", "A-1"), ("phase", "運用期"), ("on", new DateOnly(2026, 6, 1)));

        var outcomes = await _journey.Load(
            "phases",
            first,
            first,
            second,
            Row(("accountExternalId", "A-1"), ("phase", "nirvana"), ("on", new DateOnly(2026, 6, 1)))
        );

        outcomes
            .Select(outcome => (outcome.Fate, outcome.Column))
            .ShouldBe([
                (RowFate.Created, null),
                (RowFate.Skipped, null),
                (RowFate.Created, "phase"),
                (RowFate.Refused, "phase"),
            ]);
        (await _journey.Load("phases", first, second))
            .Select(outcome => outcome.Fate)
            .ShouldBe([RowFate.Skipped, RowFate.Skipped]);
    }

    [Fact]
    public async Task Contacts_are_loaded_once_with_news()
    {
        var account = await _journey.Open("A-1");
        var call = Row(
            ("accountExternalId", "A-1"),
            ("on", new DateOnly(2026, 11, 1)),
            ("channel", "電話"),
            ("proactive", true),
            ("outcome", "不在"),
            ("note", "折り返し待ち")
        );

        var outcomes = await _journey.Load(
            "contacts",
            call,
            call,
            Row(("accountExternalId", "A-1"), ("on", new DateOnly(2026, 11, 1)), ("channel", "fax")),
            Row(("accountExternalId", "A-1"), ("on", new DateOnly(2026, 12, 1)), ("channel", "mail")),
            Row(("accountExternalId", "A-9"), ("on", new DateOnly(2026, 11, 1)), ("channel", "mail"))
        );

        outcomes
            .Select(outcome => (outcome.Fate, outcome.Column))
            .ShouldBe([
                (RowFate.Created, null),
                (RowFate.Skipped, null),
                (RowFate.Refused, "channel"),
                (RowFate.Refused, "on"),
                (RowFate.Refused, "accountExternalId"),
            ]);
        (await _journey.Load("contacts", call)).ShouldBe([RowOutcome.Skipped]);
        (await _journey.Send(new ListContacts(account.Id, ListAsk.Plain)))
            .Value.Items.ShouldHaveSingleItem()
            .Outcome.ShouldBe(ContactOutcome.NoAnswer);
        (await _journey.Published<CustomerContacted>()).ShouldHaveSingleItem().Outcome.ShouldBe("noAnswer");
    }

    private static Dictionary<string, object?> Row(params (string Column, object Value)[] cells) =>
        cells.ToDictionary(cell => cell.Column, cell => (object?)cell.Value);

    private Task<Account> Account(string externalId) =>
        _journey.InStore(db => db.Set<Account>().SingleAsync(account => account.ExternalId == externalId));

    private Task LoadHistory(string kind, Dictionary<string, object?> row) =>
        _journey.InScope(async services =>
        {
            var import = services.GetRequiredService<ImportInProgress>();
            (import.Id, import.IsHistory) = (Guid.CreateVersion7(), true);
            var taker = services.GetServices<ImportKind>().Single(one => one.Name == kind);
            await taker.Db.Transact(
                async () =>
                    (await taker.Load([new ImportRow(2, row)], CancellationToken.None))
                        .ShouldHaveSingleItem()
                        .Fate.ShouldBe(RowFate.Created),
                CancellationToken.None
            );
            return 0;
        });
}
