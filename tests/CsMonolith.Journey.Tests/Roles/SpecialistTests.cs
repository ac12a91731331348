using CsMonolith.Journey.People;
using CsMonolith.Journey.Roles.Chain;
using CsMonolith.Journey.Roles.Specialists;

namespace CsMonolith.Journey.Tests.Roles;

public sealed class SpecialistTests : IDisposable
{
    private static readonly DateOnly Today = JourneyAlone.Today;
    private readonly JourneyAlone _journey = new();

    public void Dispose() => _journey.Dispose();

    [Fact]
    public async Task A_request_goes_to_whoever_knows_the_topic_the_language_and_the_region()
    {
        var account = (await _journey.Open("C-1")).Id;
        await Knows("topic", ["sso"], ["ja", "en"], []);
        await Knows("language", ["api"], ["ja"], []);
        await Knows("region", ["api"], ["en"], ["大阪府"]);
        var fits = await Knows("fits", [" API "], ["en"], ["東京都"]);

        var asked = (await Ask(account, "api", "en", "東京都")).Value;

        (asked.State, asked.SpecialistId).ShouldBe((SpecialistState.Matched, fits.Id));
        (await Ask(account, "api", "fr", null)).Value.State.ShouldBe(SpecialistState.Unmatched);
        (await Ask(account, "api", "en", null, Today.AddDays(-1))).Error!.Code.ShouldBe(
            "journey.specialist-request.past"
        );
    }

    [Fact]
    public async Task Of_several_who_fit_the_one_with_the_fewest_open_requests_is_asked()
    {
        var account = (await _journey.Open("C-1")).Id;
        var (first, second) = (await Knows("a", ["api"], ["ja"], []), await Knows("b", ["api"], ["ja"], []));

        var asked = new List<Guid?>();
        for (var i = 0; i < 4; i++)
        {
            asked.Add((await Ask(account, "api", "ja", null)).Value.SpecialistId);
        }

        asked.ShouldBe([first.Id, second.Id, first.Id, second.Id]);
        (await _journey.Send(new ListSpecialities(ListAsk.Plain)))
            .Value.Items.Select(one => (one.PersonName, one.OpenRequests))
            .ShouldBe([("a", 2), ("b", 2)]);
    }

    [Fact]
    public async Task A_declined_request_goes_to_the_next_one_with_the_reason_on_record()
    {
        var account = (await _journey.Open("C-1")).Id;
        var (first, second) = (await Knows("a", ["api"], ["ja"], []), await Knows("b", ["api"], ["ja"], []));
        var id = (await Ask(account, "api", "ja", null)).Value.Id;
        _journey.SignIn(second.Id, Role.CsOps);
        (await Answer(id, accepts: true)).Error!.Code.ShouldBe("journey.specialist-request.not-yours");
        _journey.SignIn(first.Id, Role.CsOps);
        (await Answer(id, accepts: false)).Error!.Code.ShouldBe("journey.specialist-request.no-reason");

        var declined = (await Answer(id, accepts: false, "休暇中です。")).Value;

        (declined.State, declined.SpecialistId).ShouldBe((SpecialistState.Matched, second.Id));
        declined.Declines.ShouldHaveSingleItem().Reason.ShouldBe("休暇中です。");
        _journey.SignIn(second.Id, Role.CsOps);
        (await Answer(id, accepts: false, "手一杯です。")).Value.State.ShouldBe(SpecialistState.Unmatched);
        var late = (await Answer(id, accepts: true)).Error!;
        (late.Code, late.Ja).ShouldBe(
            (
                "journey.specialist-request.state",
                "この依頼の状態は「該当者なし」です。「依頼中」のときだけ行えます。読み直してください。"
            )
        );
    }

