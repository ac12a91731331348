namespace CsMonolith.Journey.Consulting;

/// <summary>Record that an issue was decided, solved, taken back, or is open again.</summary>
internal sealed record MoveConsultingIssue(Guid IssueId, [property: Body] IssueMove Move) : ICommand<ShownIssue>;

/// <param name="State">open, decided, solved or void.</param>
/// <param name="On">From which day, not after today.</param>
/// <param name="What">What was decided or done, or why it is open again or taken back; it stays in the history.</param>
internal sealed record IssueMove(IssueState State, DateOnly On, string What);

internal sealed class MoveConsultingIssueValidator : AbstractValidator<MoveConsultingIssue>
{
    public MoveConsultingIssueValidator()
    {
        RuleFor(ask => ask.Move.State).IsInEnum();
        RuleFor(ask => ask.Move.What).NotEmpty().MaximumLength(2000);
    }
}

internal sealed class MoveConsultingIssueHandler(JourneyDb db, IssueDesk desk, RequestContext context)
    : IRequestHandler<MoveConsultingIssue, Result<ShownIssue>>
{
    public async Task<Result<ShownIssue>> Handle(MoveConsultingIssue ask, CancellationToken cancellation)
    {
        var issue = await desk.Find(ask.IssueId, cancellation);
        if (issue is null)
        {
            return IssueDesk.NotFound(ask.IssueId);
        }

        var (state, on, what) = ask.Move;
        if (on > db.Clock.Today)
        {
            return JourneyErrors.NotYet(on, db.Clock.Today, "/on");
        }

        if (issue.Move(db, new IssueStep(state, on, what, context.Caller.PersonId, db.Clock.Now)).Error is { } refusal)
        {
            return refusal;
        }

        await db.SaveChangesAsync(cancellation);
        return await desk.Show(issue, cancellation);
    }
}

internal sealed class MoveConsultingIssueEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/consulting-issues/{issueId}/state",
                (Guid issueId, IssueMove move) => new MoveConsultingIssue(issueId, move)
            )
            .WithSummary("Record that an issue was decided, solved, taken back, or is open again")
            .WithDescription("What was decided or done stays with it. One that was taken back stays so.")
            .WithExample(
                new IssueMove(IssueState.Decided, new DateOnly(2026, 11, 18), "5台以下は課長が承認する"),
                ShownIssue.Example with
                {
                    State = IssueState.Decided,
                    StateSince = new DateOnly(2026, 11, 18),
                    Steps =
                    [
                        new IssueStep(
                            IssueState.Decided,
                            new DateOnly(2026, 11, 18),
                            "5台以下は課長が承認する",
                            Guid.Parse("0199a000-0000-7000-8000-000000000001"),
                            new DateTime(2026, 11, 18, 8, 0, 0, DateTimeKind.Utc)
                        ),
                    ],
                    Version = 2,
                }
            )
            .WithProblems(400, 401, 403, 404, 409);
}
