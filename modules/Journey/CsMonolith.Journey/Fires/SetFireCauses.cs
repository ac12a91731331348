namespace CsMonolith.Journey.Fires;

/// <summary>Say which causes of fires are told apart.</summary>
internal sealed record SetFireCauses([property: Body] FireCauseOrder Order, IfMatch Match) : ICommand<FireCauseSet>;

/// <param name="Causes">All of them, in the order in which they are shown.</param>
internal sealed record FireCauseOrder(IReadOnlyList<FireCause> Causes);

internal sealed class SetFireCausesValidator : AbstractValidator<SetFireCauses>
{
    public SetFireCausesValidator()
    {
        RuleFor(ask => ask.Order.Causes.Count).InclusiveBetween(1, 50);
        RuleForEach(ask => ask.Order.Causes)
            .ChildRules(cause =>
            {
                cause.RuleFor(one => one.Code).NotEmpty().MaximumLength(40).Matches("^[a-z][a-z0-9-]*$");
                cause.RuleFor(one => one.En).NotEmpty().MaximumLength(100);
                cause.RuleFor(one => one.Ja).NotEmpty().MaximumLength(100);
            })
            .OverridePropertyName("causes");
    }
}

internal sealed class SetFireCausesHandler(JourneyDb db) : IRequestHandler<SetFireCauses, Result<FireCauseSet>>
{
    public async Task<Result<FireCauseSet>> Handle(SetFireCauses ask, CancellationToken cancellation)
    {
        var causes = await FireCauses.Present(db, cancellation);
        var inUse = await db.Set<Fire>().Select(fire => fire.Cause).Distinct().ToListAsync(cancellation);
        if ((ask.Match.Refuses(causes) ?? causes.Arrange(ask.Order.Causes, inUse).Error) is { } refusal)
        {
            return refusal;
        }

        if (causes.Version == 0)
        {
            db.Set<FireCauses>().Add(causes);
        }

        await db.SaveChangesAsync(cancellation);
        return FireCauseSet.Of(causes);
    }
}

internal sealed class SetFireCausesEndpoint : IEndpoint
{
    private static readonly IReadOnlyList<FireCause> Shown =
    [
        new("product-fault", "Fault of the product", "製品の不具合"),
        new("outage", "Outage", "障害・停止"),
        new("other", "Other", "その他"),
    ];

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Put("/fire-causes", (FireCauseOrder order, IfMatch match) => new SetFireCauses(order, match))
            .WithSummary("Say which causes of fires are told apart")
            .WithDescription("Replaces the whole list. A cause that a fire has stays.")
            .WithExample(new FireCauseOrder(Shown), new FireCauseSet(Shown, Version: 1))
            .WithProblems(400, 401, 403, 409, 412, 428);
}
