using System.Text.Json.Serialization;

namespace CsMonolith.Journey.Plans.Deliverables;

/// <summary>Change what a deliverable is, until the customer has signed it off.</summary>
internal sealed record ChangeDeliverable(Guid DeliverableId, [property: Body] DeliverableChanges Changes, IfMatch Match)
    : ICommand<ShownDeliverable>;

internal sealed record DeliverableChanges
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string?> Title { get; init; }

    /// <summary>How fine it is made.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string?> Granularity { get; init; }

    /// <summary>By which the customer accepts it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string?> Criteria { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<DateOnly?> DueOn { get; init; }

    /// <summary>Who of ours answers for it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<Guid?> OwnerId { get; init; }

    public DeliverableWords Over(DeliverableWords present) =>
        new(
            Title.Or(present.Title)!,
            Granularity.Or(present.Granularity)!,
            Criteria.Or(present.Criteria)!,
            DueOn.Or(present.DueOn)!.Value,
            OwnerId.Or(present.OwnerId)!.Value
        );
}

internal sealed class ChangeDeliverableValidator : AbstractValidator<ChangeDeliverable>
{
    public ChangeDeliverableValidator()
    {
        RuleFor(ask => ask.Changes.Title.Value).NotEmpty().MaximumLength(200).When(ask => ask.Changes.Title.Is);
        RuleFor(ask => ask.Changes.Granularity.Value)
            .NotEmpty()
            .MaximumLength(300)
            .When(ask => ask.Changes.Granularity.Is);
        RuleFor(ask => ask.Changes.Criteria.Value).NotEmpty().MaximumLength(2000).When(ask => ask.Changes.Criteria.Is);
        RuleFor(ask => ask.Changes.DueOn.Value).NotNull().When(ask => ask.Changes.DueOn.Is);
        RuleFor(ask => ask.Changes.OwnerId.Value).NotEmpty().When(ask => ask.Changes.OwnerId.Is);
    }
}

internal sealed class ChangeDeliverableHandler(JourneyDb db, PlanDesk desk)
    : IRequestHandler<ChangeDeliverable, Result<ShownDeliverable>>
{
    public async Task<Result<ShownDeliverable>> Handle(ChangeDeliverable ask, CancellationToken cancellation)
    {
        var found = await desk.Item<Deliverable>(ask.DeliverableId, "deliverable", cancellation);
        if ((found.Error ?? ask.Match.Refuses(found.Value)) is { } refusal)
        {
            return refusal;
        }

        var deliverable = found.Value;
        var words = ask.Changes.Over(deliverable.Words);
        if (
            (
                words.OwnerId == deliverable.OwnerId
                    ? null
                    : await desk.Nobody(words.OwnerId, deliverable.AccountId, cancellation)
            ) is
            { } nobody
        )
        {
            return nobody;
        }

        if (deliverable.Say(words).Error is { } unfit)
        {
            return unfit;
        }

        await db.SaveChangesAsync(cancellation);
        return ShownDeliverable.Of(deliverable, desk.Today);
    }
}

internal sealed class ChangeDeliverableEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Patch(
                "/deliverables/{deliverableId}",
                (Guid deliverableId, DeliverableChanges changes, IfMatch match) =>
                    new ChangeDeliverable(deliverableId, changes, match)
            )
            .AcceptsMergePatch<DeliverableChanges>()
            .WithSummary("Change what a deliverable is, until the customer has signed it off")
            .WithDescription(
                "A merge patch: a field that is absent stays as it is. After the sign-off only its owner changes. "
                    + "If-Match carries the version read."
            )
            .WithExample(
                new DeliverableChanges { DueOn = Optional.Of<DateOnly?>(new DateOnly(2027, 1, 15)) },
                ShownDeliverable.Example with
                {
                    DueOn = new DateOnly(2027, 1, 15),
                    Version = 2,
                }
            )
            .WithProblems(400, 401, 403, 404, 409, 412, 428);
}
