using CsMonolith.Journey.Contracts;
using CsMonolith.Journey.Stakeholders;
using CsMonolith.Platform;

namespace CsMonolith.Journey.Tests.Stakeholders;

public sealed class PeopleMapTests : IDisposable
{
    private readonly JourneyAlone _journey = new();

    public void Dispose() => _journey.Dispose();

    [Fact]
    public async Task The_map_shows_the_most_influential_first_and_what_they_need_to_hear()
    {
        var account = (await _journey.Open("C-1")).Id;
        await Add(account, "鈴木", Stand(StakeholderRole.Contact, influence: 2));
        await Add(account, "田中", Stand(StakeholderRole.Sponsor, influence: 5) with { Message = "月次の数字" });
        await _journey.Send(
            new RecordInitiativeLevel(account, new LevelEntry(InitiativeLevel.Department, new(2026, 11, 1)))
        );

        var map = await Map(account);

        map.People.Select(person => (person.Name, person.Standing!.Message))
            .ShouldBe([("田中", "月次の数字"), ("鈴木", null)]);
        (map.Level, map.InTouch, map.SingleThreaded, map.Sponsorless).ShouldBe(
            (InitiativeLevel.Department, 2, false, false)
        );
    }

    [Fact]
    public async Task An_address_is_found_on_every_map_that_it_stands_on_whatever_its_case()
    {
        var (one, other) = ((await _journey.Open("C-1")).Id, (await _journey.Open("C-2")).Id);
        foreach (var account in new[] { one, other })
        {
            await _journey.Send(
                new AddStakeholder(
                    account,
                    new NewStakeholder("顧問", Stand(StakeholderRole.Contact), Email: "Adviser@example.jp")
                )
            );
        }

        var found = await _journey.Send(new AccountsByAddress(["adviser@EXAMPLE.jp", "nobody@example.jp"]));

        found.Keys.ShouldBe(["Adviser@example.jp"]);
        found["adviser@example.jp"].ShouldBe([one, other], ignoreOrder: true);
    }

    [Fact]
    public async Task Whoever_leaves_is_gone_from_that_day_on()
    {
        var account = (await _journey.Open("C-1")).Id;
        await Add(account, "鈴木", Stand(StakeholderRole.Contact));
        var sponsor = await Add(account, "田中", Stand(StakeholderRole.Sponsor));

        await _journey.Send(
            new RecordStanding(
                sponsor.Id,
                Stand(StakeholderRole.Sponsor) with
                {
                    From = new(2026, 11, 15),
                    HasLeft = true,
                }
            )
        );

        var (before, after) = (await Map(account, new(2026, 11, 14)), await Map(account));
        (before.People.Count, before.SingleThreaded, before.Sponsorless).ShouldBe((2, false, false));
        (after.People.Count, after.SingleThreaded, after.Sponsorless).ShouldBe((1, true, true));
    }

