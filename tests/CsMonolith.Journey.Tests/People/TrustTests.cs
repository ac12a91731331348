using CsMonolith.Journey.People;
using CsMonolith.Platform;
using CsMonolith.Platform.Permissions;
using CsMonolith.Platform.Requests;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Journey.Tests.People;

/// <summary>Roles of trust are asked for by one person and confirmed by another; nobody lets themselves in.</summary>
public sealed class TrustTests : IAsyncLifetime
{
    private static readonly Guid Machine = Guid.CreateVersion7();
    private readonly JourneyAlone _journey = new();
    private KnownPerson _owner = null!;

    public async Task InitializeAsync()
    {
        _owner = (await _journey.Send(new OpenFirstAdmin("管理 花子")))!;
        As(_owner.Id, Role.Admin, Role.CsOps);
    }

    public Task DisposeAsync()
    {
        _journey.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData(Role.Admin)]
    [InlineData(Role.CsOps)]
    [InlineData(Role.Finance)]
    [InlineData(Role.Auditor)]
    [InlineData(Role.PrivacyOfficer)]
    public async Task A_role_of_trust_is_only_asked_for(Role role)
    {
        var hired = await Hire("sato", Role.Csm, role);

        (hired.Roles.ShouldHaveSingleItem(), hired.AskedRoles.ShouldHaveSingleItem()).ShouldBe((Role.Csm, role));
        (await _journey.Send(new WhoIs(hired.Id)))!.Roles.ShouldBe([Role.Csm]);
        (await Confirm(hired, role)).Error!.Code.ShouldBe("journey.trust.asked-by-yourself");
    }

    [Fact]
    public async Task Another_person_who_holds_the_role_confirms_it()
    {
        var second = await _journey.Hire("second", Role.Admin);
        var hired = await Hire("sato", Role.Admin);

        As(second.Id, Role.Admin);
        var confirmed = await Confirm(hired, Role.Admin);

        (confirmed.Value.State, confirmed.Value.DecidedBy, confirmed.Value.ByOnePerson).ShouldBe(
            (GrantState.Confirmed, second.Id, false)
        );
        (await _journey.Send(new WhoIs(hired.Id)))!.Roles.ShouldBe([Role.Admin]);
        (await _journey.Send(new ConfirmTrustGrant(confirmed.Value.Id))).Error!.Code.ShouldBe("journey.trust.decided");
    }

    [Fact]
    public async Task The_owner_confirms_while_nobody_else_holds_the_role_and_no_longer()
    {
        var second = await _journey.Hire("second", Role.Admin);
        As(second.Id, Role.Admin);
        var (first, next) = (await Hire("first", Role.Finance), await Hire("next", Role.Finance));

        As(_owner.Id, Role.Admin, Role.CsOps);
        (await Confirm(first, Role.Finance)).Error.ShouldBeNull();
        (await Confirm(next, Role.Finance)).Error!.Code.ShouldBe("journey.trust.not-yours");

        As(first.Id, Role.Finance);
        (await Confirm(next, Role.Finance)).Error.ShouldBeNull();
    }

    [Fact]
    public async Task Neither_who_is_to_hold_it_nor_a_stranger_confirms_it()
    {
        var hired = await Hire("sato", Role.Auditor, Role.CsOps);

        As(hired.Id, Role.CsOps);
        (await Confirm(hired, Role.CsOps)).Error!.Code.ShouldBe("journey.trust.own-grant");
        As((await _journey.Hire("finance", Role.Finance)).Id, Role.Finance);
        (await Confirm(hired, Role.Auditor)).Error!.Code.ShouldBe("journey.trust.not-yours");
    }

    [Fact]
    public async Task Who_asked_withdraws_it_and_a_change_of_roles_does_so_too()
    {
        var hired = await Hire("sato", Role.Csm, Role.Finance, Role.Auditor);

        var withdrawn = await _journey.Send(new DeclineTrustGrant(await GrantOf(hired, Role.Finance)));
        var changed = await _journey.Send(
            new ChangePerson(
                hired.Id,
                new PersonChanges { Roles = Optional.Of<IReadOnlyList<Role>>([Role.Csm]) },
                new IfMatch(2)
            )
        );

        withdrawn.Value.State.ShouldBe(GrantState.Declined);
        changed.Value.AskedRoles.ShouldBeEmpty();
        (await Grants()).ShouldAllBe(grant => grant.State == GrantState.Declined);
    }

