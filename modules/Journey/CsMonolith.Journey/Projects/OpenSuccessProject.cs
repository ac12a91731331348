using CsMonolith.Journey.People;

namespace CsMonolith.Journey.Projects;

/// <summary>Open a success project for a customer who was not handed over by sales.</summary>
/// <param name="Title">What it is to achieve, in a few words.</param>
/// <param name="LeadId">Who answers for the outcome; <c>null</c> for the account's owner.</param>
internal sealed record OpenSuccessProject(Guid AccountId, string Title, Guid? LeadId = null)
    : ICommand<ProjectProfile>,
        IAboutAccount;

internal sealed class OpenSuccessProjectValidator : AbstractValidator<OpenSuccessProject>
{
    public OpenSuccessProjectValidator()
    {
        RuleFor(ask => ask.AccountId).NotEmpty();
        RuleFor(ask => ask.Title).NotEmpty().MaximumLength(200);
    }
}

internal sealed class OpenSuccessProjectHandler(JourneyDb db, IAccountDirectory accounts, ProjectPeople people)
    : IRequestHandler<OpenSuccessProject, Result<ProjectProfile>>
{
    public async Task<Result<ProjectProfile>> Handle(OpenSuccessProject ask, CancellationToken cancellation)
    {
        if (await accounts.NoCustomer(ask.AccountId, cancellation) is { } noCustomer)
        {
            return noCustomer;
        }

        var open = await db.Set<SuccessProject>()
            .Where(one => one.AccountId == ask.AccountId && one.ClosedOn == null)
            .Select(one => (Guid?)one.Id)
            .FirstOrDefaultAsync(cancellation);
        if (open is { } already)
        {
            return ProjectErrors.OpenAlready(already);
        }

        var lead = await people.Lead(ask.AccountId, ask.LeadId, cancellation);
        if (lead.Error is { } refusal)
        {
            return refusal;
        }

        var project = SuccessProject.Open(
            db,
            new ProjectStart(ask.AccountId, Handoff: null, ask.Title, lead.Value, Seller: null, db.Clock.Today)
        );
        await db.SaveChangesAsync(cancellation);
        return ProjectProfile.Of(project);
    }
}

internal sealed class OpenSuccessProjectEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/success-projects", (OpenSuccessProject ask) => ask)
            .Creates((ProjectProfile project, RouteValueDictionary _) => $"/v1/success-projects/{project.Id}")
            .WithSummary("Open a success project for a customer")
            .WithDescription(
                "For customers who were not handed over by sales; an accepted handoff opens its project by itself. "
                    + "By hand none is opened while the account has an open one."
            )
            .WithExample(
                new OpenSuccessProject(ProjectProfile.Example.AccountId, ProjectProfile.Example.Title),
                ProjectProfile.Example with
                {
                    HandoffId = null,
                    KickoffOn = null,
                    Version = 1,
                }
            )
            .WithProblems(400, 401, 403, 404, 409);
}
