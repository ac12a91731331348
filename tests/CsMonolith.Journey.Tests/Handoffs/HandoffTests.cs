using CsMonolith.Journey.Accounts;
using CsMonolith.Journey.Contracts;
using CsMonolith.Journey.Handoffs;
using CsMonolith.Journey.People;
using CsMonolith.Journey.Projects;
using CsMonolith.Journey.Timeline;
using CsMonolith.Platform;

namespace CsMonolith.Journey.Tests.Handoffs;

public sealed class HandoffTests : IDisposable
{
    private static readonly string[] RequiredQuestions =
    [
        "purpose",
        "problem",
        "success-criteria",
        "sponsor",
        "key-user",
        "users",
        "go-live",
        "current-tool",
    ];

    private readonly JourneyAlone _journey = new();

    public void Dispose() => _journey.Dispose();

    [Fact]
    public async Task A_deal_comes_with_its_answers_and_promises_and_says_how_complete_it_is()
    {
        var mori = await _journey.Hire("mori");
        var account = await _journey.Open("C-1");

        var handoff = (
            await _journey.Send(
                Deal(
                    seller: "mori@example.co.jp",
                    answers: [Answer("導入目的", "残業をなくす"), Answer("SSO", "Entra ID")],
                    promises: [Promise("4月までにSSO", PromiseAvailability.Planned)]
                )
            )
        ).Value;

        handoff.AccountId.ShouldBe(account.Id);
        handoff.SellerId.ShouldBe(mori.Id);
        handoff.Completeness.ShouldBe(1 / 8.0);
        handoff.Missing.ShouldBe(RequiredQuestions.Except(["purpose"]));
        handoff.Preparations.ShouldHaveSingleItem().Code.ShouldBe("single-sign-on");
        handoff.OpenGaps.ShouldBe(1);
        var answers = (await _journey.Send(new ListHearingAnswers(account.Id, ListAsk.Plain))).Value.Items;
        answers
            .Select(one => (one.Question, one.Kind, one.AskedById, one.HandoffId))
            .ShouldBe(
                [
                    ("purpose", AnswerKind.First, mori.Id, handoff.Id),
                    ("sign-on", AnswerKind.First, (Guid?)mori.Id, (Guid?)handoff.Id),
                ],
                ignoreOrder: true
            );
        (await _journey.Send(new ListTimeline(account.Id, ListAsk.Plain)))
            .Value.Items.Select(line => line.Kind)
            .ShouldBe(["handoff-received", "promise-made", "account-opened"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_deal_is_handed_over_once_and_nothing_of_a_refused_one_stays()
    {
        var account = await _journey.Open("C-1");
        (await _journey.Send(Deal())).Error.ShouldBeNull();

        (await _journey.Send(Deal())).Error!.Code.ShouldBe("journey.handoff.deal-twice");
        (await _journey.Send(Deal(deal: "D-2", answers: [Answer("導入の狙い", "x")])))
            .Error!.Fields.ShouldHaveSingleItem()
            .Pointer.ShouldBe("/answers/0/question");
        (await _journey.Send(Deal(deal: "D-3", promises: [Promise("x", PromiseAvailability.Planned, Guid.NewGuid())])))
            .Error!.Fields.ShouldHaveSingleItem()
            .Pointer.ShouldBe("/promises/0/ownerId");
        (await _journey.Send(Deal(deal: "D-4", external: "C-9"))).Error!.Kind.ShouldBe(ErrorKind.NotFound);
        (await _journey.Send(Deal(deal: "D-5") with { AccountId = account.Id })).Error!.Code.ShouldBe(
            "journey.handoff.one-account"
        );
        (await _journey.Send(Deal(deal: "D-6") with { SourceLink = "javascript:alert(1)" }))
            .Error!.Fields.ShouldHaveSingleItem()
            .Pointer.ShouldBe("/sourceLink");
        (await _journey.Send(Deal(deal: "D-7") with { WonOn = JourneyAlone.Today.AddDays(1) })).Error!.Code.ShouldBe(
            "journey.day.not-yet"
        );

        (await _journey.Send(new ListHandoffs(ListAsk.Plain))).Value.Items.ShouldHaveSingleItem();
        (await _journey.Send(new ListHearingAnswers(account.Id, ListAsk.Plain))).Value.Items.ShouldBeEmpty();
        (await _journey.Send(new ListPromises(ListAsk.Plain))).Value.Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_known_question_asked_again_is_flagged_and_counts_for_whoever_asked_but_a_correction_does_not()
    {
        var (sato, account) = (await _journey.Hire("sato"), await _journey.Open("C-1"));
        await _journey.Send(Deal(answers: [Answer("purpose", "残業をなくす")]));
        _journey.SignIn(sato.Id, Role.CsOps);

        var again = await _journey.Send(new AnswerHearing(account.Id, Answer("導入目的", "残業を減らす")));
        var corrected = await _journey.Send(
            new AnswerHearing(account.Id, Answer("purpose", "残業をなくす") with { Corrects = true })
        );
        var first = await _journey.Send(new AnswerHearing(account.Id, Answer("sponsor", "田中")));

        (again.Value.Kind, again.Value.AskedById).ShouldBe((AnswerKind.AskedAgain, sato.Id));
        corrected.Value.Kind.ShouldBe(AnswerKind.Correction);
        first.Value.Kind.ShouldBe(AnswerKind.First);
        (await _journey.Send(new HandoffSignals(null, JourneyAlone.Today)))[account.Id].AskedAgain.ShouldBe(1);
    }

    [Fact]
    public async Task Whoever_changes_a_handoff_must_have_read_it_as_it_is()
    {
        await _journey.Open("C-1");
        var handoff = (await _journey.Send(Deal())).Value;
        var changed = await Change(
            handoff,
            handoff.Version,
            new HandoffChanges { Seller = Optional.Of<string?>("岡田 剛") }
        );

        (changed.Value.Version, changed.Value.Seller).ShouldBe((handoff.Version + 1, "岡田 剛"));
        var late = await Change(
            handoff,
            handoff.Version,
            new HandoffChanges { Title = Optional.Of<string?>("別の名前") }
        );
        late.Error!.Kind.ShouldBe(ErrorKind.Stale);
        (
            await _journey.Send(new ChangeHandoff(handoff.Id, new HandoffChanges(), IfMatch.Read("")))
        ).Error!.Kind.ShouldBe(ErrorKind.PreconditionRequired);
        (await Change(handoff, changed.Value.Version, new HandoffChanges { Title = Optional.Of<string?>(null) }))
            .Error!.Fields.ShouldHaveSingleItem()
            .Pointer.ShouldBe("/title");
    }

    [Fact]
    public async Task Taking_a_customer_over_opens_the_project_with_lead_and_seller()
    {
        var (sato, mori) = (await _journey.Hire("sato"), await _journey.Hire("mori"));
        var account = await _journey.Open("C-1");
        await _journey.Own(account.Id, sato);
        var handoff = (await _journey.Send(Deal(seller: "mori"))).Value;

        var taken = (await Acknowledge(handoff)).Value;

        var project = (await _journey.Send(new GetSuccessProject(taken.ProjectId!.Value))).Value;
        (project.LeadId, project.HandoffId, project.Title).ShouldBe((sato.Id, handoff.Id, "配車クラウド"));
        project.Members.ShouldBe([
            new ProjectMember(sato.Id, ProjectPart.Accountable, null),
            new ProjectMember(mori.Id, ProjectPart.Informed, "sales"),
        ]);
        (
            await _journey.Send(new AcknowledgeHandoff(handoff.Id, new HandoffTaken(), Version(taken.Version)))
        ).Error!.Code.ShouldBe("journey.handoff.acknowledged");
    }

    [Fact]
    public async Task A_customer_whom_nobody_owns_is_taken_over_by_whoever_does_so_or_by_whom_they_name()
    {
        var sato = await _journey.Hire("sato");
        await _journey.Open("C-1");
        var (one, other) = ((await _journey.Send(Deal())).Value, (await _journey.Send(Deal(deal: "D-2"))).Value);

        _journey.SignIn(null, Role.CsOps);
        (await Acknowledge(one)).Error!.Code.ShouldBe("journey.project.nobody-leads");
        (await Acknowledge(one, Guid.NewGuid())).Error!.Code.ShouldBe("journey.person.unknown");
        (await Acknowledge(one, sato.Id)).Error.ShouldBeNull();
        _journey.SignIn(sato.Id, Role.CsOps);
        var taken = (await Acknowledge(other)).Value;
        (await _journey.Send(new GetSuccessProject(taken.ProjectId!.Value))).Value.LeadId.ShouldBe(sato.Id);
    }

    [Fact]
    public async Task What_was_known_of_a_handoff_on_a_day_stays_so()
    {
        var account = await _journey.Open("C-1");
        var handoff = (await _journey.Send(Deal(promises: [Promise("SSO", PromiseAvailability.NotPlanned)]))).Value;
        _journey.Time.NoonOf(new(2026, 11, 21));
        await _journey.Send(new AnswerHearing(account.Id, Answer("purpose", "残業をなくす")));
        var promise = (await _journey.Send(new ListPromises(ListAsk.Plain))).Value.Items.Single();
        (
            await _journey.Send(
                new ChangePromise(
                    promise.Id,
                    new PromiseChanges
                    {
                        Resolution = Optional.Of<string?>("手順に合意"),
                        ResolvedOn = Optional.Of<DateOnly?>(new DateOnly(2026, 11, 21)),
                    },
                    Version(promise.Version)
                )
            )
        ).Value.IsOpenGap.ShouldBeFalse();

        (await _journey.Send(new HandoffSignals(null, new(2026, 11, 19)))).ShouldBeEmpty();
        (await _journey.Send(new HandoffSignals(null, new(2026, 11, 20))))[account.Id]
            .ShouldBe(new HandoffSignal(0, 1, 0));
        (await _journey.Send(new HandoffSignals(null, new(2026, 11, 21))))[account.Id]
            .ShouldBe(new HandoffSignal(1 / 8.0, 0, 0));
        handoff.OpenGaps.ShouldBe(1);
    }

    [Fact]
    public async Task Who_does_not_see_the_account_sees_no_handoff_of_it()
    {
        var (sato, suzuki) = (await _journey.Hire("sato"), await _journey.Hire("suzuki"));
        var account = await _journey.Open("C-1");
        await _journey.Own(account.Id, sato);
        var handoff = (await _journey.Send(Deal(promises: [Promise("SSO", PromiseAvailability.Planned)]))).Value;
        var taken = (await Acknowledge(handoff)).Value;
        var promise = (await _journey.Send(new ListPromises(ListAsk.Plain))).Value.Items.Single();
        _journey.SignIn(suzuki.Id, Role.Csm);

        (await _journey.Send(new GetHandoff(handoff.Id))).Error!.Kind.ShouldBe(ErrorKind.NotFound);
        (await _journey.Send(new GetPromise(promise.Id))).Error!.Kind.ShouldBe(ErrorKind.NotFound);
        (await _journey.Send(new GetSuccessProject(taken.ProjectId!.Value))).Error!.Kind.ShouldBe(ErrorKind.NotFound);
        (await _journey.Send(new GetKickoffBrief(taken.ProjectId!.Value))).Error!.Kind.ShouldBe(ErrorKind.NotFound);
        (await _journey.Send(new ListHandoffs(ListAsk.Plain))).Value.Items.ShouldBeEmpty();
        (await _journey.Send(new ListPromises(ListAsk.Plain))).Value.Items.ShouldBeEmpty();
        (await _journey.Send(new ListSuccessProjects(ListAsk.Plain))).Value.Items.ShouldBeEmpty();
        (await _journey.Send(Deal(deal: "D-2"))).Error!.Kind.ShouldBe(ErrorKind.NotFound);
        _journey.SignIn(sato.Id, Role.Csm);
        (await _journey.Send(new GetHandoff(handoff.Id))).Error.ShouldBeNull();
    }

    private static ReceiveHandoff Deal(
        string deal = "D-1",
        string external = "C-1",
        string? seller = null,
        IReadOnlyList<GivenAnswer>? answers = null,
        IReadOnlyList<GivenPromise>? promises = null
    ) =>
        new(
            "Salesforce",
            deal,
            "配車クラウド",
            new DateOnly(2026, 11, 18),
            AccountExternalId: external,
            Seller: seller,
            Answers: answers,
            Promises: promises
        );

    private static GivenAnswer Answer(string question, string answer) =>
        new(question, answer, new DateOnly(2026, 11, 17), "田中 健一");

    private static GivenPromise Promise(string what, PromiseAvailability availability, Guid? owner = null) =>
        new(what, new DateOnly(2026, 11, 17), availability, OwnerId: owner);

    private static IfMatch Version(long version) => IfMatch.Read($"\"{version}\"");

    private Task<Result<HandoffProfile>> Change(HandoffProfile handoff, long version, HandoffChanges changes) =>
        _journey.Send(new ChangeHandoff(handoff.Id, changes, Version(version)));

    private Task<Result<HandoffProfile>> Acknowledge(HandoffProfile handoff, Guid? lead = null) =>
        _journey.Send(new AcknowledgeHandoff(handoff.Id, new HandoffTaken(lead), Version(handoff.Version)));
}