    [Fact]
    public async Task Where_the_owner_relaxed_the_rule_one_person_grants_until_two_hold_the_role()
    {
        (await Relax(Role.CsOps)).Value.OneMayAct.ShouldBeTrue();

        var first = await Hire("first", Role.CsOps);
        var second = await Hire("second", Role.CsOps);

        (first.Roles.ShouldHaveSingleItem(), second.Roles.Count).ShouldBe((Role.CsOps, 0));
        var grants = await Grants();
        grants.Single(grant => grant.PersonId == first.Id).ByOnePerson.ShouldBeTrue();
        grants.Single(grant => grant.PersonId == second.Id).State.ShouldBe(GrantState.Asked);
        (await _journey.Send(new GetInstallation()))
            .Value.Rules.Single(rule => rule.Role == Role.CsOps)
            .ShouldSatisfyAllConditions(
                rule => rule.IsRelaxed.ShouldBeTrue(),
                rule => rule.OneMayAct.ShouldBeFalse(),
                rule => rule.Holders.ShouldBe(2)
            );
        var noted = await _journey.InStore(db =>
            db.Set<AuditRow>().Where(row => row.ActedAloneAs != null).Select(row => row.ActedAloneAs).ToListAsync()
        );
        noted.ShouldBe(["csOps"]);
    }

    [Fact]
    public async Task A_role_of_trust_is_taken_away_by_two_and_counts_until_then()
    {
        var second = await _journey.Hire("second", Role.Admin);
        var finance = await _journey.Hire("finance", Role.Finance, Role.Csm);
        As(second.Id, Role.Admin);

        var asked = await Keep(finance.Id, Role.Csm);
        (asked.Value.Roles, asked.Value.EndingRoles).ShouldSatisfyAllConditions(
            both => both.Roles.ShouldBe([Role.Csm, Role.Finance], ignoreOrder: true),
            both => both.EndingRoles.ShouldBe([Role.Finance])
        );
        (await ConfirmEnd(finance.Id)).Error!.Code.ShouldBe("journey.trust.not-yours");
        (await Keep(finance.Id, Role.Csm, version: 2)).Value.EndingRoles.ShouldBe([Role.Finance]);
        (await Grants()).Count(grant => grant.TakesAway).ShouldBe(1);

        As(_owner.Id, Role.Admin, Role.CsOps);
        var confirmed = (await ConfirmEnd(finance.Id)).Value;

        (confirmed.TakesAway, confirmed.AskedBy, confirmed.DecidedBy).ShouldBe((true, second.Id, _owner.Id));
        (await _journey.Send(new WhoIs(finance.Id)))!.Roles.ShouldBe([Role.Csm]);
    }

    [Fact]
    public async Task Who_holds_the_role_or_is_to_lose_it_confirms_that_it_ends_and_who_asked_does_not()
    {
        var (first, second) = (await _journey.Hire("first", Role.Auditor), await _journey.Hire("two", Role.Auditor));
        await Keep(first.Id, Role.Csm);
        await Keep(second.Id, Role.Csm);

        (await ConfirmEnd(first.Id)).Error!.Code.ShouldBe("journey.trust.asked-by-yourself");
        As(first.Id, Role.Auditor);
        (await ConfirmEnd(second.Id)).Error.ShouldBeNull();
        (await ConfirmEnd(first.Id)).Error.ShouldBeNull();

        (await _journey.Send(new WhoIs(first.Id)))!.Roles.ShouldBe([Role.Csm]);
        (await _journey.Send(new WhoIs(second.Id)))!.Roles.ShouldBe([Role.Csm]);
    }

    [Fact]
    public async Task Where_the_owner_relaxed_the_rule_one_person_takes_a_role_away()
    {
        await Relax(Role.Finance);
        var finance = await _journey.Hire("finance", Role.Finance);

        (await Keep(finance.Id, Role.Csm)).Value.Roles.ShouldBe([Role.Csm]);

        (await Grants()).ShouldHaveSingleItem().ByOnePerson.ShouldBeTrue();
        var row = await _journey.InStore(db =>
            db.Set<AuditRow>().SingleAsync(one => one.Operation == nameof(ChangePerson))
        );
        row.ActedAloneAs.ShouldBe("finance");
    }

