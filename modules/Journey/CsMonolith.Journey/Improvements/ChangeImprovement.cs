using System.Text.Json.Serialization;

namespace CsMonolith.Journey.Improvements;

/// <summary>Change what an improvement project is called, who owns and leads it, its cards, or what it promises.</summary>
internal sealed record ChangeImprovement(Guid ImprovementId, [property: Body] ImprovementChanges Changes, IfMatch Match)
    : ICommand<ShownImprovement>;

internal sealed record ImprovementChanges
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string?> Title { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string?> Note { get; init; }

    /// <summary>Who owns it: at least one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<IReadOnlyList<string>?> Departments { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<Guid?> LeadId { get; init; }

    /// <summary>Code of the phase that it improves.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string?> Phase { get; init; }

    /// <summary>All of the field cards behind it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<IReadOnlyList<Guid>?> CardIds { get; init; }

    /// <summary>Only until the project has started.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<DateOnly?> StartOn { get; init; }

    /// <summary>Only until the project has started.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<PromisedEffect?> Promise { get; init; }

    public ImprovementWords Over(Improvement one) =>
        new(
            Title.Or(one.Title)!,
            Note.Or(one.Note),
            Departments.Or(one.Departments)!,
            LeadId.Or(one.LeadId)!.Value,
            Phase.Or(one.Phase)!,
            CardIds.Or(one.CardIds)!
        );
}

internal sealed class ChangeImprovementValidator : AbstractValidator<ChangeImprovement>
{
    public ChangeImprovementValidator()
    {
        var (first, last) = CreateImprovementValidator.Days;
        RuleFor(ask => ask.Changes.Title.Value).NotEmpty().MaximumLength(200).When(ask => ask.Changes.Title.Is);
        RuleFor(ask => ask.Changes.Note.Value).MaximumLength(4000).When(ask => ask.Changes.Note.Is);
        RuleFor(ask => ask.Changes.Departments.Value).NotEmpty().When(ask => ask.Changes.Departments.Is);
        RuleForEach(ask => ask.Changes.Departments.Value)
            .NotEmpty()
            .MaximumLength(60)
            .When(ask => ask.Changes.Departments.Value is not null);
        RuleFor(ask => ask.Changes.LeadId.Value).NotEmpty().When(ask => ask.Changes.LeadId.Is);
        RuleFor(ask => ask.Changes.Phase.Value).NotEmpty().MaximumLength(40).When(ask => ask.Changes.Phase.Is);
        RuleFor(ask => ask.Changes.CardIds.Value).NotNull().When(ask => ask.Changes.CardIds.Is);
        RuleFor(ask => ask.Changes.CardIds.Value!.Count)
            .LessThanOrEqualTo(500)
            .When(ask => ask.Changes.CardIds.Value is not null);
        RuleFor(ask => ask.Changes.StartOn.Value)
            .NotNull()
            .InclusiveBetween(first, last)
            .When(ask => ask.Changes.StartOn.Is);
        RuleFor(ask => ask.Changes.Promise.Value)
            .NotNull()
            .SetValidator(new PromisedEffectValidator()!)
            .When(ask => ask.Changes.Promise.Is);
    }
}

internal sealed class ChangeImprovementHandler(ImprovementDesk desk)
    : IRequestHandler<ChangeImprovement, Result<ShownImprovement>>
{
    public async Task<Result<ShownImprovement>> Handle(ChangeImprovement ask, CancellationToken cancellation)
    {
        var found = await desk.Find(ask.ImprovementId, cancellation);
        if ((found.Error ?? ask.Match.Refuses(found.Value)) is { } refusal)
        {
            return refusal;
        }

        var (one, words) = (found.Value, ask.Changes.Over(found.Value));
        if (await desk.Refuses(words, one, cancellation) is { } wrong)
        {
            return wrong;
        }

        var vowed = one.Vow(
            ask.Changes.StartOn.Or(one.StartOn)!.Value,
            ask.Changes.Promise.Or(one.Promise)!,
            desk.Today
        );
        return await desk.Keep(one, vowed.Error is null ? one.Say(words) : vowed, cancellation);
    }
}

internal sealed class ChangeImprovementEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Patch(
                "/improvements/{improvementId}",
                (Guid improvementId, ImprovementChanges changes, IfMatch match) =>
                    new ChangeImprovement(improvementId, changes, match)
            )
            .AcceptsMergePatch<ImprovementChanges>()
            .WithSummary("Change an improvement project")
            .WithDescription(
                "A merge patch: a field that is absent stays as it is. The start and what was promised are fixed from the start. "
                    + "If-Match carries the version read."
            )
            .WithExample(
                new ImprovementChanges { Title = Optional.Of<string?>("初期設定のひな型") },
                ShownImprovement.Example with
                {
                    Title = "初期設定のひな型",
                    Version = 2,
                }
            )
            .WithProblems(400, 401, 403, 404, 409, 412, 428);
}
