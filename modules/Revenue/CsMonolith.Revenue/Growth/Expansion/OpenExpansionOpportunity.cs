namespace CsMonolith.Revenue.Growth.Expansion;

/// <summary>
/// Make an opportunity of a signal that a customer may extend. While the customer is in trouble it is refused.
/// </summary>
/// <param name="Signal">What it was noticed by.</param>
/// <param name="Goal">The customer's goal that it serves: without one there is nothing to propose.</param>
/// <param name="Expected">ARR of the first year, or the price of a purchase.</param>
/// <param name="OwnerId">Who pursues it; without, whoever asks.</param>
internal sealed record OpenExpansionOpportunity(
    Guid AccountId,
    ExpansionKind Kind,
    string Product,
    string Signal,
    string Goal,
    Money Expected,
    Guid? OwnerId = null
) : ICommand<ExpansionOpportunityRow>;

internal sealed class OpenExpansionOpportunityValidator : AbstractValidator<OpenExpansionOpportunity>
{
    public OpenExpansionOpportunityValidator()
    {
        RuleFor(ask => ask.AccountId).NotEmpty();
        RuleFor(ask => ask.Kind).IsInEnum();
        RuleFor(ask => ask.Product).NotEmpty().MaximumLength(100);
        RuleFor(ask => ask.Signal).NotEmpty().MaximumLength(1000);
        RuleFor(ask => ask.Goal).NotEmpty().MaximumLength(1000);
        RuleFor(ask => ask.Expected.Minor).GreaterThanOrEqualTo(0);
    }
}

internal sealed class OpenExpansionOpportunityHandler(
    RevenueDb db,
    KnownAccounts accounts,
    KnownPeople people,
    TroubleReader troubles,
    RequestContext context
) : IRequestHandler<OpenExpansionOpportunity, Result<ExpansionOpportunityRow>>
{
    public async Task<Result<ExpansionOpportunityRow>> Handle(
        OpenExpansionOpportunity ask,
        CancellationToken cancellationToken
    )
    {
        if (!await accounts.Has(ask.AccountId, db.Clock.Today, cancellationToken))
        {
            return PlatformErrors.Invalid(KnownAccounts.Stranger("/accountId", ask.AccountId));
        }

        if (await people.Strangers([("/ownerId", ask.OwnerId)], cancellationToken) is { Count: > 0 } strangers)
        {
            return PlatformErrors.Invalid(strangers);
        }

        if (await troubles.Of(ask.AccountId, cancellationToken) is { Count: > 0 } signs)
        {
            return GrowthErrors.InTrouble(signs);
        }

        if (
            await db.Set<ExpansionOpportunity>()
                .AnyAsync(
                    one =>
                        one.AccountId == ask.AccountId
                        && one.Kind == ask.Kind
                        && one.Product == ask.Product
                        && one.ClosedOn == null,
                    cancellationToken
                )
        )
        {
            return GrowthErrors.OpportunityOpen(ask.Product);
        }

        var opportunity = new ExpansionOpportunity(
            Guid.CreateVersion7(),
            ask.AccountId,
            ask.Kind,
            ask.Product,
            ask.Signal,
            ask.Goal,
            ask.Expected.Currency,
            ask.Expected.Minor,
            ask.OwnerId ?? context.Caller.PersonId,
            db.Clock.Today
        );
        db.Add(opportunity);
        await db.SaveChangesAsync(cancellationToken);
        return ExpansionOpportunityRow.Of(opportunity);
    }
}

internal sealed class OpenExpansionOpportunityEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/expansion-opportunities", (OpenExpansionOpportunity ask) => ask)
            .Creates((ExpansionOpportunityRow opened) => $"/v1/expansion-opportunities/{opened.Id}")
            .WithSummary("Make an opportunity of a signal that a customer may extend")
            .WithExample(
                new OpenExpansionOpportunity(
                    Samples.Account,
                    ExpansionKind.CrossSell,
                    "地図",
                    "同業の12社中9社が利用",
                    "配車の効率化",
                    Money.Of("600000", "JPY")
                ),
                ExpansionOpportunityRow.Sample
            )
            .WithProblems(400, 401, 403, 404, 409);
}