    [Fact]
    public async Task Whoever_leaves_is_shut_out_by_one_and_an_ending_that_was_declined_ends_nothing()
    {
        var finance = await _journey.Hire("finance", Role.Finance);
        await Keep(finance.Id, Role.Csm);

        var ending = (await Grants()).Single(grant => grant.TakesAway);
        (await _journey.Send(new DeclineTrustGrant(ending.Id))).Error.ShouldBeNull();
        var kept = await _journey.Send(
            new ChangePerson(
                finance.Id,
                new PersonChanges { LeftOn = Optional.Of<DateOnly?>(JourneyAlone.Today) },
                new IfMatch(3)
            )
        );

        kept.Value.ShouldSatisfyAllConditions(
            person => person.Roles.ShouldBe([Role.Csm, Role.Finance], ignoreOrder: true),
            person => person.EndingRoles.ShouldBeEmpty()
        );
        (await _journey.Send(new WhoIs(finance.Id))).ShouldBeNull();
    }

    [Theory]
    [InlineData(Role.IntegrationKey, "integrationKey")]
    [InlineData(Role.System, "system")]
    public async Task No_person_is_given_what_only_machines_are(Role role, string word)
    {
        var hired = await _journey.Send(new CreatePerson("x", "x@example.co.jp", [Role.Csm, role]));

        var fault = hired.Error!.Fields.ShouldHaveSingleItem();
        (fault.Pointer, fault.En).ShouldBe(
            ("/roles/1", $"'{word}' is no role for a person. Give a machine a key (POST /v1/api-keys).")
        );
        (await Keep(_owner.Id, role)).Error!.Fields.ShouldHaveSingleItem().Pointer.ShouldBe("/roles/0");
    }

    [Fact]
    public async Task Only_the_owner_relaxes_a_rule_and_only_while_at_most_one_holds_the_role()
    {
        var second = await _journey.Hire("second", Role.Admin);

        (await Relax(Role.Admin)).Error!.Code.ShouldBe("journey.two-person-rule.two-hold-it");
        (await Relax(Role.Csm)).Error!.Fields.ShouldHaveSingleItem().Pointer.ShouldBe("/role");
        As(second.Id, Role.Admin);
        (await Relax(Role.Finance)).Error!.Code.ShouldBe("journey.installation.owners-alone");
    }

    [Fact]
    public async Task Ownership_passes_when_the_owner_offers_it_and_the_other_accepts()
    {
        var second = await _journey.Hire("second", Role.Admin);

        (await _journey.Send(new OfferOwnership(_owner.Id))).Error!.Code.ShouldBe(
            "journey.installation.no-other-administrator"
        );
        (await _journey.Send(new OfferOwnership(second.Id))).Value.OfferedTo.ShouldBe(second.Id);
        (await _journey.Send(new AcceptOwnership())).Error!.Code.ShouldBe("journey.installation.nothing-offered");
        As(second.Id, Role.Admin);
        (await _journey.Send(new OfferOwnership(_owner.Id))).Error!.Code.ShouldBe("journey.installation.owners-alone");
        _journey.Time.Pass(TimeSpan.FromMinutes(1));
        var taken = (await _journey.Send(new AcceptOwnership())).Value;

        (taken.OwnerId, taken.OwnerName, taken.OfferedTo).ShouldBe((second.Id, "second", null));
    }

    [Fact]
    public async Task The_owner_stays_an_administrator_in_service()
    {
        var second = await _journey.Hire("second", Role.Admin);
        As(second.Id, Role.Admin);

        var stripped = await Change(new PersonChanges { Roles = Optional.Of<IReadOnlyList<Role>>([Role.CsOps]) });
        var sentAway = await Change(new PersonChanges { LeftOn = Optional.Of<DateOnly?>(JourneyAlone.Today) });

        (stripped.Error!.Code, sentAway.Error!.Code).ShouldBe(
            ("journey.installation.owner-stays", "journey.installation.owner-stays")
        );
    }

    [Fact]
    public async Task The_only_administrator_takes_on_ordinary_roles_and_no_role_of_trust()
    {
        var trained = await Change(
            new PersonChanges
            {
                Roles = Optional.Of<IReadOnlyList<Role>>([Role.Admin, Role.CsOps, Role.DataScientist, Role.Leader]),
            }
        );
        var trusted = await Change(
            new PersonChanges { Roles = Optional.Of<IReadOnlyList<Role>>([Role.Admin, Role.CsOps, Role.Finance]) },
            version: 2
        );
        await _journey.Hire("second", Role.Admin);
        var notAlone = await Change(
            new PersonChanges { Roles = Optional.Of<IReadOnlyList<Role>>([Role.Admin, Role.CsOps]) },
            version: 2
        );

        trained.Value.Roles.ShouldContain(Role.DataScientist);
        (trusted.Error!.Code, notAlone.Error!.Code).ShouldBe(("journey.person.own-roles", "journey.person.own-roles"));
    }

