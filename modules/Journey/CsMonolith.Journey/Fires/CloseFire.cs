namespace CsMonolith.Journey.Fires;

/// <summary>Record that a fire is out, with the field card that was written of it.</summary>
internal sealed record CloseFire(Guid FireId, [property: Body] FireEnd End) : ICommand<ShownFire>;

/// <param name="EndedOn">The last day; not after today.</param>
/// <param name="CardId">A field card of the account, about what happened since the fire started.</param>
internal sealed record FireEnd(DateOnly EndedOn, Guid CardId);

internal sealed class CloseFireValidator : AbstractValidator<CloseFire>
{
    public CloseFireValidator() => RuleFor(ask => ask.End.CardId).NotEmpty();
}

internal sealed class CloseFireHandler(JourneyDb db, AccountVisibility visibility, RequestContext context)
    : IRequestHandler<CloseFire, Result<ShownFire>>
{
    public async Task<Result<ShownFire>> Handle(CloseFire ask, CancellationToken cancellation)
    {
        var fire = await db.Set<Fire>().FindAsync([ask.FireId], cancellation);
        if (fire is null || !await visibility.Sees(fire.AccountId, cancellation))
        {
            return PlatformErrors.NotFound("fire", ask.FireId);
        }

        var (endedOn, card) = ask.End;
        if (endedOn > db.Clock.Today)
        {
            return JourneyErrors.NotYet(endedOn, db.Clock.Today, "/endedOn");
        }

        var (account, since) = (fire.AccountId, fire.StartedOn);
        if (
            !await db.Set<KnownCard>()
                .AnyAsync(one => one.CardId == card && one.AccountId == account && one.On >= since, cancellation)
        )
        {
            return FireErrors.NoSuchCard(card);
        }

        if (fire.Close(db, endedOn, card, context.Caller.PersonId).Error is { } refusal)
        {
            return refusal;
        }

        await db.SaveChangesAsync(cancellation);
        var row = await FireWithEffort
            .Of(db, db.Set<Fire>().AsNoTracking().Where(one => one.Id == fire.Id))
            .SingleAsync(cancellation);
        return ShownFire.Of(row.Fire, row.Minutes);
    }
}

internal sealed class CloseFireEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/fires/{fireId}/close", (Guid fireId, FireEnd end) => new CloseFire(fireId, end))
            .WithSummary("Record that a fire is out, with its field card")
            .WithDescription("No fire is closed without a field card of the same account, written of it.")
            .WithExample(
                new FireEnd(new DateOnly(2026, 11, 20), Guid.Parse("0199a000-0000-7000-8000-00000000f201")),
                ShownFire.Example with
                {
                    EndedOn = new DateOnly(2026, 11, 20),
                    CardId = Guid.Parse("0199a000-0000-7000-8000-00000000f201"),
                    Minutes = 540,
                    ClosedBy = ShownFire.Example.OpenedBy,
                    Version = 2,
                }
            )
            .WithProblems(400, 401, 403, 404, 409);
}
