namespace CsMonolith.Journey.Plans.Milestones;

/// <summary>Add a milestone to a project's plan.</summary>
internal sealed record AddMilestone(Guid ProjectId, [property: Body] NewMilestone Milestone) : ICommand<ShownMilestone>;

/// <param name="ForecastOn">The day that is expected.</param>
/// <param name="OwnerId">Who answers for it, and is alarmed.</param>
/// <param name="AlarmDays">Days before the forecast from which they are; 1 to 90.</param>
internal sealed record NewMilestone(
    string Title,
    DateOnly ForecastOn,
    Guid OwnerId,
    int AlarmDays = Milestone.UsualAlarmDays
);

internal sealed class AddMilestoneValidator : AbstractValidator<AddMilestone>
{
    public AddMilestoneValidator()
    {
        RuleFor(ask => ask.Milestone.Title).NotEmpty().MaximumLength(200);
        RuleFor(ask => ask.Milestone.OwnerId).NotEmpty();
        RuleFor(ask => ask.Milestone.AlarmDays).InclusiveBetween(1, 90);
    }
}

internal sealed class AddMilestoneHandler(JourneyDb db, PlanDesk desk)
    : IRequestHandler<AddMilestone, Result<ShownMilestone>>
{
    public async Task<Result<ShownMilestone>> Handle(AddMilestone ask, CancellationToken cancellation)
    {
        var project = await desk.Project(ask.ProjectId, cancellation);
        if (project.Error is { } refusal)
        {
            return refusal;
        }

        var (title, forecastOn, owner, alarmDays) = ask.Milestone;
        var account = project.Value.AccountId;
        if (
            (
                await desk.Nobody(owner, account, cancellation)
                ?? await desk.OutsideProject(ask.ProjectId, forecastOn, "/forecastOn", cancellation)
                ?? await desk.Full<Milestone>(ask.ProjectId, cancellation)
            ) is
            { } unfit
        )
        {
            return unfit;
        }

        var milestone = new Milestone(Guid.CreateVersion7(), ask.ProjectId, account, desk.Now);
        milestone.Begin(new MilestoneWords(title, owner, alarmDays), forecastOn);
        db.Set<Milestone>().Add(milestone);
        await db.SaveChangesAsync(cancellation);
        return ShownMilestone.Of(milestone, desk.Today);
    }
}

internal sealed class AddMilestoneEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/success-projects/{projectId}/milestones",
                (Guid projectId, NewMilestone milestone) => new AddMilestone(projectId, milestone)
            )
            .Creates(
                (ShownMilestone _, RouteValueDictionary route) => $"/v1/success-projects/{route["projectId"]}/plan"
            )
            .WithSummary("Add a milestone to a project's plan")
            .WithDescription("It has no baseline until the milestones are agreed (AgreeBaselines).")
            .WithExample(
                new NewMilestone(
                    ShownMilestone.Example.Title,
                    ShownMilestone.Example.ForecastOn,
                    ShownMilestone.Example.OwnerId
                ),
                ShownMilestone.Example
            )
            .WithProblems(400, 401, 403, 404, 409);
}
