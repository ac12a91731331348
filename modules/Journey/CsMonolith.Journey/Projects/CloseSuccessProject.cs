namespace CsMonolith.Journey.Projects;

/// <summary>End a success project with what came of it.</summary>
internal sealed record CloseSuccessProject(Guid ProjectId, [property: Body] ProjectEnd End, IfMatch Match)
    : ICommand<ProjectProfile>;

/// <param name="Outcome">What came of it, in words.</param>
/// <param name="On">The day, not after today.</param>
internal sealed record ProjectEnd(string Outcome, DateOnly On);

internal sealed class CloseSuccessProjectValidator : AbstractValidator<CloseSuccessProject>
{
    public CloseSuccessProjectValidator() => RuleFor(ask => ask.End.Outcome).NotEmpty().MaximumLength(2000);
}

internal sealed class CloseSuccessProjectHandler(JourneyDb db, ProjectStore projects)
    : IRequestHandler<CloseSuccessProject, Result<ProjectProfile>>
{
    public async Task<Result<ProjectProfile>> Handle(CloseSuccessProject ask, CancellationToken cancellation)
    {
        if (await projects.Find(ask.ProjectId, cancellation) is not { } project)
        {
            return ProjectErrors.NoSuchProject(ask.ProjectId);
        }

        if (ask.End.On > db.Clock.Today)
        {
            return JourneyErrors.NotYet(ask.End.On, db.Clock.Today, "/on");
        }

        if ((ask.Match.Refuses(project) ?? project.Close(ask.End.Outcome, ask.End.On).Error) is { } refusal)
        {
            return refusal;
        }

        await db.SaveChangesAsync(cancellation);
        return ProjectProfile.Of(project);
    }
}

internal sealed class CloseSuccessProjectEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/success-projects/{projectId}/end",
                (Guid projectId, ProjectEnd end, IfMatch match) => new CloseSuccessProject(projectId, end, match)
            )
            .WithSummary("End a success project with what came of it")
            .WithExample(
                new ProjectEnd("配車担当者の残業が月8時間になった", new DateOnly(2026, 11, 19)),
                ProjectProfile.Example with
                {
                    ClosedOn = new DateOnly(2026, 11, 19),
                    Outcome = "配車担当者の残業が月8時間になった",
                    Version = 3,
                }
            )
            .WithProblems(400, 401, 403, 404, 409, 412, 428);
}
