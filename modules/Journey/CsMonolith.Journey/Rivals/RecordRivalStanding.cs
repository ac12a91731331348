namespace CsMonolith.Journey.Rivals;

/// <summary>Record how a rival tool stands at a customer from a day on.</summary>
internal sealed record RecordRivalStanding(Guid ToolId, [property: Body] GivenRivalStanding Standing)
    : ICommand<ShownRivalTool>;

internal sealed class RecordRivalStandingValidator : AbstractValidator<RecordRivalStanding>
{
    public RecordRivalStandingValidator() => RuleFor(ask => ask.Standing).SetValidator(new RivalStandingValidator());
}

internal sealed class RecordRivalStandingHandler(JourneyDb db, AccountVisibility visibility, RequestContext context)
    : IRequestHandler<RecordRivalStanding, Result<ShownRivalTool>>
{
    public async Task<Result<ShownRivalTool>> Handle(RecordRivalStanding ask, CancellationToken cancellation)
    {
        var tool = await db.Set<RivalTool>().FindAsync([ask.ToolId], cancellation);
        if (tool is null || !await visibility.Sees(tool.AccountId, cancellation))
        {
            return PlatformErrors.NotFound("rival-tool", ask.ToolId);
        }

        if (ask.Standing.From > db.Clock.Today)
        {
            return JourneyErrors.NotYet(ask.Standing.From, db.Clock.Today, "/from");
        }

        var register = await RivalProducts.Present(db, cancellation);
        if (tool.Say(db, ask.Standing, register.NameOf(tool.Product), context.Caller.PersonId).Error is { } refusal)
        {
            return refusal;
        }

        await db.SaveChangesAsync(cancellation);
        return await ShownRivalTool.Today(db, tool, register, cancellation);
    }
}

internal sealed class RecordRivalStandingEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/rival-tools/{toolId}/standings",
                (Guid toolId, GivenRivalStanding standing) => new RecordRivalStanding(toolId, standing)
            )
            .WithSummary("Record how a rival tool stands at a customer from a day on")
            .WithDescription(
                "Strength, seats, share and cost from that day; with inUse false, it is used no longer. Entries are only "
                    + "added, so it needs no If-Match."
            )
            .WithExample(
                GivenRivalStanding.Example with
                {
                    From = new DateOnly(2026, 11, 10),
                    Strength = RivalStrength.Beside,
                },
                ShownRivalTool.Example with
                {
                    Present = Second,
                    History = [ShownRivalStanding.Example, Second],
                }
            )
            .WithProblems(400, 401, 403, 404, 409);

    private static ShownRivalStanding Second =>
        ShownRivalStanding.Example with
        {
            Id = Guid.Parse("0199a000-0000-7000-8000-00000000fa03"),
            Number = 2,
            From = new DateOnly(2026, 11, 10),
            Strength = RivalStrength.Beside,
        };
}
