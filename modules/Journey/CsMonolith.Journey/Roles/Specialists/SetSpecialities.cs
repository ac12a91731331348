using CsMonolith.Journey.People;

namespace CsMonolith.Journey.Roles.Specialists;

/// <summary>Say what somebody knows and can be called for.</summary>
internal sealed record SetSpecialities(Guid PersonId, [property: Body] KnownTopics Known, IfMatch Match)
    : ICommand<ShownSpeciality>;

/// <param name="Topics">Empty where they are not called for anything any more.</param>
/// <param name="Languages">Languages in which they can do it: ja, en.</param>
/// <param name="Regions">Regions in which they can do it; empty for everywhere.</param>
internal sealed record KnownTopics(
    IReadOnlyList<string> Topics,
    IReadOnlyList<string> Languages,
    IReadOnlyList<string> Regions
);

/// <param name="OpenRequests">Requests that are matched to them or that they have accepted.</param>
/// <param name="Version">Also its ETag; 0 while nobody has said anything.</param>
internal sealed record ShownSpeciality(
    Guid PersonId,
    string PersonName,
    IReadOnlyList<string> Topics,
    IReadOnlyList<string> Languages,
    IReadOnlyList<string> Regions,
    int OpenRequests,
    long Version
)
{
    public static ShownSpeciality Example { get; } =
        new(
            Guid.Parse("0199a000-0000-7000-8000-000000000001"),
            "佐藤 美咲",
            ["データ連携", "api"],
            ["en", "ja"],
            ["東京都"],
            OpenRequests: 0,
            Version: 1
        );

    public static ShownSpeciality Of(Speciality one, string name, int open) =>
        new(one.PersonId, name, one.Topics, one.Languages, one.Regions, open, one.Version);
}

internal sealed class SetSpecialitiesValidator : AbstractValidator<SetSpecialities>
{
    public SetSpecialitiesValidator()
    {
        RuleFor(ask => ask.Known.Topics.Count).LessThanOrEqualTo(50);
        RuleFor(ask => ask.Known.Languages.Count).LessThanOrEqualTo(20);
        RuleFor(ask => ask.Known.Regions.Count).LessThanOrEqualTo(60);
        RuleForEach(ask => ask.Known.Topics).NotEmpty().MaximumLength(60);
        RuleForEach(ask => ask.Known.Languages).NotEmpty().MaximumLength(10);
        RuleForEach(ask => ask.Known.Regions).NotEmpty().MaximumLength(60);
    }
}

internal sealed class SetSpecialitiesHandler(JourneyDb db, SpecialistDesk desk)
    : IRequestHandler<SetSpecialities, Result<ShownSpeciality>>
{
    public async Task<Result<ShownSpeciality>> Handle(SetSpecialities ask, CancellationToken cancellation)
    {
        if (await db.Set<Person>().FindAsync([ask.PersonId], cancellation) is not { } person)
        {
            return PlatformErrors.NotFound("person", ask.PersonId);
        }

        var known = await db.Set<Speciality>().FindAsync([ask.PersonId], cancellation);
        var speciality = known ?? new Speciality(ask.PersonId);
        if (ask.Match.Refuses(speciality) is { } stale)
        {
            return stale;
        }

        if (ask.Known.Topics.Count > 0 && !desk.MayAnswer(person))
        {
            return RoleErrors.MayNotAnswer(person.Name);
        }

        speciality.Know(ask.Known.Topics, ask.Known.Languages, ask.Known.Regions);
        if (known is null)
        {
            db.Set<Speciality>().Add(speciality);
        }

        await db.SaveChangesAsync(cancellation);
        var open = await SpecialistRequest.OpenOf(db, cancellation);
        return ShownSpeciality.Of(speciality, person.Name, open.GetValueOrDefault(person.Id));
    }
}

internal sealed class SetSpecialitiesEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Put(
                "/people/{personId}/specialities",
                (Guid personId, KnownTopics known, IfMatch match) => new SetSpecialities(personId, known, match)
            )
            .WithSummary("Say what somebody knows and can be called for")
            .WithDescription(
                "Replaces what was said before. Requests for specialists are matched by it, so only whoever may answer them "
                    + "has topics."
            )
            .WithExample(
                new KnownTopics(
                    ShownSpeciality.Example.Topics,
                    ShownSpeciality.Example.Languages,
                    ShownSpeciality.Example.Regions
                ),
                ShownSpeciality.Example
            )
            .WithProblems(400, 401, 403, 404, 412, 428);
}
