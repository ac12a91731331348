namespace CsMonolith.Journey.Projects;

/// <summary>Say who works on a success project, and as what.</summary>
internal sealed record StaffSuccessProject(Guid ProjectId, [property: Body] ProjectStaff Staff, IfMatch Match)
    : ICommand<ProjectProfile>;

/// <param name="Members">All of them; exactly one is accountable.</param>
internal sealed record ProjectStaff(IReadOnlyList<ProjectMember> Members);

internal sealed class StaffSuccessProjectValidator : AbstractValidator<StaffSuccessProject>
{
    public StaffSuccessProjectValidator()
    {
        RuleFor(ask => ask.Staff.Members.Count).InclusiveBetween(1, 100);
        RuleForEach(ask => ask.Staff.Members)
            .ChildRules(member =>
            {
                member.RuleFor(one => one.PersonId).NotEmpty();
                member.RuleFor(one => one.Department).MaximumLength(100);
            })
            .OverridePropertyName("members");
    }
}

internal sealed class StaffSuccessProjectHandler(JourneyDb db, ProjectStore projects, ProjectPeople people)
    : IRequestHandler<StaffSuccessProject, Result<ProjectProfile>>
{
    public async Task<Result<ProjectProfile>> Handle(StaffSuccessProject ask, CancellationToken cancellation)
    {
        if (await projects.Find(ask.ProjectId, cancellation) is not { } project)
        {
            return ProjectErrors.NoSuchProject(ask.ProjectId);
        }

        if (ask.Match.Refuses(project) is { } stale)
        {
            return stale;
        }

        var wanted = ask.Staff.Members.Select(member => member.PersonId).ToArray();
        var joining = wanted.Except(project.Members.Select(member => member.PersonId)).ToArray();
        if (await people.FirstUnknown(joining, cancellation) is { } unknown)
        {
            return JourneyErrors.NoSuchPerson(unknown, $"/members/{Array.IndexOf(wanted, unknown)}/personId");
        }

        if (project.Staff(ask.Staff.Members).Error is { } refusal)
        {
            return refusal;
        }

        await db.SaveChangesAsync(cancellation);
        return ProjectProfile.Of(project);
    }
}

internal sealed class StaffSuccessProjectEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Put(
                "/success-projects/{projectId}/members",
                (Guid projectId, ProjectStaff staff, IfMatch match) => new StaffSuccessProject(projectId, staff, match)
            )
            .WithSummary("Say who works on a success project, and as what")
            .WithDescription(
                "Replaces all members. Parts are those of a RACI matrix; exactly one member is accountable. "
                    + "Members may come from any department; membership gives no right to see anything."
            )
            .WithExample(new ProjectStaff(ProjectProfile.Example.Members), ProjectProfile.Example)
            .WithProblems(400, 401, 403, 404, 409, 412, 428);
}