    [Fact]
    public async Task Accounts_that_hang_on_one_person_or_lack_a_sponsor_are_listed()
    {
        var (safe, single, empty) = (
            (await _journey.Open("C-1")).Id,
            (await _journey.Open("C-2")).Id,
            (await _journey.Open("C-3")).Id
        );
        await Add(safe, "鈴木", Stand(StakeholderRole.Contact));
        await Add(safe, "田中", Stand(StakeholderRole.Sponsor));
        await Add(single, "高橋", Stand(StakeholderRole.Sponsor));
        await Add(single, "伊藤", Stand(StakeholderRole.User) with { InTouch = false });

        var risks = (await _journey.Send(new ListPeopleRisks(ListAsk.Plain))).Value.Items;

        risks
            .Select(risk => (risk.Id, risk.People, risk.InTouch, risk.SingleThreaded, risk.Sponsorless))
            .ShouldBe([(single, 2, 1, true, false), (empty, 0, 0, true, true)]);
        (
            await _journey.Send(
                new ListPeopleRisks(
                    ListAsk.Plain with
                    {
                        Filters = [new Filter("sponsorless", FilterOperator.Eq, "true")],
                    }
                )
            )
        )
            .Value.Items.ShouldHaveSingleItem()
            .Id.ShouldBe(empty);
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused()
    {
        var account = (await _journey.Open("C-1")).Id;
        var person = await Add(account, "田中", Stand(StakeholderRole.Sponsor));

        (await Fields(Stand(StakeholderRole.User, influence: 6))).ShouldBe(["/influence"]);
        (await Fields(Stand(StakeholderRole.User) with { From = new(2026, 11, 21) })).ShouldBe(["/from"]);
        (
            await _journey.Send(
                new AddStakeholder(account, new NewStakeholder("", Stand(StakeholderRole.User, influence: 0)))
            )
        )
            .Error!.Fields.Select(field => field.Pointer)
            .ShouldBe(["/name", "/standing/influence"], ignoreOrder: true);
        (
            await _journey.Send(
                new ChangeStakeholder(
                    person.Id,
                    new StakeholderChanges { Title = Optional.Of<string?>("本部長") },
                    new IfMatch(7)
                )
            )
        ).Error!.Kind.ShouldBe(ErrorKind.Stale);

        async Task<IEnumerable<string>> Fields(Standing standing) =>
            (await _journey.Send(new RecordStanding(person.Id, standing))).Error!.Fields.Select(field => field.Pointer);
    }

    [Fact]
    public async Task The_past_is_told_by_what_was_known_then()
    {
        var account = (await _journey.Open("C-1")).Id;
        await Add(account, "鈴木", Stand(StakeholderRole.Contact));
        _journey.Time.NoonOf(new(2026, 11, 30));
        await Add(account, "田中", Stand(StakeholderRole.Sponsor));

        (await At(new(2026, 11, 20))).ShouldBe(
            new PeopleMapAsOf(account, 1, 1, HasAmbassador: false, HasSponsor: false, Level: null)
        );
        (await At(new(2026, 11, 20), knownOn: new(2026, 11, 30))).ShouldBe(
            new PeopleMapAsOf(account, 2, 2, HasAmbassador: false, HasSponsor: true, Level: null)
        );

        async Task<PeopleMapAsOf> At(DateOnly day, DateOnly? knownOn = null) =>
            (await _journey.Send(new PeopleMapsAsOf([account], day, knownOn))).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_owner_alone_rates_and_a_handover_starts_anew()
    {
        var (sato, suzuki) = (await _journey.Hire("sato"), await _journey.Hire("suzuki"));
        var ops = _journey.Caller;
        var account = (await _journey.Open("C-1")).Id;
        await _journey.Own(account, sato, new(2026, 11, 1));
        _journey.SignIn(sato.Id, Role.Csm);
        await Rate(2);
        await Rate(4);
        (await Ratings()).Select(one => (one.Score, one.Counts)).ShouldBe([(4, true), (2, false)], ignoreOrder: true);
        _journey.SignIn(suzuki.Id, Role.Csm);
        (await Rate(5)).ShouldBe(PlatformErrors.NotFound("account", account));

        _journey.Time.NoonOf(new(2026, 11, 25));
        _journey.Caller = ops;
        await _journey.Own(account, suzuki, new(2026, 11, 25));
        (await Ratings()).Select(one => one.Counts).ShouldBe([false, false]);
        _journey.SignIn(suzuki.Id, Role.Csm);
        (await Rate(3)).ShouldBeNull();
        (await Ratings()).Single(one => one.Counts).Score.ShouldBe(3);

        async Task<Error?> Rate(int score) =>
            (await _journey.Send(new RateRelationship(account, new RelationshipOpinion(score)))).Error;

        async Task<IReadOnlyList<RatedRelationship>> Ratings() =>
            (await _journey.Send(new ListRelationshipRatings(account, ListAsk.Plain))).Value.Items;
    }

    [Fact]
    public async Task People_are_seen_as_their_account_is()
    {
        var sato = await _journey.Hire("sato");
        var account = (await _journey.Open("C-1")).Id;
        var person = await Add(account, "田中", Stand(StakeholderRole.Sponsor));
        _journey.SignIn(sato.Id, Role.Csm);

        (await _journey.Send(new GetPeopleMap(account, AsOf: null))).Error.ShouldBe(
            PlatformErrors.NotFound("account", account)
        );
        (await _journey.Send(new RecordStanding(person.Id, Stand(StakeholderRole.User)))).Error.ShouldBe(
            PlatformErrors.NotFound("stakeholder", person.Id)
        );
        (await _journey.Send(new ListPeopleRisks(ListAsk.Plain))).Value.Items.ShouldBeEmpty();
    }

    private static Standing Stand(StakeholderRole role, int influence = 3) =>
        new(new(2026, 11, 2), role, influence, Stance.Supports);

    private async Task<ShownStakeholder> Add(Guid account, string name, Standing standing) =>
        (await _journey.Send(new AddStakeholder(account, new NewStakeholder(name, standing)))).Value;

    private async Task<PeopleMap> Map(Guid account, DateOnly? day = null) =>
        (await _journey.Send(new GetPeopleMap(account, day))).Value;
}
