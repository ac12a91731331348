namespace CsMonolith.Journey.Improvements;

/// <summary>Start a project that puts right for customers to come what goes wrong again and again.</summary>
/// <param name="Departments">Who owns it: at least one.</param>
/// <param name="LeadId">Who leads it.</param>
/// <param name="Phase">Code of the phase that it improves.</param>
/// <param name="StartOn">Customers who start on this day or later come after it.</param>
/// <param name="Promise">What is promised to them; fixed from that day.</param>
/// <param name="CardIds">The field cards behind it.</param>
internal sealed record CreateImprovement(
    string Title,
    IReadOnlyList<string> Departments,
    Guid LeadId,
    string Phase,
    DateOnly StartOn,
    PromisedEffect Promise,
    string? Note = null,
    IReadOnlyList<Guid>? CardIds = null
) : ICommand<ShownImprovement>;

internal sealed class PromisedEffectValidator : AbstractValidator<PromisedEffect>
{
    public PromisedEffectValidator()
    {
        RuleFor(one => one.Metric).IsInEnum();
        RuleFor(one => one.From).InclusiveBetween(0, 10_000);
        RuleFor(one => one.To).InclusiveBetween(0, 10_000);
        RuleFor(one => one.RampMonths).InclusiveBetween(0, 60);
        RuleFor(one => one.FollowUpDays).InclusiveBetween(14, 730);
        RuleFor(one => one.WindowDays).InclusiveBetween(30, 730);
    }
}

internal sealed class CreateImprovementValidator : AbstractValidator<CreateImprovement>
{
    /// <summary>Days from which customers are compared lie between these.</summary>
    public static (DateOnly First, DateOnly Last) Days { get; } = (new(2000, 1, 1), new(2199, 12, 31));

    public CreateImprovementValidator()
    {
        RuleFor(ask => ask.Title).NotEmpty().MaximumLength(200);
        RuleFor(ask => ask.Note).MaximumLength(4000);
        RuleFor(ask => ask.Departments.Count).InclusiveBetween(1, 20);
        RuleForEach(ask => ask.Departments).NotEmpty().MaximumLength(60);
        RuleFor(ask => ask.LeadId).NotEmpty();
        RuleFor(ask => ask.Phase).NotEmpty().MaximumLength(40);
        RuleFor(ask => ask.StartOn).InclusiveBetween(Days.First, Days.Last);
        RuleFor(ask => ask.Promise).SetValidator(new PromisedEffectValidator());
        RuleFor(ask => ask.CardIds!.Count).LessThanOrEqualTo(500).When(ask => ask.CardIds is not null);
    }
}

internal sealed class CreateImprovementHandler(JourneyDb db, ImprovementDesk desk, RequestContext context)
    : IRequestHandler<CreateImprovement, Result<ShownImprovement>>
{
    public async Task<Result<ShownImprovement>> Handle(CreateImprovement ask, CancellationToken cancellation)
    {
        var words = new ImprovementWords(
            ask.Title,
            ask.Note,
            ask.Departments,
            ask.LeadId,
            ask.Phase,
            ask.CardIds ?? []
        );
        if (await desk.Refuses(words, present: null, cancellation) is { } refusal)
        {
            return refusal;
        }

        var one = new Improvement(Guid.CreateVersion7(), context.Caller.PersonId, db.Clock.Now);
        one.Say(words);
        var vowed = one.Vow(ask.StartOn, ask.Promise, desk.Today);
        db.Set<Improvement>().Add(one);
        return await desk.Keep(one, vowed, cancellation);
    }
}

internal sealed class CreateImprovementEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/improvements", (CreateImprovement ask) => ask)
            .Creates((ShownImprovement one) => $"/v1/improvements/{one.Id}")
            .WithSummary("Start an improvement project for customers to come")
            .WithDescription(
                "It says which metric it moves from what to what, by when, for customers who start after it. Its effect is "
                    + "measured by GET /v1/improvements/{improvementId}/effect."
            )
            .WithExample(
                new CreateImprovement(
                    ShownImprovement.Example.Title,
                    ShownImprovement.Example.Departments,
                    ShownImprovement.Example.LeadId,
                    ShownImprovement.Example.Phase,
                    ShownImprovement.Example.StartOn,
                    ShownImprovement.Example.Promise,
                    ShownImprovement.Example.Note
                ),
                ShownImprovement.Example
            )
            .WithProblems(400, 401, 403);
}
