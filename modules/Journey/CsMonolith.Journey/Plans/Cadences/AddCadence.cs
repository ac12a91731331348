using CsMonolith.Journey.Activities;

namespace CsMonolith.Journey.Plans.Cadences;

/// <summary>Agree on how often a group of the customer's people is contacted.</summary>
internal sealed record AddCadence(Guid ProjectId, [property: Body] NewCadence Cadence) : ICommand<ShownCadence>;

/// <param name="Group">Who they are together: the board, the logistics department.</param>
/// <param name="People">Names of people or departments that belong to it, as activities name them; empty for anybody at
/// the customer.</param>
/// <param name="EveryDays">Days of an interval in which there is at least one contact; 1 to 365.</param>
/// <param name="FirstOn">The first day of the first interval.</param>
/// <param name="Channel">By which way; absent, any.</param>
internal sealed record NewCadence(
    string Group,
    IReadOnlyList<string> People,
    int EveryDays,
    DateOnly FirstOn,
    string Purpose,
    ContactChannel? Channel = null
);

/// <param name="People">Names of people or departments that belong to the group; empty for anybody.</param>
/// <param name="Channel">By which way; <c>null</c> for any.</param>
/// <param name="EveryDays">Days of an interval in which there is at least one contact.</param>
/// <param name="EndedOn"><c>null</c> while it is in force.</param>
/// <param name="Judged">Intervals that were over by yesterday, of the last 365 days.</param>
/// <param name="MissedCount">Those of them in which nobody was in touch with the group.</param>
/// <param name="Missed">The newest 24 of them, the newest first.</param>
/// <param name="LastOn">The last contact that kept it.</param>
/// <param name="Version">Also its ETag.</param>
internal sealed record ShownCadence(
    Guid Id,
    Guid ProjectId,
    string Group,
    IReadOnlyList<string> People,
    ContactChannel? Channel,
    int EveryDays,
    DateOnly FirstOn,
    string Purpose,
    DateOnly? EndedOn,
    int Judged,
    int MissedCount,
    IReadOnlyList<CadenceInterval> Missed,
    DateOnly? LastOn,
    long Version
)
{
    private const int MissedShown = 24;

    public static ShownCadence Example { get; } =
        new(
            Guid.Parse("0199a000-0000-7000-8000-00000000f306"),
            Guid.Parse("0199a000-0000-7000-8000-0000000000f1"),
            "物流部",
            ["物流部"],
            ContactChannel.Meeting,
            EveryDays: 14,
            new DateOnly(2027, 1, 12),
            "進み具合と困りごとの確認",
            EndedOn: null,
            Judged: 0,
            MissedCount: 0,
            [],
            LastOn: null,
            Version: 1
        );

    public static ShownCadence Of(Cadence one, CadenceKept kept) =>
        new(
            one.Id,
            one.ProjectId,
            one.Group,
            one.People,
            one.Channel,
            one.EveryDays,
            one.FirstOn,
            one.Purpose,
            one.EndedOn,
            kept.Judged,
            kept.Missed.Count,
            [.. kept.Missed.Reverse().Take(MissedShown)],
            kept.LastOn,
            one.Version
        );
}

internal sealed class AddCadenceValidator : AbstractValidator<AddCadence>
{
    public AddCadenceValidator()
    {
        RuleFor(ask => ask.Cadence.Group).NotEmpty().MaximumLength(100);
        RuleFor(ask => ask.Cadence.People.Count).LessThanOrEqualTo(50);
        RuleForEach(ask => ask.Cadence.People).NotEmpty().MaximumLength(100);
        RuleFor(ask => ask.Cadence.EveryDays).InclusiveBetween(1, CadenceKeeping.LongestInterval);
        RuleFor(ask => ask.Cadence.Purpose).NotEmpty().MaximumLength(500);
    }
}

internal sealed class AddCadenceHandler(JourneyDb db, PlanDesk desk) : IRequestHandler<AddCadence, Result<ShownCadence>>
{
    public async Task<Result<ShownCadence>> Handle(AddCadence ask, CancellationToken cancellation)
    {
        var project = await desk.Project(ask.ProjectId, cancellation);
        if (project.Error is { } refusal)
        {
            return refusal;
        }

        var (account, openedOn) = (project.Value.AccountId, project.Value.OpenedOn);
        var (group, people, everyDays, firstOn, purpose, channel) = ask.Cadence;
        if (
            (
                await desk.Full<Cadence>(ask.ProjectId, cancellation)
                ?? (firstOn < openedOn ? PlanErrors.Backwards(openedOn, firstOn, "/firstOn") : null)
            ) is
            { } unfit
        )
        {
            return unfit;
        }

        var cadence = new Cadence
        {
            Id = Guid.CreateVersion7(),
            ProjectId = ask.ProjectId,
            AccountId = account,
            Group = group,
            People = people,
            Channel = channel,
            EveryDays = everyDays,
            FirstOn = firstOn,
            Purpose = purpose,
            RecordedAt = desk.Now,
        };
        db.Set<Cadence>().Add(cadence);
        await db.SaveChangesAsync(cancellation);
        return await CadenceReader.Show(db, cadence, cancellation);
    }
}

internal sealed class AddCadenceEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/success-projects/{projectId}/cadences",
                (Guid projectId, NewCadence cadence) => new AddCadence(projectId, cadence)
            )
            .Creates((ShownCadence _, RouteValueDictionary route) => $"/v1/success-projects/{route["projectId"]}/plan")
            .WithSummary("Agree on how often a group of the customer's people is contacted")
            .WithDescription(
                "Whether it is kept is found from the activities: an interval without a contact by that way and with "
                    + "somebody of the group is missed. To change a cadence, end it and add another one."
            )
            .WithExample(
                new NewCadence(
                    ShownCadence.Example.Group,
                    ShownCadence.Example.People,
                    ShownCadence.Example.EveryDays,
                    ShownCadence.Example.FirstOn,
                    ShownCadence.Example.Purpose,
                    ShownCadence.Example.Channel
                ),
                ShownCadence.Example
            )
            .WithProblems(400, 401, 403, 404, 409);
}
