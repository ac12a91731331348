namespace CsMonolith.Journey.ActionPlans.Outward;

/// <summary>Say how sure one is that the project reaches what was agreed, by a link.</summary>
internal sealed record SaySharedConfidence(string Link, int Score, string? Words = null) : ICommand<SharedConfidence>;

/// <param name="NextOn">When we ask again.</param>
internal sealed record SharedConfidence(int Score, DateOnly On, DateOnly NextOn);

internal sealed class SaySharedConfidenceValidator : AbstractValidator<SaySharedConfidence>
{
    public SaySharedConfidenceValidator()
    {
        RuleFor(ask => ask.Link).NotEmpty().MaximumLength(200);
        RuleFor(ask => ask.Score).InclusiveBetween(1, 5);
        RuleFor(ask => ask.Words).MaximumLength(1000);
    }
}

internal sealed class SaySharedConfidenceHandler(JourneyDb db, Door door, ConfidenceDesk confidence)
    : IRequestHandler<SaySharedConfidence, Result<SharedConfidence>>
{
    public async Task<Result<SharedConfidence>> Handle(SaySharedConfidence ask, CancellationToken cancellation)
    {
        var link = await door.Find(ask.Link, cancellation);
        if (link.Error is { } refusal)
        {
            return refusal;
        }

        var project = await door.ProjectOf(link.Value, cancellation);
        if (project.Error is { } closed)
        {
            return closed;
        }

        var noted = await confidence.Note(
            project.Value,
            SponsorSide.Theirs,
            new CheckedConfidence(link.Value.ForWhom, ask.Score, ask.Words),
            link.Value.Id,
            by: null,
            cancellation
        );
        if (noted.Error is { } unfit)
        {
            return unfit;
        }

        await door.Note(link.Value, PlanVisitKind.Confidence, task: null, cancellation);
        await db.SaveChangesAsync(cancellation);
        var on = noted.Value.On;
        return new SharedConfidence(noted.Value.Score, on, on.AddDays(ConfidenceCheck.EveryDays));
    }
}

internal sealed class SaySharedConfidenceEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/shared-plan/confidence", (SaySharedConfidence ask) => ask)
            .WithoutIdempotencyKey()
            .WithSummary("Say how sure one is that the project reaches what was agreed, by a link")
            .WithDescription("For customers, without an account; once a day. 1 is: it will fail; 5 is: sure.")
            .WithExample(
                new SaySharedConfidence("k7Qp…", Score: 4, "現場の協力が得られている"),
                new SharedConfidence(Score: 4, new DateOnly(2026, 11, 20), new DateOnly(2026, 12, 20))
            )
            .WithProblems(400, 404, 409);
}
