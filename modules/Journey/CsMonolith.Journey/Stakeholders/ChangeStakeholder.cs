using System.Text.Json.Serialization;

namespace CsMonolith.Journey.Stakeholders;

/// <summary>Correct who somebody at a customer is.</summary>
internal sealed record ChangeStakeholder(Guid StakeholderId, [property: Body] StakeholderChanges Changes, IfMatch Match)
    : ICommand<ShownStakeholder>;

internal sealed record StakeholderChanges
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string?> Name { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string?> Title { get; init; }

    /// <summary>Of the customer.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string?> Department { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string?> Email { get; init; }

    public StakeholderWords Over(StakeholderWords present) =>
        new(
            Name.Or(present.Name)!,
            Title.Or(present.Title),
            Department.Or(present.Department),
            Email.Or(present.Email)
        );
}

internal sealed class ChangeStakeholderValidator : AbstractValidator<ChangeStakeholder>
{
    public ChangeStakeholderValidator()
    {
        RuleFor(ask => ask.Changes.Name.Value).NotEmpty().MaximumLength(100).When(ask => ask.Changes.Name.Is);
        RuleFor(ask => ask.Changes.Title.Value).MaximumLength(100);
        RuleFor(ask => ask.Changes.Department.Value).MaximumLength(100);
        RuleFor(ask => ask.Changes.Email.Value).MaximumLength(200);
    }
}

internal sealed class ChangeStakeholderHandler(JourneyDb db, AccountVisibility visibility)
    : IRequestHandler<ChangeStakeholder, Result<ShownStakeholder>>
{
    public async Task<Result<ShownStakeholder>> Handle(ChangeStakeholder ask, CancellationToken cancellation)
    {
        var person = await db.Set<Stakeholder>().FindAsync([ask.StakeholderId], cancellation);
        if (person is null || !await visibility.Sees(person.AccountId, cancellation))
        {
            return PlatformErrors.NotFound("stakeholder", ask.StakeholderId);
        }

        if (ask.Match.Refuses(person) is { } stale)
        {
            return stale;
        }

        person.Say(ask.Changes.Over(person.Words));
        await db.SaveChangesAsync(cancellation);
        return ShownStakeholder.Of(person, await Standings.Present(db, person.Id, cancellation));
    }
}

internal sealed class ChangeStakeholderEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Patch(
                "/stakeholders/{stakeholderId}",
                (Guid stakeholderId, StakeholderChanges changes, IfMatch match) =>
                    new ChangeStakeholder(stakeholderId, changes, match)
            )
            .AcceptsMergePatch<StakeholderChanges>()
            .WithSummary("Correct who somebody at a customer is")
            .WithDescription(
                "A merge patch: a field that is absent stays as it is, null clears it. Where they stand has days and is "
                    + "recorded by its own operation. If-Match carries the version read."
            )
            .WithExample(
                new StakeholderChanges { Title = Optional.Of<string?>("本部長") },
                ShownStakeholder.Example with
                {
                    Title = "本部長",
                    Version = 2,
                }
            )
            .WithProblems(400, 401, 403, 404, 412, 428);
}
