namespace CsMonolith.Journey.Plans.Cadences;

/// <summary>End a cadence that is no longer wanted.</summary>
internal sealed record EndCadence(Guid CadenceId, [property: Body] CadenceEnd End) : ICommand<ShownCadence>;

/// <param name="On">Its last day, not after today.</param>
internal sealed record CadenceEnd(DateOnly On);

internal sealed class EndCadenceHandler(JourneyDb db, PlanDesk desk) : IRequestHandler<EndCadence, Result<ShownCadence>>
{
    public async Task<Result<ShownCadence>> Handle(EndCadence ask, CancellationToken cancellation)
    {
        var found = await desk.Item<Cadence>(ask.CadenceId, "cadence", cancellation);
        if ((found.Error ?? desk.NotYet(ask.End.On) ?? found.Value.End(ask.End.On, desk.Now).Error) is { } refusal)
        {
            return refusal;
        }

        await db.SaveChangesAsync(cancellation);
        return await CadenceReader.Show(db, found.Value, cancellation);
    }
}

/// <summary>Shows a cadence with how it was kept by yesterday.</summary>
internal static class CadenceReader
{
    public static async Task<ShownCadence> Show(JourneyDb db, Cadence cadence, CancellationToken cancellation)
    {
        var yesterday = db.Clock.Today.AddDays(-1);
        var contacts = await CadenceKeeping.Contacts(db, [cadence.AccountId], yesterday, db.Clock.Now, cancellation);
        return ShownCadence.Of(
            cadence,
            CadenceKeeping.Of(cadence, contacts[cadence.AccountId], yesterday, cadence.EndedOn)
        );
    }
}

internal sealed class EndCadenceEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/cadences/{cadenceId}/end", (Guid cadenceId, CadenceEnd end) => new EndCadence(cadenceId, end))
            .WithSummary("End a cadence that is no longer wanted")
            .WithExample(
                new CadenceEnd(new DateOnly(2027, 1, 31)),
                ShownCadence.Example with
                {
                    EndedOn = new DateOnly(2027, 1, 31),
                    Judged = 4,
                    Version = 2,
                }
            )
            .WithProblems(400, 401, 403, 404, 409);
}
