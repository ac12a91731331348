using System.Text.Json.Serialization;

namespace CsMonolith.Journey.Plans.Milestones;

/// <summary>Change what a milestone is called, who answers for it, or when they are alarmed.</summary>
internal sealed record ChangeMilestone(Guid MilestoneId, [property: Body] MilestoneChanges Changes, IfMatch Match)
    : ICommand<ShownMilestone>;

internal sealed record MilestoneChanges
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string?> Title { get; init; }

    /// <summary>Who answers for it, and is alarmed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<Guid?> OwnerId { get; init; }

    /// <summary>Days before the forecast from which they are; 1 to 90.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<int?> AlarmDays { get; init; }

    public MilestoneWords Over(Milestone present) =>
        new(Title.Or(present.Title)!, OwnerId.Or(present.OwnerId)!.Value, AlarmDays.Or(present.AlarmDays)!.Value);
}

internal sealed class ChangeMilestoneValidator : AbstractValidator<ChangeMilestone>
{
    public ChangeMilestoneValidator()
    {
        RuleFor(ask => ask.Changes.Title.Value).NotEmpty().MaximumLength(200).When(ask => ask.Changes.Title.Is);
        RuleFor(ask => ask.Changes.OwnerId.Value).NotEmpty().When(ask => ask.Changes.OwnerId.Is);
        RuleFor(ask => ask.Changes.AlarmDays.Value)
            .NotNull()
            .InclusiveBetween(1, 90)
            .When(ask => ask.Changes.AlarmDays.Is);
    }
}

internal sealed class ChangeMilestoneHandler(JourneyDb db, PlanDesk desk)
    : IRequestHandler<ChangeMilestone, Result<ShownMilestone>>
{
    public async Task<Result<ShownMilestone>> Handle(ChangeMilestone ask, CancellationToken cancellation)
    {
        var found = await desk.Item<Milestone>(ask.MilestoneId, "milestone", cancellation);
        if ((found.Error ?? ask.Match.Refuses(found.Value)) is { } refusal)
        {
            return refusal;
        }

        var milestone = found.Value;
        var words = ask.Changes.Over(milestone);
        if (
            words.OwnerId != milestone.OwnerId
            && await desk.Nobody(words.OwnerId, milestone.AccountId, cancellation) is { } nobody
        )
        {
            return nobody;
        }

        milestone.Say(words);
        await db.SaveChangesAsync(cancellation);
        return ShownMilestone.Of(milestone, desk.Today);
    }
}

internal sealed class ChangeMilestoneEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Patch(
                "/milestones/{milestoneId}",
                (Guid milestoneId, MilestoneChanges changes, IfMatch match) =>
                    new ChangeMilestone(milestoneId, changes, match)
            )
            .AcceptsMergePatch<MilestoneChanges>()
            .WithSummary("Change what a milestone is called, who answers for it, or when they are alarmed")
            .WithDescription(
                "A merge patch: a field that is absent stays as it is. Its days are moved by their own operations. "
                    + "If-Match carries the version read."
            )
            .WithExample(
                new MilestoneChanges { AlarmDays = Optional.Of<int?>(21) },
                ShownMilestone.Example with
                {
                    AlarmDays = 21,
                    Version = 2,
                }
            )
            .WithProblems(400, 401, 403, 404, 409, 412, 428);
}
