using System.Text.Json.Serialization;

namespace CsMonolith.Journey.People;

/// <summary>Change what somebody may do, and until when they are here.</summary>
internal sealed record ChangePerson(Guid PersonId, [property: Body] PersonChanges Changes, IfMatch Match)
    : ICommand<PersonProfile>;

internal sealed record PersonChanges
{
    /// <summary>All of their roles.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<IReadOnlyList<Role>> Roles { get; init; }

    /// <summary>The first day on which they are not here any more; <c>null</c> lets them come back.</summary>
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
                RuleForEach(ask => ask.Changes.Roles.Value).NotEqual(Role.System);
            }
        );
}

internal sealed class ChangePersonHandler(JourneyDb db, RequestContext context)
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

        if (ask.Changes.Roles.Is && person.Id == context.Caller.PersonId)
        {
            return JourneyErrors.OwnRoles;
        }

        person.Change(
            ask.Changes.Roles.Or(person.Roles),
            ask.Changes.LeftOn.Or(person.LeftOn),
            ask.Changes.PartnerId.Or(person.PartnerId)
        );
        await db.SaveChangesAsync(cancellation);
        return PersonProfile.Of(person);
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
                "A merge patch: a field that is absent stays as it is, null clears it. "
                    + "If-Match carries the version read."
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
