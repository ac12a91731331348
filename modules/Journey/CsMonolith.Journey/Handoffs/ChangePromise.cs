using System.Text.Json.Serialization;
using CsMonolith.Journey.Projects;

namespace CsMonolith.Journey.Handoffs;

/// <summary>Say how a promise stands now.</summary>
internal sealed record ChangePromise(Guid PromiseId, [property: Body] PromiseChanges Changes, IfMatch Match)
    : ICommand<PromiseProfile>;

internal sealed record PromiseChanges
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<PromiseAvailability?> Availability { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<DateOnly?> AvailableFrom { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string?> Gap { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<Guid?> OwnerId { get; init; }

    /// <summary>How the gap was settled with the customer.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string?> Resolution { get; init; }

    /// <summary>The day on which it was settled, not after today; <c>null</c> opens the gap again.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<DateOnly?> ResolvedOn { get; init; }

    public PromiseDetails Over(PromiseDetails present)
    {
        var availability = Availability.Or(present.Availability) ?? present.Availability;
        return new PromiseDetails(
            availability,
            AvailableFrom.Or(availability == PromiseAvailability.Planned ? present.AvailableFrom : null),
            Gap.Or(present.Gap),
            OwnerId.Or(present.OwnerId),
            Resolution.Or(present.Resolution),
            ResolvedOn.Or(present.ResolvedOn)
        );
    }
}

internal sealed class ChangePromiseValidator : AbstractValidator<ChangePromise>
{
    public ChangePromiseValidator()
    {
        RuleFor(ask => ask.Changes.Availability.Value).NotNull().When(ask => ask.Changes.Availability.Is);
        RuleFor(ask => ask.Changes.Gap.Value).MaximumLength(1000);
        RuleFor(ask => ask.Changes.Resolution.Value).MaximumLength(1000);
    }
}

internal sealed class ChangePromiseHandler(JourneyDb db, AccountVisibility visibility, ProjectPeople people)
    : IRequestHandler<ChangePromise, Result<PromiseProfile>>
{
    public async Task<Result<PromiseProfile>> Handle(ChangePromise ask, CancellationToken cancellation)
    {
        if (
            await db.Set<PromiseMade>().FindAsync([ask.PromiseId], cancellation) is not { } promise
            || !await visibility.Sees(promise.AccountId, cancellation)
        )
        {
            return HandoffErrors.NoSuchPromise(ask.PromiseId);
        }

        if (ask.Match.Refuses(promise) is { } stale)
        {
            return stale;
        }

        var next = ask.Changes.Over(promise.Details);
        if ((Inconsistent(next) ?? await NobodyHere(next, promise, cancellation)) is { } refusal)
        {
            return refusal;
        }

        promise.Describe(
            db,
            next,
            next.ResolvedOn != promise.ResolvedOn && next.ResolvedOn is { } settled ? settled : db.Clock.Today,
            db.Clock.Now
        );
        await db.SaveChangesAsync(cancellation);
        return PromiseProfile.Of(promise);
    }

    private Error? Inconsistent(PromiseDetails next) =>
        next.ResolvedOn is { } day && day > db.Clock.Today ? JourneyErrors.NotYet(day, db.Clock.Today, "/resolvedOn")
        : next.ResolvedOn is not null && string.IsNullOrWhiteSpace(next.Resolution) ? HandoffErrors.ResolvedWithoutWords
        : next is { AvailableFrom: not null, Availability: not PromiseAvailability.Planned }
            ? HandoffErrors.DateWithoutPlan
        : null;

    private async Task<Error?> NobodyHere(PromiseDetails next, PromiseMade promise, CancellationToken cancellation) =>
        next.OwnerId is { } owner
        && owner != promise.OwnerId
        && await people.FirstUnknown([owner], cancellation) is { } unknown
            ? JourneyErrors.NoSuchPerson(unknown, "/ownerId")
            : null;
}

internal sealed class ChangePromiseEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Patch(
                "/promises/{promiseId}",
                (Guid promiseId, PromiseChanges changes, IfMatch match) => new ChangePromise(promiseId, changes, match)
            )
            .AcceptsMergePatch<PromiseChanges>()
            .WithSummary("Say how a promise stands now")
            .WithDescription(
                "A merge patch: a field that is absent stays as it is, null clears it. A gap is settled by a day and a "
                    + "sentence. If-Match carries the version read."
            )
            .WithExample(
                new PromiseChanges
                {
                    Resolution = Optional.Of<string?>("4月までの運用手順に合意した"),
                    ResolvedOn = Optional.Of<DateOnly?>(new DateOnly(2026, 11, 18)),
                },
                PromiseProfile.Example with
                {
                    Resolution = "4月までの運用手順に合意した",
                    ResolvedOn = new DateOnly(2026, 11, 18),
                    IsOpenGap = false,
                    Version = 2,
                }
            )
            .WithProblems(400, 401, 403, 404, 412, 428);
}
