namespace CsMonolith.Journey.Plans.Resources;

/// <summary>Record who promised somebody for a project's need.</summary>
internal sealed record PromiseResource(Guid NeedId, [property: Body] ResourcePromise Promise)
    : ICommand<ShownResourceNeed>;

/// <param name="By">Who promised: a person or a department's head, by name.</param>
/// <param name="On">The day, not after today.</param>
internal sealed record ResourcePromise(string By, DateOnly On);

internal sealed class PromiseResourceValidator : AbstractValidator<PromiseResource>
{
    public PromiseResourceValidator() => RuleFor(ask => ask.Promise.By).NotEmpty().MaximumLength(100);
}

internal sealed class PromiseResourceHandler(JourneyDb db, PlanDesk desk)
    : IRequestHandler<PromiseResource, Result<ShownResourceNeed>>
{
    public async Task<Result<ShownResourceNeed>> Handle(PromiseResource ask, CancellationToken cancellation)
    {
        var found = await desk.Item<ResourceNeed>(ask.NeedId, "resource-need", cancellation);
        var (by, on) = ask.Promise;
        if ((found.Error ?? desk.NotYet(on) ?? found.Value.Promise(by, on).Error) is { } refusal)
        {
            return refusal;
        }

        await db.SaveChangesAsync(cancellation);
        return ShownResourceNeed.Of(found.Value, desk.Today);
    }
}

internal sealed class PromiseResourceEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/resource-needs/{needId}/promise",
                (Guid needId, ResourcePromise promise) => new PromiseResource(needId, promise)
            )
            .WithSummary("Record who promised somebody for a project's need")
            .WithDescription("It stays a gap until somebody fills it.")
            .WithExample(
                new ResourcePromise("プロダクト部 部長 山口", new DateOnly(2026, 11, 20)),
                ShownResourceNeed.Example with
                {
                    State = NeedState.Promised,
                    PromisedBy = "プロダクト部 部長 山口",
                    PromisedOn = new DateOnly(2026, 11, 20),
                    Version = 2,
                }
            )
            .WithProblems(400, 401, 403, 404, 409);
}
