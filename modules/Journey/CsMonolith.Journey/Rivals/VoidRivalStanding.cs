namespace CsMonolith.Journey.Rivals;

/// <summary>Take back an entry of a rival tool that was wrong.</summary>
internal sealed record VoidRivalStanding(Guid ToolId, Guid StandingId, [property: Body] RivalStandingVoid Taken)
    : ICommand<ShownRivalTool>;

/// <param name="Reason">Why, for whoever asks in a year.</param>
internal sealed record RivalStandingVoid(string Reason);

internal sealed class VoidRivalStandingValidator : AbstractValidator<VoidRivalStanding>
{
    public VoidRivalStandingValidator() => RuleFor(ask => ask.Taken.Reason).NotEmpty().MaximumLength(1000);
}

internal sealed class VoidRivalStandingHandler(JourneyDb db, AccountVisibility visibility, RequestContext context)
    : IRequestHandler<VoidRivalStanding, Result<ShownRivalTool>>
{
    public async Task<Result<ShownRivalTool>> Handle(VoidRivalStanding ask, CancellationToken cancellation)
    {
        var tool = await db.Set<RivalTool>().FindAsync([ask.ToolId], cancellation);
        if (tool is null || !await visibility.Sees(tool.AccountId, cancellation))
        {
            return PlatformErrors.NotFound("rival-tool", ask.ToolId);
        }

        var entry = await db.Set<RivalStanding>()
            .SingleOrDefaultAsync(one => one.Id == ask.StandingId && one.ToolId == tool.Id, cancellation);
        if (entry is null)
        {
            return PlatformErrors.NotFound("rival-standing", ask.StandingId);
        }

        var register = await RivalProducts.Present(db, cancellation);
        var name = register.NameOf(tool.Product);
        if (tool.TakeBack(db, entry, name, ask.Taken.Reason, context.Caller.PersonId).Error is { } refusal)
        {
            return refusal;
        }

        await db.SaveChangesAsync(cancellation);
        return await ShownRivalTool.Today(db, tool, register, cancellation);
    }
}

internal sealed class VoidRivalStandingEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/rival-tools/{toolId}/standings/{standingId}/void",
                (Guid toolId, Guid standingId, RivalStandingVoid taken) =>
                    new VoidRivalStanding(toolId, standingId, taken)
            )
            .WithSummary("Take back an entry of a rival tool that was wrong")
            .WithDescription(
                "It stays in the history with the reason, and what was known before is still told as it was known. Once every "
                    + "entry is taken back, the product may be recorded there anew."
            )
            .WithExample(
                new RivalStandingVoid("別の会社の話だった"),
                ShownRivalTool.Example with
                {
                    Present = null,
                    History =
                    [
                        ShownRivalStanding.Example with
                        {
                            VoidedAt = new DateTime(2026, 11, 12, 2, 0, 0, DateTimeKind.Utc),
                            VoidReason = "別の会社の話だった",
                        },
                    ],
                }
            )
            .WithProblems(400, 401, 403, 404, 409);
}