    [Fact]
    public async Task Nobody_is_asked_who_may_not_answer()
    {
        var account = (await _journey.Open("C-1")).Id;
        var finance = await _journey.Hire("finance", Role.Finance);
        var moved = await Knows("moved", ["api"], ["ja"], []);

        (await Set(finance.Id, ["api"], 0)).Error!.Code.ShouldBe("journey.speciality.may-not-answer");
        (await Set(finance.Id, [], 0)).Error.ShouldBeNull();
        await _journey.InStore(async db =>
        {
            var person = (await db.Set<Person>().FindAsync(moved.Id))!;
            person.Change([Role.Finance], person.LeftOn, person.PartnerId);
            await db.Transact(() => Task.CompletedTask, CancellationToken.None);
            return 0;
        });

        (await Ask(account, "api", "ja", null)).Value.State.ShouldBe(SpecialistState.Unmatched);
        var stays = await Knows("stays", ["api"], ["ja"], []);
        (await Ask(account, "api", "ja", null)).Value.SpecialistId.ShouldBe(stays.Id);
        (await Ask(account, "api", "ja", null, DateOnly.MaxValue)).Error!.Fields[0].Pointer.ShouldBe("/wantedBy");

        Task<Result<ShownSpeciality>> Set(Guid person, IReadOnlyList<string> topics, long version) =>
            _journey.Send(new SetSpecialities(person, new KnownTopics(topics, ["ja"], []), new IfMatch(version)));
    }

    [Fact]
    public async Task Who_accepts_is_in_the_chain_until_it_is_done()
    {
        var account = (await _journey.Open("C-1")).Id;
        var who = await Knows("a", ["api"], ["ja"], []);
        var id = (await Ask(account, "api", "ja", null)).Value.Id;
        (await Finish(id)).Error!.Code.ShouldBe("journey.specialist-request.state");
        _journey.SignIn(who.Id, Role.CsOps);

        (await Answer(id, accepts: true)).Value.State.ShouldBe(SpecialistState.Accepted);
        var during = await Chain(account);
        (await Finish(id)).Value.DoneOn.ShouldBe(Today);

        (during.Role, during.PersonId, during.Topic, during.Until).ShouldBe(
            (ServiceRole.Specialist, who.Id, "api", null)
        );
        (await Chain(account)).Until.ShouldBe(Today);
    }

    [Fact]
    public async Task Whoever_has_left_is_not_asked()
    {
        var account = (await _journey.Open("C-1")).Id;
        var who = await Knows("a", ["api"], ["ja"], []);
        await _journey.InStore(async db =>
        {
            var person = (await db.Set<Person>().FindAsync(who.Id))!;
            person.Change(person.Roles, Today, person.PartnerId);
            await db.Transact(() => Task.CompletedTask, CancellationToken.None);
            return 0;
        });

        (await Ask(account, "api", "ja", null)).Value.State.ShouldBe(SpecialistState.Unmatched);
    }

    private async Task<ShownRole> Chain(Guid account) =>
        (await _journey.Send(new GetAccountRoles(account, AsOf: null))).Value.Roles.ShouldHaveSingleItem();

    private async Task<Person> Knows(
        string name,
        IReadOnlyList<string> topics,
        IReadOnlyList<string> languages,
        IReadOnlyList<string> regions
    )
    {
        var person = await _journey.Hire(name);
        (
            await _journey.Send(
                new SetSpecialities(person.Id, new KnownTopics(topics, languages, regions), new IfMatch(0))
            )
        ).Error.ShouldBeNull();
        return person;
    }

    private Task<Result<ShownSpecialistRequest>> Ask(
        Guid account,
        string topic,
        string? language,
        string? region,
        DateOnly? by = null
    ) =>
        _journey.Send(
            new RequestSpecialist(account, new SpecialistNeed(topic, language, region, "相談", by ?? Today.AddDays(7)))
        );

    private Task<Result<ShownSpecialistRequest>> Answer(Guid id, bool accepts, string? reason = null) =>
        _journey.Send(new AnswerSpecialistRequest(id, new SpecialistAnswer(accepts, reason)));

    private Task<Result<ShownSpecialistRequest>> Finish(Guid id) => _journey.Send(new FinishSpecialistRequest(id));
}
