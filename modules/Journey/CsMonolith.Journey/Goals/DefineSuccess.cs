using CsMonolith.Journey.People;
using CsMonolith.Journey.Timeline;

namespace CsMonolith.Journey.Goals;

/// <summary>Record what an account and we have agreed to call success.</summary>
internal sealed record DefineSuccess(Guid AccountId, [property: Body] AgreedSuccess Agreed)
    : ICommand<DefinedSuccess>,
        IAboutAccount;

/// <param name="Outcome">What the customer wants to be different.</param>
/// <param name="Metric">What is measured, with its unit.</param>
/// <param name="Baseline">Where they stand, if that has been measured.</param>
/// <param name="OurOwnerId">Who answers for it here.</param>
/// <param name="TheirOwner">Who answers for it there.</param>
/// <param name="AgreedOn">The day on which the customer agreed; it is in force from then.</param>
internal sealed record AgreedSuccess(
    string Outcome,
    string Metric,
    double? Baseline,
    double Target,
    DateOnly DueOn,
    Guid OurOwnerId,
    string TheirOwner,
    DateOnly AgreedOn
);

internal sealed record DefinedSuccess(
    Guid Id,
    Guid AccountId,
    int Number,
    string Outcome,
    string Metric,
    double? Baseline,
    double Target,
    DateOnly DueOn,
    Guid OurOwnerId,
    string TheirOwner,
    DateOnly AgreedOn,
    DateTime RecordedAt
)
{
    public static DefinedSuccess Example { get; } =
        new(
            Guid.Parse("0199a000-0000-7000-8000-0000000000c1"),
            Guid.Parse("0199a000-0000-7000-8000-0000000000a1"),
            1,
            "配車担当者の残業をなくす",
            "月あたりの残業時間(時間/人)",
            32,
            10,
            new DateOnly(2026, 12, 31),
            Guid.Parse("0199a000-0000-7000-8000-000000000001"),
            "物流部 田中 健一",
            new DateOnly(2026, 4, 20),
            new DateTime(2026, 4, 20, 2, 0, 0, DateTimeKind.Utc)
        );

    public static DefinedSuccess Of(SuccessDefinition one) =>
        new(
            one.Id,
            one.AccountId,
            one.Number,
            one.Outcome,
            one.Metric,
            one.Baseline,
            one.Target,
            one.DueOn,
            one.OurOwnerId,
            one.TheirOwner,
            one.AgreedOn,
            one.RecordedAt
        );
}

internal sealed class DefineSuccessValidator : AbstractValidator<DefineSuccess>
{
    public DefineSuccessValidator()
    {
        RuleFor(ask => ask.Agreed.Outcome).NotEmpty().MaximumLength(1000);
        RuleFor(ask => ask.Agreed.Metric).NotEmpty().MaximumLength(200);
        RuleFor(ask => ask.Agreed.Baseline).FitsAGoal();
        RuleFor(ask => ask.Agreed.Target).FitsAGoal();
        RuleFor(ask => ask.Agreed.DueOn).GreaterThan(ask => ask.Agreed.AgreedOn);
        RuleFor(ask => ask.Agreed.OurOwnerId).NotEmpty();
        RuleFor(ask => ask.Agreed.TheirOwner).NotEmpty().MaximumLength(100);
    }
}

internal sealed class DefineSuccessHandler(JourneyDb db, IAccountDirectory accounts, NameablePeople people)
    : IRequestHandler<DefineSuccess, Result<DefinedSuccess>>
{
    public async Task<Result<DefinedSuccess>> Handle(DefineSuccess ask, CancellationToken cancellation)
    {
        var (account, agreed) = (ask.AccountId, ask.Agreed);
        if (await accounts.NotFound(account, cancellation) is { } notFound)
        {
            return notFound;
        }

        if (agreed.AgreedOn > db.Clock.Today)
        {
            return JourneyErrors.NotYet(agreed.AgreedOn, db.Clock.Today, "/agreedOn");
        }

        if (!await people.Has(agreed.OurOwnerId, account, cancellation))
        {
            return JourneyErrors.NoSuchPerson(agreed.OurOwnerId, "/ourOwnerId");
        }

        // Two at once take the same number; the unique index lets one through.
        var number = 1 + await db.Set<SuccessDefinition>().CountAsync(one => one.AccountId == account, cancellation);
        var definition = new SuccessDefinition(
            Guid.CreateVersion7(),
            account,
            number,
            agreed.Outcome,
            agreed.Metric,
            agreed.Baseline,
            agreed.Target,
            agreed.DueOn,
            agreed.OurOwnerId,
            agreed.TheirOwner,
            agreed.AgreedOn,
            db.Clock.Now
        );
        db.Set<SuccessDefinition>().Add(definition);
        db.Set<TimelineEntry>().Add(definition.Line(db));
        await db.SaveChangesAsync(cancellation);
        return DefinedSuccess.Of(definition);
    }
}

internal sealed class DefineSuccessEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/accounts/{accountId}/success-definitions",
                (Guid accountId, AgreedSuccess agreed) => new DefineSuccess(accountId, agreed)
            )
            .Creates(
                (DefinedSuccess _, RouteValueDictionary route) =>
                    $"/v1/accounts/{route["accountId"]}/success-definitions"
            )
            .WithSummary("Record what an account and we have agreed to call success")
            .WithDescription("Adds a version; earlier ones stay.")
            .WithExample(
                new AgreedSuccess(
                    "配車担当者の残業をなくす",
                    "月あたりの残業時間(時間/人)",
                    32,
                    10,
                    new DateOnly(2026, 12, 31),
                    DefinedSuccess.Example.OurOwnerId,
                    "物流部 田中 健一",
                    new DateOnly(2026, 4, 20)
                ),
                DefinedSuccess.Example
            )
            .WithProblems(400, 401, 403, 404, 409);
}
