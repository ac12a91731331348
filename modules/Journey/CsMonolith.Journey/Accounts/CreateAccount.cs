using CsMonolith.Journey.Accounts.Prospects;
using CsMonolith.Journey.Accounts.Tiers;
using CsMonolith.Journey.Phases;
using CsMonolith.Journey.Timeline;

namespace CsMonolith.Journey.Accounts;

/// <summary>Open an account.</summary>
/// <param name="ProspectSince">
/// The first day of work before the sale, not after today: the account is a prospect until it is won, and has no start.
/// </param>
internal sealed record CreateAccount(
    string ExternalId,
    string Name,
    string? Industry = null,
    string? Region = null,
    string? AcquiredThrough = null,
    int? Employees = null,
    int? Seats = null,
    DateOnly? SeatsSince = null,
    int? Tier = null,
    TouchModel? Touch = null,
    IReadOnlyList<string>? Purposes = null,
    Guid? PartnerId = null,
    DateOnly? StartedOn = null,
    string? DecisionStyle = null,
    DateOnly? ProspectSince = null
) : ICommand<AccountProfile>
{
    public AccountDetails Details() =>
        new(
            Name,
            Industry,
            Region,
            AcquiredThrough,
            Employees,
            Seats,
            SeatsSince,
            Tier,
            Touch,
            Purposes ?? [],
            PartnerId,
            StartedOn,
            DecisionStyle
        );
}

internal sealed class CreateAccountValidator : AbstractValidator<CreateAccount>
{
    public CreateAccountValidator()
    {
        RuleFor(ask => ask.ExternalId).NotEmpty().MaximumLength(100);
        RuleFor(ask => ask.Name).NotEmpty().MaximumLength(200);
        RuleFor(ask => ask.Industry).MaximumLength(100);
        RuleFor(ask => ask.Region).MaximumLength(100);
        RuleFor(ask => ask.AcquiredThrough).MaximumLength(100);
        RuleFor(ask => ask.Employees).InclusiveBetween(0, 10_000_000);
        RuleFor(ask => ask.Seats).InclusiveBetween(0, 10_000_000);
        RuleFor(ask => ask.Tier).InclusiveBetween(1, 4);
        RuleFor(ask => ask.Purposes!.Count).LessThanOrEqualTo(20).When(ask => ask.Purposes is not null);
        RuleForEach(ask => ask.Purposes).NotEmpty().MaximumLength(100);
        RuleFor(ask => ask.DecisionStyle).MaximumLength(200);
        RuleFor(ask => ask.ProspectSince).GreaterThanOrEqualTo(new DateOnly(1950, 1, 1));
    }
}

internal sealed class CreateAccountHandler(JourneyDb db) : IRequestHandler<CreateAccount, Result<AccountProfile>>
{
    public async Task<Result<AccountProfile>> Handle(CreateAccount ask, CancellationToken cancellation)
    {
        if (await db.Set<Account>().AnyAsync(one => one.ExternalId == ask.ExternalId, cancellation))
        {
            return JourneyErrors.ExternalIdTaken(ask.ExternalId);
        }

        if (ask.ProspectSince > db.Clock.Today)
        {
            return JourneyErrors.NotYet(ask.ProspectSince.Value, db.Clock.Today, "/prospectSince");
        }

        if (ask is { ProspectSince: not null, StartedOn: { } startedOn })
        {
            return ProspectErrors.NotStarted(startedOn);
        }

        var (account, facts) = Account.Open(
            ask.ExternalId,
            ask.Details(),
            await TierPolicy.Present(db, cancellation),
            Recording.In(db),
            isProspect: ask.ProspectSince is not null
        );
        db.Set<Account>().Add(account);
        db.Set<AccountFact>().AddRange(facts);
        if (ask.ProspectSince is { } since)
        {
            Prospect.Open(db, account, since);
        }
        else
        {
            db.Set<TimelineEntry>().Add(account.Opening(db));
        }

        await db.SaveChangesAsync(cancellation);
        return (await AccountProfile.Of(account.Id, db, cancellation))!;
    }
}

internal sealed class CreateAccountEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/accounts", (CreateAccount ask) => ask)
            .Creates((AccountProfile opened) => $"/v1/accounts/{opened.Id}")
            .WithSummary("Open an account")
            .WithDescription(
                "With prospectSince it is a prospect (導入前), in no figure about customers until it is won."
            )
            .WithExample(
                new CreateAccount(
                    "C-1042",
                    "株式会社みなと物流",
                    "運輸",
                    "東京都",
                    "展示会",
                    320,
                    120,
                    new DateOnly(2026, 4, 1),
                    Tier: null,
                    TouchModel.High,
                    ["配車の効率化", "残業の削減"],
                    PartnerId: null,
                    new DateOnly(2026, 4, 1),
                    "合議"
                ),
                AccountProfile.Example with
                {
                    OwnerId = null,
                    OwnerName = null,
                    Phase = null,
                    PhaseSince = null,
                    Version = 1,
                }
            )
            .WithProblems(400, 401, 403, 409);
}
