using System.Globalization;
using CsMonolith.Journey.Accounts.Tiers;
using CsMonolith.Journey.Goals;
using CsMonolith.Journey.People;
using CsMonolith.Journey.Timeline;
using CsMonolith.Platform;

namespace CsMonolith.Journey.Tests.Timeline;

public sealed class TimelineTests : IDisposable
{
    private readonly JourneyAlone _journey = new();

    // Another module would name one of its own operations; one of Journey's stands in for it.
    public TimelineTests() => _journey.Registers(new TimelineSource(nameof(ListCsmLoads), "support-ticket"));

    public void Dispose() => _journey.Dispose();

    [Fact]
    public async Task What_any_module_tells_is_written_down_once()
    {
        var account = await _journey.Open("C-1");
        var ticket = new SomethingHappened(
            account.Id,
            new(2026, 11, 19),
            "support-ticket",
            "T-1",
            "Ticket opened",
            "問い合わせがありました"
        );

        await _journey.Hear(ticket, ticket);
        await _journey.Hear(ticket);

        (await Kinds(account.Id)).ShouldBe(["account-opened", "support-ticket"]);
        (await _journey.Send(new ListTimeline(account.Id, ListAsk.Plain))).Value.Items.ShouldAllBe(line =>
            line.Module == "journey"
        );
    }

    [Fact]
    public async Task Journey_s_own_events_are_on_the_timeline_the_newest_first()
    {
        var sato = await _journey.Hire("sato");
        var account = await _journey.Open("C-1", startedOn: new(2026, 4, 1));
        await _journey.Own(account.Id, sato, new(2026, 4, 2));
        await _journey.DefineSuccess(account.Id, sato.Id);

        (await Kinds(account.Id)).ShouldBe(["success-defined", "owner-changed", "account-opened"]);
    }

    [Fact]
    public async Task A_line_is_shown_in_the_reader_s_language()
    {
        var account = await _journey.Open("C-1");
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ja");
        var japanese = (await _journey.Send(new ListTimeline(account.Id, ListAsk.Plain)))
            .Value.Items.ShouldHaveSingleItem()
            .Text;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        var english = (await _journey.Send(new ListTimeline(account.Id, ListAsk.Plain)))
            .Value.Items.ShouldHaveSingleItem()
            .Text;
        CultureInfo.CurrentUICulture = before;

        (japanese, english).ShouldBe(("顧客になりました", "Became a customer"));
    }

    [Fact]
    public async Task The_timeline_of_an_account_out_of_sight_is_not_found()
    {
        var sato = await _journey.Hire("sato");
        var account = await _journey.Open("C-1");
        _journey.SignIn(sato.Id, Role.Csm);

        (await _journey.Send(new ListTimeline(account.Id, ListAsk.Plain))).Error.ShouldBe(
            PlatformErrors.NotFound("account", account.Id)
        );
    }

    [Theory]
    [InlineData(Role.Csm, true, true)]
    [InlineData(Role.Csm, false, false)]
    [InlineData(Role.OtherDepartment, false, false)]
    [InlineData(Role.CsOps, false, true)]
    public async Task A_line_is_read_by_whoever_may_read_what_it_tells_of(Role role, bool owns, bool reads)
    {
        var (sato, colleague) = (await _journey.Hire("sato"), await _journey.Hire("colleague"));
        var account = await _journey.Open("C-1");
        await _journey.Own(account.Id, owns ? sato : colleague);
        await _journey.Send(
            new CreateTeam("一課", colleague.Id, [new(sato.Id, new(2026, 4, 1)), new(colleague.Id, new(2026, 4, 1))])
        );
        await _journey.Hear(
            new SomethingHappened(
                account.Id,
                new(2026, 11, 19),
                "support-ticket",
                "T-1",
                "Ticket opened",
                "問い合わせがありました"
            )
        );
        _journey.SignIn(sato.Id, role);

        (await Kinds(account.Id)).Contains("support-ticket").ShouldBe(reads);
        (await Kinds(account.Id)).ShouldContain("owner-changed");
    }

    [Fact]
    public async Task A_line_of_a_kind_that_no_module_registered_is_read_by_nobody()
    {
        var account = await _journey.Open("C-1");
        await _journey.Hear(
            new SomethingHappened(account.Id, new(2026, 11, 19), "unheard-of", "X-1", "Something", "何か")
        );

        (await Kinds(account.Id)).ShouldBe(["account-opened"]);
    }

    private async Task<IEnumerable<string>> Kinds(Guid account) =>
        (await _journey.Send(new ListTimeline(account, ListAsk.Plain))).Value.Items.Select(line => line.Kind);
}
