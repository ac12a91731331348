namespace CsMonolith.Journey.Plans.Risks;

/// <summary>Record that a risk occurred, is closed, or is open again.</summary>
internal sealed record SettleProjectRisk(Guid RiskId, [property: Body] RiskTurn Turn) : ICommand<ShownRisk>;

/// <param name="State">open, occurred or closed.</param>
/// <param name="On">From which day, not after today.</param>
/// <param name="Why">It stays in the risk's history.</param>
internal sealed record RiskTurn(RiskState State, DateOnly On, string Why);

internal sealed class SettleProjectRiskValidator : AbstractValidator<SettleProjectRisk>
{
    public SettleProjectRiskValidator() => RuleFor(ask => ask.Turn.Why).NotEmpty().MaximumLength(1000);
}

internal sealed class SettleProjectRiskHandler(JourneyDb db, PlanDesk desk)
    : IRequestHandler<SettleProjectRisk, Result<ShownRisk>>
{
    public async Task<Result<ShownRisk>> Handle(SettleProjectRisk ask, CancellationToken cancellation)
    {
        var found = await desk.Item<ProjectRisk>(ask.RiskId, "risk", cancellation);
        var (state, on, why) = ask.Turn;
        if (
            (
                found.Error
                ?? desk.NotYet(on)
                ?? found.Value.Settle(new RiskStep(state, on, why, desk.Me, desk.Now)).Error
            ) is
            { } refusal
        )
        {
            return refusal;
        }

        if (state == RiskState.Occurred)
        {
            desk.Tell(
                found.Value.AccountId,
                on,
                PlanLines.RiskOccurred,
                $"Risk occurred: {found.Value.Why}",
                $"リスクが発生: {found.Value.Why}"
            );
        }

        await db.SaveChangesAsync(cancellation);
        return await RiskTasks.Show(db, found.Value, cancellation);
    }
}

internal sealed class SettleProjectRiskEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/project-risks/{riskId}/state", (Guid riskId, RiskTurn turn) => new SettleProjectRisk(riskId, turn))
            .WithSummary("Record that a risk occurred, is closed, or is open again")
            .WithExample(
                new RiskTurn(RiskState.Closed, new DateOnly(2026, 11, 20), "後任が決まり、会議に2回出席したため"),
                ShownRisk.Example with
                {
                    State = RiskState.Closed,
                    Version = 2,
                }
            )
            .WithProblems(400, 401, 403, 404, 409);
}
