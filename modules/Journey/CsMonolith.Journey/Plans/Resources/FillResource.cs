namespace CsMonolith.Journey.Plans.Resources;

/// <summary>Record who fills a project's need.</summary>
internal sealed record FillResource(Guid NeedId, [property: Body] ResourceFilled Filled) : ICommand<ShownResourceNeed>;

/// <param name="PersonId">Who does it.</param>
/// <param name="On">From which day, not after today.</param>
internal sealed record ResourceFilled(Guid PersonId, DateOnly On);

internal sealed class FillResourceValidator : AbstractValidator<FillResource>
{
    public FillResourceValidator() => RuleFor(ask => ask.Filled.PersonId).NotEmpty();
}

internal sealed class FillResourceHandler(JourneyDb db, PlanDesk desk)
    : IRequestHandler<FillResource, Result<ShownResourceNeed>>
{
    public async Task<Result<ShownResourceNeed>> Handle(FillResource ask, CancellationToken cancellation)
    {
        var found = await desk.Item<ResourceNeed>(ask.NeedId, "resource-need", cancellation);
        var (person, on) = ask.Filled;
        if (
            (
                found.Error
                ?? desk.NotYet(on)
                ?? await desk.Nobody(person, found.Value.AccountId, cancellation, "/personId")
                ?? found.Value.Fill(person, on).Error
            ) is
            { } refusal
        )
        {
            return refusal;
        }

        await db.SaveChangesAsync(cancellation);
        return ShownResourceNeed.Of(found.Value, desk.Today);
    }
}

internal sealed class FillResourceEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/resource-needs/{needId}/filled",
                (Guid needId, ResourceFilled filled) => new FillResource(needId, filled)
            )
            .WithSummary("Record who fills a project's need")
            .WithExample(
                new ResourceFilled(Guid.Parse("0199a000-0000-7000-8000-000000000001"), new DateOnly(2026, 11, 20)),
                ShownResourceNeed.Example with
                {
                    State = NeedState.Filled,
                    FilledById = Guid.Parse("0199a000-0000-7000-8000-000000000001"),
                    FilledOn = new DateOnly(2026, 11, 20),
                    IsGap = false,
                    Version = 3,
                }
            )
            .WithProblems(400, 401, 403, 404, 409);
}
