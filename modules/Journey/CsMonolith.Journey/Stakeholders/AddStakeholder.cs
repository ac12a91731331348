namespace CsMonolith.Journey.Stakeholders;

/// <summary>Put somebody at a customer on the map of people.</summary>
internal sealed record AddStakeholder(Guid AccountId, [property: Body] NewStakeholder Person)
    : ICommand<ShownStakeholder>,
        IAboutAccount;

/// <param name="Department">Of the customer.</param>
/// <param name="Standing">Where they stand, from a day on.</param>
internal sealed record NewStakeholder(
    string Name,
    Standing Standing,
    string? Title = null,
    string? Department = null,
    string? Email = null
);

/// <param name="From">The first day; not after today. A past day corrects the history.</param>
/// <param name="Role">user, contact, ambassador or sponsor.</param>
/// <param name="Influence">1 (none) to 5 (decides).</param>
/// <param name="Stance">Whether they are for it.</param>
/// <param name="Message">What they need to hear.</param>
/// <param name="InTouch">Whether somebody of ours has a living relation with them.</param>
/// <param name="HasLeft">Whether they are not there any more.</param>
internal sealed record Standing(
    DateOnly From,
    StakeholderRole Role,
    int Influence,
    Stance Stance,
    string? Message = null,
    bool InTouch = true,
    bool HasLeft = false
)
{
    public static Standing Example { get; } =
        new(
            new DateOnly(2026, 11, 10),
            StakeholderRole.Sponsor,
            5,
            Stance.Supports,
            "残業がどれだけ減るかを、月次の数字で"
        );

    public static Standing Of(StakeholderStanding one) =>
        new(one.From, one.Role, one.Influence, one.Stance, one.Message, one.InTouch, one.HasLeft);
}

/// <param name="Standing">Where they stand today; <c>null</c> before the first day.</param>
/// <param name="Version">Also its ETag.</param>
internal sealed record ShownStakeholder(
    Guid Id,
    Guid AccountId,
    string Name,
    string? Title,
    string? Department,
    string? Email,
    Standing? Standing,
    long Version
)
{
    public static ShownStakeholder Example { get; } =
        new(
            Guid.Parse("0199a000-0000-7000-8000-0000000000f9"),
            Guid.Parse("0199a000-0000-7000-8000-0000000000a1"),
            "田中 健一",
            "部長",
            "物流部",
            "tanaka@minato.example",
            Standing.Example,
            Version: 1
        );

    public static ShownStakeholder Of(Stakeholder person, StakeholderStanding? standing) =>
        new(
            person.Id,
            person.AccountId,
            person.Name,
            person.Title,
            person.Department,
            person.Email,
            standing is null ? null : Standing.Of(standing),
            person.Version
        );
}

internal sealed class StandingValidator : AbstractValidator<Standing>
{
    public StandingValidator()
    {
        RuleFor(one => one.Influence).InclusiveBetween(1, 5);
        RuleFor(one => one.Message).MaximumLength(1000);
    }
}

internal sealed class AddStakeholderValidator : AbstractValidator<AddStakeholder>
{
    public AddStakeholderValidator()
    {
        RuleFor(ask => ask.Person.Name).NotEmpty().MaximumLength(100);
        RuleFor(ask => ask.Person.Title).MaximumLength(100);
        RuleFor(ask => ask.Person.Department).MaximumLength(100);
        RuleFor(ask => ask.Person.Email).MaximumLength(200);
        RuleFor(ask => ask.Person.Standing).SetValidator(new StandingValidator());
    }
}

internal sealed class AddStakeholderHandler(JourneyDb db, IAccountDirectory accounts, RequestContext context)
    : IRequestHandler<AddStakeholder, Result<ShownStakeholder>>
{
    public async Task<Result<ShownStakeholder>> Handle(AddStakeholder ask, CancellationToken cancellation)
    {
        if (await accounts.NotFound(ask.AccountId, cancellation) is { } notFound)
        {
            return notFound;
        }

        var (name, standing, title, department, email) = ask.Person;
        if (standing.From > db.Clock.Today)
        {
            return JourneyErrors.NotYet(standing.From, db.Clock.Today, "/standing/from");
        }

        var person = new Stakeholder(Guid.CreateVersion7(), ask.AccountId, db.Clock.Now);
        person.Say(new StakeholderWords(name, title, department, email));
        var entry = StakeholderStanding.Of(person, standing, context.Caller.PersonId, db.Clock.Now);
        db.Set<Stakeholder>().Add(person);
        db.Set<StakeholderStanding>().Add(entry);
        await db.SaveChangesAsync(cancellation);
        return ShownStakeholder.Of(person, entry);
    }
}

internal sealed class AddStakeholderEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/accounts/{accountId}/stakeholders",
                (Guid accountId, NewStakeholder person) => new AddStakeholder(accountId, person)
            )
            .Creates(
                (ShownStakeholder _, RouteValueDictionary route) => $"/v1/accounts/{route["accountId"]}/people-map"
            )
            .WithSummary("Put somebody at a customer on the map of people")
            .WithExample(
                new NewStakeholder(
                    ShownStakeholder.Example.Name,
                    Standing.Example,
                    ShownStakeholder.Example.Title,
                    ShownStakeholder.Example.Department,
                    ShownStakeholder.Example.Email
                ),
                ShownStakeholder.Example
            )
            .WithProblems(400, 401, 403, 404);
}
