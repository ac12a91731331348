using System.Text.Json;
using CsMonolith.Journey.Accounts;
using CsMonolith.Journey.People;
using CsMonolith.Platform;
using CsMonolith.Platform.Permissions;
using CsMonolith.Platform.Requests;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Journey.Tests.Accounts;

public sealed class AccountTests : IDisposable
{
    private readonly JourneyAlone _journey = new();

    public void Dispose() => _journey.Dispose();

    [Fact]
    public async Task An_opened_account_gets_its_tier_by_rule_and_is_news()
    {
        var opened = await _journey.Open("C-1", seats: 120);

        (opened.Tier, opened.TierByHand, opened.SeatsSince, opened.Version).ShouldBe((2, false, null, 1));
        (await _journey.Published()).ShouldBe([nameof(AccountOpened)]);
    }

    [Fact]
    public async Task An_external_id_is_borne_by_one_account()
    {
        await _journey.Open("C-1");

        (await _journey.Send(new CreateAccount("C-1", "もう一社"))).Error!.Code.ShouldBe(
            "journey.account.external-id-taken"
        );
    }

    [Fact]
    public async Task Impossible_seats_and_tiers_are_refused_field_by_field()
    {
        var refused = await _journey.Send(new CreateAccount("C-1", "", Seats: -1, Tier: 5));

        refused.Error!.Fields.Select(fault => fault.Pointer).ShouldBe(["/name", "/seats", "/tier"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_change_touches_what_is_given_and_null_clears()
    {
        var opened = await _journey.Open("C-1", seats: 30);
        var changes = JsonSerializer.Deserialize<AccountChanges>(
            """{"industry":null,"seats":600,"purposes":["配車の効率化"]}""",
            Wire.Json
        )!;

        var changed = (await _journey.Send(new ChangeAccount(opened.Id, changes, new IfMatch(opened.Version)))).Value;

        (changed.Industry, changed.Region, changed.Seats, changed.SeatsSince, changed.Tier).ShouldBe(
            (null, "東京都", 600, JourneyAlone.Today, 1)
        );
        changed.Purposes.ShouldBe(["配車の効率化"]);
        changed.Version.ShouldBe(2);
    }

    [Fact]
    public async Task A_change_leaves_what_was_before_in_its_audit_row_and_a_creation_leaves_nothing()
    {
        var opened = await _journey.Open("C-1", seats: 30);
        var changes = JsonSerializer.Deserialize<AccountChanges>("""{"seats":600,"name":"新しい名前"}""", Wire.Json)!;

        await _journey.Send(new ChangeAccount(opened.Id, changes, new IfMatch(opened.Version)));

        var rows = await _journey.InStore(db =>
            db.Set<AuditRow>().OrderBy(row => row.Id).Select(row => new { row.Operation, row.Before }).ToListAsync()
        );
        rows.Single(row => row.Operation == nameof(CreateAccount)).Before.ShouldBeNull();
        var before = JsonDocument
            .Parse(rows.Single(row => row.Operation == nameof(ChangeAccount)).Before!)
            .RootElement.EnumerateArray()
            .Single(row => row.GetProperty("of").GetString() == "Account");
        before.GetProperty("id").GetString().ShouldBe(opened.Id.ToString());
        var was = before.GetProperty("was");
        (was.GetProperty("seats").GetInt32(), was.GetProperty("name").GetString()).ShouldBe((30, opened.Name));
        was.TryGetProperty("region", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task An_audit_row_tells_of_its_own_change_alone()
    {
        var (first, second) = (await _journey.Open("C-1", seats: 30), await _journey.Open("C-2", seats: 40));
        var changes = JsonSerializer.Deserialize<AccountChanges>("""{"seats":600}""", Wire.Json)!;

        (await _journey.Send(new ChangeAccount(first.Id, changes, new IfMatch(9)))).Error.ShouldNotBeNull();
        await _journey.Send(new ChangeAccount(second.Id, changes, new IfMatch(second.Version)));

        var before = await _journey.InStore(db =>
            db.Set<AuditRow>()
                .Where(row => row.Operation == nameof(ChangeAccount))
                .Select(row => row.Before)
                .SingleAsync()
        );
        before!.ShouldContain(second.Id.ToString());
        before!.ShouldNotContain(first.Id.ToString());
    }

    [Fact]
    public void A_field_that_an_account_lacks_is_refused() =>
        Should.Throw<JsonException>(() =>
            JsonSerializer.Deserialize<AccountChanges>("""{"colour":"red"}""", Wire.Json)
        );

    [Fact]
    public async Task A_name_is_not_cleared()
    {
        var opened = await _journey.Open("C-1");

        var changed = await _journey.Send(
            new ChangeAccount(opened.Id, new AccountChanges { Name = Optional.Of<string?>(null) }, new IfMatch(1))
        );

        changed.Error!.Fields.ShouldHaveSingleItem().Pointer.ShouldBe("/name");
    }

    [Fact]
    public async Task A_change_of_another_version_is_refused()
    {
        var opened = await _journey.Open("C-1");
        var changes = new AccountChanges { Region = Optional.Of<string?>("大阪府") };

        (await _journey.Send(new ChangeAccount(opened.Id, changes, new IfMatch((long?)null)))).Error!.Code.ShouldBe(
            "platform.if-match-missing"
        );
        (await _journey.Send(new ChangeAccount(opened.Id, changes, new IfMatch(9)))).Error!.Code.ShouldBe(
            "platform.stale"
        );
    }

    [Fact]
    public async Task A_tier_chosen_by_hand_stays_until_it_is_given_back_to_the_rules()
    {
        var opened = await _journey.Open("C-1", seats: 30);
        var chosen = (
            await _journey.Send(
                new ChangeAccount(opened.Id, new AccountChanges { Tier = Optional.Of<int?>(1) }, new IfMatch(1))
            )
        ).Value;
        var grown = (
            await _journey.Send(
                new ChangeAccount(opened.Id, new AccountChanges { Seats = Optional.Of<int?>(200) }, new IfMatch(2))
            )
        ).Value;
        var given = (
            await _journey.Send(
                new ChangeAccount(opened.Id, new AccountChanges { Tier = Optional.Of<int?>(null) }, new IfMatch(3))
            )
        ).Value;

        (chosen.Tier, grown.Tier, given.Tier, given.TierByHand).ShouldBe((1, 1, 2, false));
    }

    [Fact]
    public async Task A_list_is_filtered_and_sorted_by_what_counts_today()
    {
        var sato = await _journey.Hire("sato");
        var (one, two) = (await _journey.Open("C-1", seats: 600), await _journey.Open("C-2", seats: 5));
        await _journey.Open("C-3", seats: 5);
        await _journey.Own(one.Id, sato);
        await _journey.Own(two.Id, sato);

        var owned = await _journey.Send(
            new ListAccounts(
                ListAsk.Plain with
                {
                    Filters =
                    [
                        new Filter("ownerId", FilterOperator.Eq, $"{sato.Id}"),
                        new Filter("tier", FilterOperator.Gte, "1"),
                    ],
                    Sort = [new SortKey("tier", Descending: true)],
                }
            )
        );

        owned
            .Value.Items.Select(account => (account.ExternalId, account.OwnerName))
            .ShouldBe([("C-2", "sato"), ("C-1", "sato")]);
    }

    [Fact]
    public async Task A_walk_over_pages_sees_every_account_once()
    {
        foreach (var id in new[] { "C-3", "C-1", "C-2" })
        {
            await _journey.Open(id);
        }

        var seen = new List<string>();
        var ask = ListAsk.Plain with
        {
            Limit = 1,
            Sort =
            [
                new SortKey("touch", Descending: false),
                new SortKey("phase", Descending: true),
                new SortKey("name", Descending: false),
            ],
        };
        do
        {
            var page = (await _journey.Send(new ListAccounts(ask))).Value;
            seen.AddRange(page.Items.Select(account => account.ExternalId));
            ask = ask with { Cursor = page.NextCursor };
        } while (ask.Cursor is not null);

        seen.ShouldBe(["C-1", "C-2", "C-3"]);
    }

    [Fact]
    public async Task A_field_that_the_list_lacks_is_refused() =>
        (
            await _journey.Send(
                new ListAccounts(ListAsk.Plain with { Filters = [new Filter("colour", FilterOperator.Eq, "red")] })
            )
        ).Error!.Code.ShouldBe("platform.invalid");

    [Fact]
    public async Task What_is_out_of_scope_answers_like_what_is_missing()
    {
        var (sato, suzuki) = (await _journey.Hire("sato"), await _journey.Hire("suzuki"));
        var (mine, theirs) = (await _journey.Open("C-1"), await _journey.Open("C-2"));
        await _journey.Own(mine.Id, sato);
        await _journey.Own(theirs.Id, suzuki);
        _journey.SignIn(sato.Id, Role.Csm);

        (await _journey.Send(new GetAccount(theirs.Id))).Error.ShouldBe(PlatformErrors.NotFound("account", theirs.Id));
        (await _journey.Send(new ChangeAccount(theirs.Id, new AccountChanges(), new IfMatch(1)))).Error.ShouldBe(
            PlatformErrors.NotFound("account", theirs.Id)
        );
        (await _journey.Send(new GetAccount(mine.Id))).Value.OwnerName.ShouldBe("sato");
        (await _journey.Send(new ListAccounts(ListAsk.Plain))).Value.Items.ShouldHaveSingleItem().Id.ShouldBe(mine.Id);
    }

    [Fact]
    public async Task A_data_scientist_sees_pseudonyms_and_does_not_filter_by_name()
    {
        var opened = await _journey.Open("C-1");
        _journey.SignIn(Guid.NewGuid(), Role.DataScientist);

        var shown = (await _journey.Send(new ListAccounts(ListAsk.Plain))).Value.Items.ShouldHaveSingleItem();

        shown.Id.ShouldNotBe(opened.Id);
        (shown.Name, shown.ExternalId).ShouldBe((PurposePseudonyms.Name(shown.Id), shown.Name));
        (shown.Industry, shown.Region, shown.StartedOn).ShouldBe((null, null, null));
        (await _journey.Send(new GetAccount(shown.Id))).Value.Name.ShouldBe(shown.Name);
        (await _journey.Send(new GetAccount(opened.Id))).Error!.Code.ShouldBe("account.not-found");
        (
            await _journey.Send(
                new ListAccounts(ListAsk.Plain with { Filters = [new Filter("name", FilterOperator.Contains, "C-1")] })
            )
        ).Error!.Code.ShouldBe("platform.invalid");
    }

    [Fact]
    public async Task An_owner_who_is_not_in_service_is_refused()
    {
        var opened = await _journey.Open("C-1");

        (
            await _journey.Send(new AssignOwner(opened.Id, new NextOwner(Guid.NewGuid(), JourneyAlone.Today)))
        ).Error!.Code.ShouldBe("journey.person.unknown");
    }

    [Fact]
    public async Task An_account_is_not_handed_to_its_owner()
    {
        var sato = await _journey.Hire("sato");
        var opened = await _journey.Open("C-1");
        await _journey.Own(opened.Id, sato, new(2026, 4, 1));

        (
            await _journey.Send(new AssignOwner(opened.Id, new NextOwner(sato.Id, JourneyAlone.Today)))
        ).Error!.Code.ShouldBe("journey.account.already-owner");
    }

    [Fact]
    public async Task A_handover_is_news_and_the_past_keeps_its_owner()
    {
        var (sato, suzuki) = (await _journey.Hire("sato"), await _journey.Hire("suzuki"));
        var opened = await _journey.Open("C-1");
        await _journey.Own(opened.Id, sato, new(2026, 4, 1));

        await _journey.Own(opened.Id, suzuki, new(2026, 11, 1));

        (await _journey.Published<AccountOwnerChanged>())
            .Last()
            .ShouldBe(new AccountOwnerChanged(opened.Id, suzuki.Id, new(2026, 11, 1)));
        (await _journey.Send(new OwnersOn(new(2026, 10, 31))))[opened.Id].ShouldBe(sato.Id);
        (await _journey.Send(new OwnersOn(new(2026, 11, 1))))[opened.Id].ShouldBe(suzuki.Id);
        (await _journey.Send(new OwnersOn(new(2026, 3, 31)))).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_correction_for_the_same_day_counts()
    {
        var (sato, suzuki) = (await _journey.Hire("sato"), await _journey.Hire("suzuki"));
        var opened = await _journey.Open("C-1");
        await _journey.Own(opened.Id, sato);
        _journey.Time.Pass(TimeSpan.FromMinutes(1));

        await _journey.Own(opened.Id, suzuki);

        (await _journey.Send(new OwnersOn(JourneyAlone.Today)))[opened.Id].ShouldBe(suzuki.Id);
    }
}
