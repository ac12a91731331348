namespace CsMonolith.Journey.Stakeholders;

/// <summary>Record where somebody at a customer stands from a day on.</summary>
internal sealed record RecordStanding(Guid StakeholderId, [property: Body] Standing Standing)
    : ICommand<ShownStakeholder>;

internal sealed class RecordStandingValidator : AbstractValidator<RecordStanding>
{
    public RecordStandingValidator()
    {
        RuleFor(ask => ask.Standing.Influence).InclusiveBetween(1, 5);
        RuleFor(ask => ask.Standing.Message).MaximumLength(1000);
    }
}

internal sealed class RecordStandingHandler(JourneyDb db, AccountVisibility visibility, RequestContext context)
    : IRequestHandler<RecordStanding, Result<ShownStakeholder>>
{
    public async Task<Result<ShownStakeholder>> Handle(RecordStanding ask, CancellationToken cancellation)
    {
        var person = await db.Set<Stakeholder>().FindAsync([ask.StakeholderId], cancellation);
        if (person is null || !await visibility.Sees(person.AccountId, cancellation))
        {
            return PlatformErrors.NotFound("stakeholder", ask.StakeholderId);
        }

        if (ask.Standing.From > db.Clock.Today)
        {
            return JourneyErrors.NotYet(ask.Standing.From, db.Clock.Today, "/from");
        }

        db.Set<StakeholderStanding>()
            .Add(StakeholderStanding.Of(person, ask.Standing, context.Caller.PersonId, db.Clock.Now));
        await db.SaveChangesAsync(cancellation);
        return ShownStakeholder.Of(person, await Standings.Present(db, person.Id, cancellation));
    }
}

/// <summary>Reads where people stand today.</summary>
internal static class Standings
{
    public static Task<StakeholderStanding?> Present(JourneyDb db, Guid person, CancellationToken cancellation)
    {
        var today = db.Clock.Today;
        return db.Set<StakeholderStanding>()
            .AsNoTracking()
            .Where(one => one.StakeholderId == person && one.From <= today)
            .OrderByDescending(one => one.From)
            .ThenByDescending(one => one.RecordedAt)
            .ThenByDescending(one => one.Id)
            .FirstOrDefaultAsync(cancellation);
    }
}

internal sealed class RecordStandingEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/stakeholders/{stakeholderId}/standings",
                (Guid stakeholderId, Standing standing) => new RecordStanding(stakeholderId, standing)
            )
            .WithSummary("Record where somebody at a customer stands from a day on")
            .WithDescription(
                "Role, influence, stance, the message that they need, whether we are in touch, and whether they have left. "
                    + "Entries are only added, so it needs no If-Match."
            )
            .WithExample(
                Standing.Example with
                {
                    Stance = Stance.Champions,
                },
                ShownStakeholder.Example with
                {
                    Standing = Standing.Example with { Stance = Stance.Champions },
                }
            )
            .WithProblems(400, 401, 403, 404);
}
