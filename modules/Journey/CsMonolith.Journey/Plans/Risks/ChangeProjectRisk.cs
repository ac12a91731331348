using System.Text.Json.Serialization;

namespace CsMonolith.Journey.Plans.Risks;

/// <summary>Change what a risk says, who watches it, or what is done against it.</summary>
internal sealed record ChangeProjectRisk(Guid RiskId, [property: Body] RiskChanges Changes, IfMatch Match)
    : ICommand<ShownRisk>;

internal sealed record RiskChanges
{
    /// <summary>Why the project would have failed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string?> Why { get; init; }

    /// <summary>What would show that it comes.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string?> Trigger { get; init; }

    /// <summary>What is done against it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string?> Mitigation { get; init; }

    /// <summary>Who of ours watches it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<Guid?> OwnerId { get; init; }

    public RiskWords Over(RiskWords present) =>
        new(
            Why.Or(present.Why)!,
            Trigger.Or(present.Trigger)!,
            Mitigation.Or(present.Mitigation),
            OwnerId.Or(present.OwnerId)!.Value
        );
}

internal sealed class ChangeProjectRiskValidator : AbstractValidator<ChangeProjectRisk>
{
    public ChangeProjectRiskValidator()
    {
        RuleFor(ask => ask.Changes.Why.Value).NotEmpty().MaximumLength(1000).When(ask => ask.Changes.Why.Is);
        RuleFor(ask => ask.Changes.Trigger.Value).NotEmpty().MaximumLength(1000).When(ask => ask.Changes.Trigger.Is);
        RuleFor(ask => ask.Changes.Mitigation.Value).MaximumLength(2000);
        RuleFor(ask => ask.Changes.OwnerId.Value).NotEmpty().When(ask => ask.Changes.OwnerId.Is);
    }
}

internal sealed class ChangeProjectRiskHandler(JourneyDb db, PlanDesk desk)
    : IRequestHandler<ChangeProjectRisk, Result<ShownRisk>>
{
    public async Task<Result<ShownRisk>> Handle(ChangeProjectRisk ask, CancellationToken cancellation)
    {
        var found = await desk.Item<ProjectRisk>(ask.RiskId, "risk", cancellation);
        if ((found.Error ?? ask.Match.Refuses(found.Value)) is { } refusal)
        {
            return refusal;
        }

        var risk = found.Value;
        var words = ask.Changes.Over(risk.Words);
        if (
            words.OwnerId != risk.OwnerId
            && await desk.Nobody(words.OwnerId, risk.AccountId, cancellation) is { } nobody
        )
        {
            return nobody;
        }

        risk.Say(words);
        await db.SaveChangesAsync(cancellation);
        return await RiskTasks.Show(db, risk, cancellation);
    }
}

internal sealed class ChangeProjectRiskEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Patch(
                "/project-risks/{riskId}",
                (Guid riskId, RiskChanges changes, IfMatch match) => new ChangeProjectRisk(riskId, changes, match)
            )
            .AcceptsMergePatch<RiskChanges>()
            .WithSummary("Change what a risk says, who watches it, or what is done against it")
            .WithDescription(
                "A merge patch: a field that is absent stays as it is, null clears it. Ratings and states have their own "
                    + "operations. If-Match carries the version read."
            )
            .WithExample(
                new RiskChanges { Mitigation = Optional.Of<string?>("後任の候補を11月の会議に招く") },
                ShownRisk.Example with
                {
                    Mitigation = "後任の候補を11月の会議に招く",
                    Version = 2,
                }
            )
            .WithProblems(400, 401, 403, 404, 409, 412, 428);
}
