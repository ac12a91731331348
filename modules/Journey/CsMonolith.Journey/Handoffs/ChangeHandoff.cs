using System.Text.Json.Serialization;
using CsMonolith.Journey.People;

namespace CsMonolith.Journey.Handoffs;

/// <summary>Change what is known of the deal that sales has handed over.</summary>
internal sealed record ChangeHandoff(Guid HandoffId, [property: Body] HandoffChanges Changes, IfMatch Match)
    : ICommand<HandoffProfile>;

internal sealed record HandoffChanges
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string?> Title { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<DateOnly?> WonOn { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string?> Seller { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string?> SourceLink { get; init; }

    public DealDetails Over(DealDetails present) =>
        new(
            Title.Or(present.Title) ?? present.Title,
            WonOn.Or(present.WonOn) ?? present.WonOn,
            Seller.Or(present.Seller),
            SourceLink.Or(present.SourceLink)
        );
}

internal sealed class ChangeHandoffValidator : AbstractValidator<ChangeHandoff>
{
    public ChangeHandoffValidator()
    {
        RuleFor(ask => ask.Changes.Title.Value).NotEmpty().MaximumLength(200).When(ask => ask.Changes.Title.Is);
        RuleFor(ask => ask.Changes.WonOn.Value).NotNull().When(ask => ask.Changes.WonOn.Is);
        RuleFor(ask => ask.Changes.Seller.Value).MaximumLength(200);
        RuleFor(ask => ask.Changes.SourceLink.Value).MaximumLength(1000).IsWebAddress();
    }
}

internal sealed class ChangeHandoffHandler(JourneyDb db, HandoffReader reader)
    : IRequestHandler<ChangeHandoff, Result<HandoffProfile>>
{
    public async Task<Result<HandoffProfile>> Handle(ChangeHandoff ask, CancellationToken cancellation)
    {
        if (await reader.Find(ask.HandoffId, cancellation) is not { } handoff)
        {
            return HandoffErrors.NoSuchHandoff(ask.HandoffId);
        }

        if (ask.Match.Refuses(handoff) is { } stale)
        {
            return stale;
        }

        var deal = ask.Changes.Over(handoff.Deal);
        if (deal.WonOn > db.Clock.Today)
        {
            return JourneyErrors.NotYet(deal.WonOn, db.Clock.Today, "/wonOn");
        }

        var seller =
            deal.Seller == handoff.Seller ? handoff.SellerId
            : deal.Seller is { } named ? (await KnownPeople.Read(db, cancellation)).Named(named)?.Id
            : null;
        handoff.Describe(deal, seller);
        await db.SaveChangesAsync(cancellation);
        return await reader.Show(handoff, cancellation);
    }
}

internal sealed class ChangeHandoffEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Patch(
                "/handoffs/{handoffId}",
                (Guid handoffId, HandoffChanges changes, IfMatch match) => new ChangeHandoff(handoffId, changes, match)
            )
            .AcceptsMergePatch<HandoffChanges>()
            .WithSummary("Change what is known of the deal that sales has handed over")
            .WithDescription(
                "A merge patch: a field that is absent stays as it is, null clears it. Missing answers are added by "
                    + "AnswerHearing. If-Match carries the version read."
            )
            .WithExample(
                new HandoffChanges { Seller = Optional.Of<string?>("岡田 剛") },
                HandoffProfile.Example with
                {
                    Seller = "岡田 剛",
                    Version = 2,
                }
            )
            .WithProblems(400, 401, 403, 404, 412, 428);
}
