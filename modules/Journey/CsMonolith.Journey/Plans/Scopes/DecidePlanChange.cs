using CsMonolith.Journey.Plans.Milestones;

namespace CsMonolith.Journey.Plans.Scopes;

/// <summary>Approve or decline a change of what was agreed.</summary>
internal sealed record DecidePlanChange(Guid ChangeId, [property: Body] PlanChangeDecision Decision, IfMatch Match)
    : ICommand<ShownPlanChange>;

/// <param name="Approve">An approval is applied in the same moment.</param>
/// <param name="Reason">Why; it stays with the request.</param>
internal sealed record PlanChangeDecision(bool Approve, string Reason);

internal sealed class DecidePlanChangeValidator : AbstractValidator<DecidePlanChange>
{
    public DecidePlanChangeValidator() => RuleFor(ask => ask.Decision.Reason).NotEmpty().MaximumLength(2000);
}

internal sealed class DecidePlanChangeHandler(JourneyDb db, PlanDesk desk)
    : IRequestHandler<DecidePlanChange, Result<ShownPlanChange>>
{
    public async Task<Result<ShownPlanChange>> Handle(DecidePlanChange ask, CancellationToken cancellation)
    {
        var found = await desk.Item<PlanChange>(ask.ChangeId, "plan-change", cancellation);
        if ((found.Error ?? ask.Match.Refuses(found.Value)) is { } refusal)
        {
            return refusal;
        }

        var (change, (approve, reason)) = (found.Value, ask.Decision);
        if (
            (
                change.Decide(approve, reason, desk.Me, desk.Today).Error
                ?? (approve ? await Apply(change, cancellation) : null)
            ) is
            { } unfit
        )
        {
            return unfit;
        }

        desk.Tell(
            change.AccountId,
            desk.Today,
            PlanLines.ChangeDecided,
            $"Change of the plan {(approve ? "approved" : "declined")}: {change.Reason}",
            $"計画の変更申請を{(approve ? "承認" : "却下")}: {change.Reason}"
        );
        await db.SaveChangesAsync(cancellation);
        return ShownPlanChange.Of(change);
    }

    // What was agreed may have changed since the request: each part is judged by what stands now.
    private async Task<Error?> Apply(PlanChange change, CancellationToken cancellation)
    {
        if (change.ChangesScope)
        {
            var scope = await db.Set<ProjectScope>().FindAsync([change.ProjectId], cancellation);
            var goal = await GoalsInForce.Of(db, change.AccountId, desk.Today, cancellation);
            if (scope!.Apply(change.Adds, change.Removes, goal).Error is { } refusal)
            {
                return refusal;
            }
        }

        foreach (var (milestoneId, on) in change.Rebaselines)
        {
            var milestone = await db.Set<Milestone>().FindAsync([milestoneId], cancellation);
            if (milestone!.Rebaseline(on, change.Id, desk.Me, desk.Now).Error is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }
}

internal sealed class DecidePlanChangeEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/plan-changes/{changeId}/decision",
                (Guid changeId, PlanChangeDecision decision, IfMatch match) =>
                    new DecidePlanChange(changeId, decision, match)
            )
            .WithSummary("Approve or decline a change of what was agreed")
            .WithDescription(
                "Never by its author. An approval is applied in the same moment and once; one that no longer fits what "
                    + "stands is refused, and the request stays undecided. If-Match carries the version read."
            )
            .WithExample(
                new PlanChangeDecision(Approve: true, "影響は帳票1種類に限られるため"),
                ShownPlanChange.Example with
                {
                    State = PlanChangeState.Approved,
                    DecidedById = Guid.Parse("0199a000-0000-7000-8000-000000000002"),
                    DecidedOn = new DateOnly(2026, 11, 20),
                    DecisionReason = "影響は帳票1種類に限られるため",
                    Version = 2,
                }
            )
            .WithProblems(400, 401, 403, 404, 409, 412, 428);
}
