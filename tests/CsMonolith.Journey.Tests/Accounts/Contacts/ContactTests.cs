using CsMonolith.Journey.Accounts.Contacts;
using CsMonolith.Journey.Activities;
using CsMonolith.Journey.People;
using CsMonolith.Journey.Timeline;
using CsMonolith.Platform;

namespace CsMonolith.Journey.Tests.Accounts.Contacts;

public sealed class ContactTests : IDisposable
{
    private readonly JourneyAlone _journey = new();

    public void Dispose() => _journey.Dispose();

    [Fact]
    public async Task A_contact_is_news_and_its_note_stays_with_it()
    {
        var account = await _journey.Open("C-1");

        var recorded = (await _journey.Send(Call(account.Id) with { Note = "内々の話" })).Value;

        recorded.ById.ShouldBe(_journey.Caller.PersonId);
        (await _journey.Published<CustomerContacted>())
            .ShouldHaveSingleItem()
            .ShouldBe(
                new CustomerContacted(
                    account.Id,
                    new(2026, 11, 18),
                    _journey.Caller.PersonId,
                    Proactive: true,
                    BecauseOfScore: true,
                    "noAnswer"
                )
            );
        (await _journey.Send(new ListTimeline(account.Id, ListAsk.Plain)))
            .Value.Items.Single(line => line.Kind == "contact")
            .Text.ShouldNotContain("内々");
        (await _journey.Send(new ListContacts(account.Id, ListAsk.Plain)))
            .Value.Items.ShouldHaveSingleItem()
            .Note.ShouldBe("内々の話");
    }

    [Fact]
    public async Task A_partner_reads_their_own_notes_and_not_ours()
    {
        var partner = Guid.CreateVersion7();
        var helper = Person.Hire("helper", "helper@partner.example", [Role.PartnerCsm], isDemo: false, partner);
        await _journey.Hold(helper);
        var account = await _journey.Open("C-1", partnerId: partner);
        await _journey.Send(Call(account.Id) with { Note = "内々の話" });
        _journey.SignIn(helper.Id, Role.PartnerCsm);
        await _journey.Send(Call(account.Id) with { Note = "先方の話" });

        (await _journey.Send(new ListContacts(account.Id, ListAsk.Plain)))
            .Value.Items.Select(contact => contact.Note)
            .ShouldBe([null, "先方の話"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_contact_that_has_not_happened_is_refused()
    {
        var account = await _journey.Open("C-1");

        (await _journey.Send(Call(account.Id) with { On = new(2026, 11, 21) })).Error!.Code.ShouldBe(
            "journey.day.not-yet"
        );
    }

    [Fact]
    public async Task A_note_beyond_its_length_is_refused() =>
        (await _journey.Send(Call(Guid.NewGuid()) with { Note = new string('あ', 4001) }))
            .Error!.Fields.ShouldHaveSingleItem()
            .Pointer.ShouldBe("/note");

    [Fact]
    public async Task Contacts_of_another_s_account_are_not_found()
    {
        var sato = await _journey.Hire("sato");
        var account = await _journey.Open("C-1");
        _journey.SignIn(sato.Id, Role.Csm);

        (await _journey.Send(Call(account.Id))).Error.ShouldBe(PlatformErrors.NotFound("account", account.Id));
        (await _journey.Send(new ListContacts(account.Id, ListAsk.Plain))).Error.ShouldBe(
            PlatformErrors.NotFound("account", account.Id)
        );
    }

    private static RecordContact Call(Guid account) =>
        new(
            account,
            new(2026, 11, 18),
            ContactChannel.Call,
            Proactive: true,
            BecauseOfScore: true,
            ContactOutcome.NoAnswer
        );
}
