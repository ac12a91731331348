namespace CsMonolith.Journey.Fires;

/// <summary>Record that a fire has started at a customer.</summary>
internal sealed record StartFire(Guid AccountId, [property: Body] FireStart Start) : ICommand<ShownFire>, IAboutAccount;

/// <param name="Title">What burns, in a sentence.</param>
/// <param name="Cause">Code of one of the configured causes.</param>
/// <param name="StartedOn">The first day; not after today.</param>
internal sealed record FireStart(string Title, string Cause, DateOnly StartedOn);

/// <param name="Cause">Code of the configured cause.</param>
/// <param name="EndedOn"><c>null</c> while it burns.</param>
/// <param name="CardId">The field card that was written of it.</param>
/// <param name="Minutes">Effort: the minutes of its activities so far.</param>
/// <param name="Version">Also its ETag.</param>
internal sealed record ShownFire(
    Guid Id,
    Guid AccountId,
    string Title,
    string Cause,
    DateOnly StartedOn,
    DateOnly? EndedOn,
    Guid? CardId,
    long Minutes,
    Guid? OpenedBy,
    Guid? ClosedBy,
    DateTime RecordedAt,
    long Version
)
{
    public static ShownFire Example { get; } =
        new(
            Guid.Parse("0199a000-0000-7000-8000-0000000000f7"),
            Guid.Parse("0199a000-0000-7000-8000-0000000000a1"),
            "月次の配車表が出力できない",
            "product-fault",
            new DateOnly(2026, 11, 12),
            EndedOn: null,
            CardId: null,
            Minutes: 0,
            Guid.Parse("0199a000-0000-7000-8000-000000000001"),
            ClosedBy: null,
            new DateTime(2026, 11, 12, 2, 0, 0, DateTimeKind.Utc),
            Version: 1
        );

    public static ShownFire Of(Fire fire, long minutes) =>
        new(
            fire.Id,
            fire.AccountId,
            fire.Title,
            fire.Cause,
            fire.StartedOn,
            fire.EndedOn,
            fire.CardId,
            minutes,
            fire.OpenedBy,
            fire.ClosedBy,
            fire.RecordedAt,
            fire.Version
        );
}

internal sealed class StartFireValidator : AbstractValidator<StartFire>
{
    public StartFireValidator()
    {
        RuleFor(ask => ask.Start.Title).NotEmpty().MaximumLength(200);
        RuleFor(ask => ask.Start.Cause).NotEmpty().MaximumLength(40);
    }
}

internal sealed class StartFireHandler(JourneyDb db, IAccountDirectory accounts, RequestContext context)
    : IRequestHandler<StartFire, Result<ShownFire>>
{
    public async Task<Result<ShownFire>> Handle(StartFire ask, CancellationToken cancellation)
    {
        if (await accounts.NotFound(ask.AccountId, cancellation) is { } notFound)
        {
            return notFound;
        }

        var causes = await FireCauses.Present(db, cancellation);
        if (!causes.Has(ask.Start.Cause))
        {
            return FireErrors.NoSuchCause(ask.Start.Cause, causes.Causes.Select(cause => cause.Code));
        }

        if (ask.Start.StartedOn > db.Clock.Today)
        {
            return JourneyErrors.NotYet(ask.Start.StartedOn, db.Clock.Today, "/startedOn");
        }

        var fire = Fire.Start(db, ask.AccountId, ask.Start, context.Caller.PersonId);
        await db.SaveChangesAsync(cancellation);
        return ShownFire.Of(fire, minutes: 0);
    }
}

internal sealed class StartFireEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/accounts/{accountId}/fires", (Guid accountId, FireStart start) => new StartFire(accountId, start))
            .Creates((ShownFire fire) => $"/v1/fires/{fire.Id}")
            .WithSummary("Record that a fire has started at a customer")
            .WithDescription("Its effort is the minutes of the activities that name it.")
            .WithExample(
                new FireStart(ShownFire.Example.Title, ShownFire.Example.Cause, ShownFire.Example.StartedOn),
                ShownFire.Example
            )
            .WithProblems(400, 401, 403, 404);
}
