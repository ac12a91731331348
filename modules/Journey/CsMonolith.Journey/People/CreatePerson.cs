using System.Text.Json;

namespace CsMonolith.Journey.People;

/// <summary>Add a colleague, or somebody at a partner.</summary>
/// <param name="Roles">Those of trust are only asked for: a second person confirms each of them.</param>
internal sealed record CreatePerson(
    string Name,
    string Email,
    IReadOnlyList<Role> Roles,
    bool IsDemo = false,
    Guid? PartnerId = null
) : ICommand<PersonProfile>;

/// <param name="AskedRoles">Roles of trust that were asked for and that nobody has confirmed yet.</param>
/// <param name="EndingRoles">
/// Roles of trust that somebody asked to take away. They count until a second person confirms it.
/// </param>
/// <param name="LeftOn">The first day on which they are not here any more.</param>
/// <param name="Version">Give it back as If-Match to change the person.</param>
internal sealed record PersonProfile(
    Guid Id,
    string Name,
    string? Email,
    IReadOnlyList<Role> Roles,
    IReadOnlyList<Role> AskedRoles,
    IReadOnlyList<Role> EndingRoles,
    bool IsDemo,
    DateOnly? LeftOn,
    Guid? PartnerId,
    long Version
)
{
    public static PersonProfile Of(Person person) =>
        new(
            person.Id,
            person.Name,
            person.Email,
            person.Roles,
            person.AskedRoles,
            person.EndingRoles,
            person.IsDemo,
            person.LeftOn,
            person.PartnerId,
            person.Version
        );

    public static PersonProfile Example { get; } =
        new(
            Guid.Parse("0199a000-0000-7000-8000-000000000001"),
            "佐藤 美咲",
            "misaki.sato@example.co.jp",
            [Role.Csm],
            AskedRoles: [],
            EndingRoles: [],
            IsDemo: false,
            LeftOn: null,
            PartnerId: null,
            Version: 1
        );
}

internal sealed class CreatePersonValidator : AbstractValidator<CreatePerson>
{
    public CreatePersonValidator()
    {
        RuleFor(ask => ask.Name).NotEmpty().MaximumLength(100);
        RuleFor(ask => ask.Email).NotEmpty().EmailAddress().MaximumLength(200);
        RuleFor(ask => ask.Roles.Count).InclusiveBetween(1, 11);
        RuleForEach(ask => ask.Roles).ForPeople();
    }
}

internal static class RoleRules
{
    /// <summary>
    /// A person holds no role that is a machine's or the product's: it would reach what no person may.
    /// </summary>
    public static IRuleBuilderOptions<T, Role> ForPeople<T>(this IRuleBuilder<T, Role> roles) =>
        roles
            .Must(role => role.IsForPeople())
            .WithMessage(
                (_, role) =>
                {
                    var word = JsonNamingPolicy.CamelCase.ConvertName(role.ToString());
                    return ProblemAnswers.InJapanese
                        ? $"「{word}」は人に付与できない役割です。機械にはキーを発行してください(POST /v1/api-keys)。"
                        : $"'{word}' is no role for a person. Give a machine a key (POST /v1/api-keys).";
                }
            );
}

internal sealed class CreatePersonHandler(JourneyDb db, Trust trust)
    : IRequestHandler<CreatePerson, Result<PersonProfile>>
{
    public async Task<Result<PersonProfile>> Handle(CreatePerson ask, CancellationToken cancellation)
    {
        var person = Person.Hire(
            ask.Name,
            ask.Email,
            ask.Roles.Where(role => !role.IsOfTrust()),
            ask.IsDemo,
            ask.PartnerId
        );
        if (await db.Set<Person>().AnyAsync(one => one.Email == person.Email, cancellation))
        {
            return JourneyErrors.EmailTaken(person.Email!);
        }

        if (await trust.Ask(person, ask.Roles, cancellation) is { } refusal)
        {
            return refusal;
        }

        db.Set<Person>().Add(person);
        await db.SaveChangesAsync(cancellation);
        return PersonProfile.Of(person);
    }
}

internal sealed class CreatePersonEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/people", (CreatePerson ask) => ask)
            .Creates((PersonProfile created) => $"/v1/people/{created.Id}")
            .WithSummary("Add a colleague, or somebody at a partner")
            .WithDescription(
                "Administrator, CS operations, finance, auditor and privacy officer are roles of trust: they are asked "
                    + "for here and confirmed by a second person (ConfirmTrustGrant). A key gives none of them."
            )
            .WithExample(new CreatePerson("佐藤 美咲", "misaki.sato@example.co.jp", [Role.Csm]), PersonProfile.Example)
            .WithProblems(400, 401, 403, 409);
}
