namespace CsMonolith.Journey.Handoffs;

/// <summary>Say what is ready for the kickoff.</summary>
internal sealed record PrepareKickoff(Guid HandoffId, [property: Body] ReadyItems Ready, IfMatch Match)
    : ICommand<HandoffProfile>;

/// <param name="Items">Codes of everything that is ready; what is left out counts as not ready.</param>
internal sealed record ReadyItems(IReadOnlyList<string> Items);

internal sealed class PrepareKickoffValidator : AbstractValidator<PrepareKickoff>
{
    public PrepareKickoffValidator()
    {
        RuleFor(ask => ask.Ready.Items.Count).LessThanOrEqualTo(200);
        RuleForEach(ask => ask.Ready.Items).NotEmpty().MaximumLength(40);
    }
}

internal sealed class PrepareKickoffHandler(
    JourneyDb db,
    HearingRegistry registry,
    HandoffReader reader,
    RequestContext context
) : IRequestHandler<PrepareKickoff, Result<HandoffProfile>>
{
    public async Task<Result<HandoffProfile>> Handle(PrepareKickoff ask, CancellationToken cancellation)
    {
        if (await reader.Find(ask.HandoffId, cancellation) is not { } handoff)
        {
            return HandoffErrors.NoSuchHandoff(ask.HandoffId);
        }

        if (ask.Match.Refuses(handoff) is { } stale)
        {
            return stale;
        }

        var set = await HearingQuestions.Present(db, cancellation);
        var answered = (await registry.Known(handoff.AccountId, cancellation)).Keys.ToHashSet(StringComparer.Ordinal);
        var codes = HandoffReader.Preparations(handoff, set, answered).Select(item => item.Code).ToList();
        var (strange, at) = ask
            .Ready.Items.Select((code, i) => (code, i))
            .FirstOrDefault(one => !codes.Contains(one.code));
        if (strange is not null)
        {
            return HandoffErrors.NoSuchItem(strange, codes, $"/items/{at}");
        }

        handoff.Prepare([.. ask.Ready.Items.Distinct()], context.Caller.PersonId, db.Clock.Today);
        await db.SaveChangesAsync(cancellation);
        return await reader.Show(handoff, cancellation);
    }
}

internal sealed class PrepareKickoffEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Put(
                "/handoffs/{handoffId}/preparations",
                (Guid handoffId, ReadyItems ready, IfMatch match) => new PrepareKickoff(handoffId, ready, match)
            )
            .WithSummary("Say what is ready for the kickoff")
            .WithDescription(
                "The list of materials, data and settings comes from the customer's answers. Replaces what was ready."
            )
            .WithExample(
                new ReadyItems(["accounts-list"]),
                HandoffProfile.Example with
                {
                    Preparations =
                    [
                        HandoffProfile.Example.Preparations[0] with
                        {
                            ReadyOn = new DateOnly(2026, 11, 12),
                            ReadyById = Guid.Parse("0199a000-0000-7000-8000-000000000001"),
                        },
                    ],
                    Version = 2,
                }
            )
            .WithProblems(400, 401, 403, 404, 412, 428);
}