    [Fact]
    public async Task Whoever_works_alone_may_hold_every_role_from_the_start()
    {
        using var small = new JourneyAlone();

        var alone = (await small.Send(new OpenFirstAdmin("一人 社長", EveryRole: true)))!;

        alone.Roles.ShouldBe([
            Role.Admin,
            Role.CsOps,
            Role.Leader,
            Role.Csm,
            Role.DataScientist,
            Role.Finance,
            Role.Auditor,
            Role.PrivacyOfficer,
        ]);
        (await small.Send(new MayActAlone(alone.Id, Role.Finance))).ShouldBeFalse();
    }

    [Fact]
    public async Task A_key_gives_no_role_of_trust_and_touches_nobody_who_holds_one_nor_its_maker()
    {
        var maker = await _journey.Hire("maker", Role.Csm);
        var auditor = await _journey.Hire("auditor", Role.Auditor);
        var plain = await _journey.Hire("plain", Role.Csm);
        _journey.Caller = Caller.Machine(
            "hr",
            new KeyGrant(Machine, "aaaaaaaa", new HashSet<string>(["people"]), maker.Id)
        );
        var finance = new PersonChanges { Roles = Optional.Of<IReadOnlyList<Role>>([Role.Finance]) };
        var gone = new PersonChanges { LeftOn = Optional.Of<DateOnly?>(JourneyAlone.Today) };

        (await _journey.Send(new CreatePerson("x", "x@example.co.jp", [Role.Auditor]))).Error!.Code.ShouldBe(
            "journey.trust.not-by-key"
        );
        (await _journey.Send(new ChangePerson(plain.Id, finance, new IfMatch(1)))).Error!.Code.ShouldBe(
            "journey.trust.not-by-key"
        );
        foreach (var person in new[] { maker.Id, auditor.Id, _owner.Id })
        {
            (await _journey.Send(new ChangePerson(person, gone, new IfMatch(1)))).Error!.Code.ShouldBe(
                "journey.person.not-by-key"
            );
        }

        (await _journey.Send(new ChangePerson(plain.Id, gone, new IfMatch(1)))).Error.ShouldBeNull();
        var row = await _journey.InStore(db =>
            db.Set<AuditRow>().OrderByDescending(one => one.Id).FirstAsync(one => one.Operation == nameof(ChangePerson))
        );
        (row.Actor, row.KeyMadeBy).ShouldBe(("key:aaaaaaaa", maker.Id));
    }

    private void As(Guid person, params Role[] roles) => _journey.SignIn(person, roles);

    private async Task<PersonProfile> Hire(string name, params Role[] roles) =>
        (await _journey.Send(new CreatePerson(name, $"{name}@example.co.jp", roles))).Value;

    private Task<Result<ShownRule>> Relax(Role role) =>
        _journey.Send(new SetTwoPersonRule(role, IsRelaxed: true, "1人しかいない"));

    private Task<Result<PersonProfile>> Change(PersonChanges changes, long version = 1) =>
        _journey.Send(new ChangePerson(_owner.Id, changes, new IfMatch(version)));

    private Task<Result<PersonProfile>> Keep(Guid person, Role role, long version = 1) =>
        _journey.Send(
            new ChangePerson(
                person,
                new PersonChanges { Roles = Optional.Of<IReadOnlyList<Role>>([role]) },
                new IfMatch(version)
            )
        );

    private async Task<Result<ShownTrustGrant>> ConfirmEnd(Guid person)
    {
        var ending = (await Grants()).Single(grant => grant.PersonId == person && grant.TakesAway);
        return await _journey.Send(new ConfirmTrustGrant(ending.Id));
    }

    private Task<List<TrustGrant>> Grants() =>
        _journey.InStore(db => db.Set<TrustGrant>().AsNoTracking().ToListAsync());

    private async Task<Guid> GrantOf(PersonProfile person, Role role) =>
        (await Grants()).Single(grant => grant.PersonId == person.Id && grant.Role == role).Id;

    private async Task<Result<ShownTrustGrant>> Confirm(PersonProfile person, Role role) =>
        await _journey.Send(new ConfirmTrustGrant(await GrantOf(person, role)));
}
