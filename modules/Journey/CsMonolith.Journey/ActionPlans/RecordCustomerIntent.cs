using CsMonolith.Journey.Plans;

namespace CsMonolith.Journey.ActionPlans;

/// <summary>Record what the customer sets out to do, in their own words.</summary>
internal sealed record RecordCustomerIntent(Guid ProjectId, [property: Body] SaidIntent Intent) : ICommand<ShownIntent>;

/// <param name="Words">As they said it.</param>
/// <param name="SaidBy">Who of the customer stands for it.</param>
/// <param name="SaidOn">The day, not after today.</param>
internal sealed record SaidIntent(string Words, string SaidBy, DateOnly SaidOn);

internal sealed class RecordCustomerIntentValidator : AbstractValidator<RecordCustomerIntent>
{
    public RecordCustomerIntentValidator()
    {
        RuleFor(ask => ask.Intent.Words).NotEmpty().MaximumLength(2000);
        RuleFor(ask => ask.Intent.SaidBy).NotEmpty().MaximumLength(200);
        RuleFor(ask => ask.Intent.SaidOn).GreaterThanOrEqualTo(new DateOnly(1950, 1, 1));
    }
}

internal sealed class RecordCustomerIntentHandler(JourneyDb db, PlanDesk desk)
    : IRequestHandler<RecordCustomerIntent, Result<ShownIntent>>
{
    // So that a plan is read whole.
    private const int Most = 200;

    // Characters that the timeline quotes.
    private const int Line = 120;

    public async Task<Result<ShownIntent>> Handle(RecordCustomerIntent ask, CancellationToken cancellation)
    {
        var found = await desk.Project(ask.ProjectId, cancellation);
        if (found.Error is { } refusal)
        {
            return refusal;
        }

        var (words, saidBy, saidOn) = ask.Intent;
        if (saidOn > desk.Today)
        {
            return JourneyErrors.NotYet(saidOn, desk.Today, "/saidOn");
        }

        var project = found.Value;
        if (await db.Set<CustomerIntent>().CountAsync(one => one.ProjectId == project.Id, cancellation) >= Most)
        {
            return PlanErrors.Full(Most);
        }

        var intent = new CustomerIntent(
            Guid.CreateVersion7(),
            project.Id,
            project.AccountId,
            words,
            saidBy,
            saidOn,
            desk.Me,
            desk.Now
        );
        db.Set<CustomerIntent>().Add(intent);
        desk.Tell(
            project.AccountId,
            saidOn,
            CustomerIntent.SaidLine,
            $"{saidBy}: \"{Shortened(words)}\"",
            $"{saidBy}「{Shortened(words)}」"
        );
        await db.SaveChangesAsync(cancellation);
        return ShownIntent.Of(intent);
    }

    // Never through the middle of a character of two code units.
    private static string Shortened(string words) =>
        words.Length <= Line ? words : $"{words[..(char.IsHighSurrogate(words[Line - 2]) ? Line - 2 : Line - 1)]}…";
}

internal sealed class RecordCustomerIntentEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/success-projects/{projectId}/commitments",
                (Guid projectId, SaidIntent intent) => new RecordCustomerIntent(projectId, intent)
            )
            .Creates(
                (ShownIntent _, RouteValueDictionary route) => $"/v1/success-projects/{route["projectId"]}/action-plan"
            )
            .WithSummary("Record what the customer sets out to do, in their own words")
            .WithExample(
                new SaidIntent(ShownIntent.Example.Words, ShownIntent.Example.SaidBy, ShownIntent.Example.SaidOn),
                ShownIntent.Example
            )
            .WithProblems(400, 401, 403, 404, 409);
}
