using System.Text.Json.Serialization;

namespace CsMonolith.Journey.People;

/// <summary>Change what somebody may do, and until when they are here.</summary>
internal sealed record ChangePerson(Guid PersonId, [property: Body] PersonChanges Changes, IfMatch Match)
    : ICommand<PersonProfile>;

internal sealed record PersonChanges
{
    /// <summary>
    /// All of their roles. Those of trust that are new, and the taking away of those that are left out, are only asked
    /// for: a second person confirms each.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<IReadOnlyList<Role>> Roles { get; init; }

    /// <summary>
    /// The first day on which they are not here any more; <c>null</c> lets them come back. One administrator sets it:
    /// who leaves signs in no more, whatever roles they hold.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<DateOnly?> LeftOn { get; init; }

    /// <summary>The partner organisation that they work for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<Guid?> PartnerId { get; init; }
}

internal sealed class ChangePersonValidator : AbstractValidator<ChangePerson>
{
    public ChangePersonValidator() =>
        When(
            ask => ask.Changes.Roles.Is,
            () =>
            {
                RuleFor(ask => ask.Changes.Roles.Value).NotEmpty();
                RuleForEach(ask => ask.Changes.Roles.Value).ForPeople();
            }
        );
}

internal sealed class ChangePersonHandler(JourneyDb db, Trust trust, RequestContext context)
    : IRequestHandler<ChangePerson, Result<PersonProfile>>
{
    public async Task<Result<PersonProfile>> Handle(ChangePerson ask, CancellationToken cancellation)
    {
        if (await db.Set<Person>().FindAsync([ask.PersonId], cancellation) is not { } person)
        {
            return PlatformErrors.NotFound("person", ask.PersonId);
        }

        if (ask.Match.Refuses(person) is { } stale)
        {
            return stale;
        }

        var wanted = ask.Changes.Roles.Or(person.Roles);
        if (
            (
                KeyRefuses(person)
                ?? await OwnerStays(person, ask.Changes, wanted, cancellation)
                ?? await OwnRoles(person, ask.Changes, wanted, cancellation)
                ?? await trust.Ask(person, wanted.Except(person.Roles).Except(person.AskedRoles), cancellation)
            ) is
            { } refusal
        )
        {
            return refusal;
        }

        if (ask.Changes.Roles.Is)
        {
            await trust.Withdraw(person, [.. person.AskedRoles.Except(wanted)], cancellation);
            await trust.AskToEnd(person, [.. person.Roles.Except(wanted)], cancellation);
        }

        // What was granted or ended at once, as to a small company's first auditor, is among their roles by now or not.
        person.Change(
            [.. wanted.Where(role => !role.IsOfTrust()), .. person.Roles.Where(role => role.IsOfTrust())],
            ask.Changes.LeftOn.Or(person.LeftOn),
            ask.Changes.PartnerId.Or(person.PartnerId)
        );
        await db.SaveChangesAsync(cancellation);
        return PersonProfile.Of(person);
    }

    // A machine neither lifts nor removes whoever watches over it, nor the person behind it.
    private Error? KeyRefuses(Person person) =>
        context.Caller.Key is { } key
        && (person.Id == key.MadeBy || person.Roles.Concat(person.AskedRoles).Any(role => role.IsOfTrust()))
            ? JourneyErrors.KeyTouchesNoTrust(person.Name)
            : null;

    private async Task<Error?> OwnerStays(
        Person person,
        PersonChanges changes,
        IReadOnlyList<Role> wanted,
        CancellationToken cancellation
    ) =>
        ((changes.LeftOn.Is && changes.LeftOn.Value is not null) || !wanted.Contains(Role.Admin))
        && await trust.Owner(cancellation) == person.Id
            ? JourneyErrors.OwnerStays
            : null;

    // Where there is no other administrator to ask, the owner takes on the ordinary roles that the work needs.
    private async Task<Error?> OwnRoles(
        Person person,
        PersonChanges changes,
        IReadOnlyList<Role> wanted,
        CancellationToken cancellation
    )
    {
        if (!changes.Roles.Is || person.Id != context.Caller.PersonId)
        {
            return null;
        }

        var trusted = person.Roles.Where(role => role.IsOfTrust());
        return
            trusted.ToHashSet().SetEquals(wanted.Where(role => role.IsOfTrust()))
            && (await trust.Holders(Role.Admin, cancellation)).Count == 1
            && await trust.Owner(cancellation) == person.Id
            ? null
            : JourneyErrors.OwnRoles;
    }
}

internal sealed class ChangePersonEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Patch(
                "/people/{personId}",
                (Guid personId, PersonChanges changes, IfMatch match) => new ChangePerson(personId, changes, match)
            )
            .AcceptsMergePatch<PersonChanges>()
            .WithSummary("Change somebody's roles, partner or last day")
            .WithDescription(
                "A merge patch: a field that is absent stays as it is, null clears it. New roles of trust are "
                    + "asked for and confirmed by a second person (ConfirmTrustGrant); so is taking one away. "
                    + "Whoever leaves is shut out by leftOn alone. If-Match carries the version read."
            )
            .WithExample(
                new PersonChanges { Roles = Optional.Of<IReadOnlyList<Role>>([Role.Csm, Role.Leader]) },
                PersonProfile.Example with
                {
                    Roles = [Role.Csm, Role.Leader],
                    Version = 2,
                }
            )
            .WithProblems(400, 401, 403, 404, 409, 412, 428);
}
