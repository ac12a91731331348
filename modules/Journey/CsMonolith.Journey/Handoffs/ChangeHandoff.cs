using System.Text.Json.Serialization;
using CsMonolith.Journey.People;

namespace CsMonolith.Journey.Handoffs;

/// <summary>Change or complete what sales has handed over.</summary>
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

    /// <summary>Further answers of the customer; those that are there stay.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<GivenAnswer>? Answers { get; init; }

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
        RuleFor(ask => ask.Changes.SourceLink.Value).MaximumLength(1000).IsLink();
        RuleFor(ask => ask.Changes.Answers!.Count).LessThanOrEqualTo(200).When(ask => ask.Changes.Answers is not null);
        RuleForEach(ask => ask.Changes.Answers).SetValidator(new GivenAnswerValidator());
    }
}

internal sealed class ChangeHandoffHandler(
    JourneyDb db,
    HearingRegistry registry,
    HandoffReader reader,
    RequestContext context
) : IRequestHandler<ChangeHandoff, Result<HandoffProfile>>
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

        var answers = await registry.Record(
            handoff.AccountId,
            handoff.Id,
            ask.Changes.Answers ?? [],
            context.Caller.PersonId,
            i => $"/answers/{i}",
            cancellation
        );
        if (answers.Error is { } refusal)
        {
            return refusal;
        }

        var seller =
            deal.Seller == handoff.Seller ? handoff.SellerId
            : deal.Seller is { } named ? (await KnownPeople.Read(db, cancellation)).Named(named)?.Id
            : null;
        handoff.Describe(deal, seller);
        handoff.CountAnswers(answers.Value.Count);
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
            .WithSummary("Change or complete what sales has handed over")
            .WithDescription(
                "A merge patch: a field that is absent stays as it is, null clears it; answers are added to those that "
                    + "are there. If-Match carries the version read."
            )
            .WithExample(
                new HandoffChanges
                {
                    Answers =
                    [
                        new GivenAnswer(
                            "purpose",
                            "配車担当者の残業をなくす",
                            new DateOnly(2026, 11, 10),
                            "物流部 田中 健一"
                        ),
                    ],
                },
                HandoffProfile.Example with
                {
                    Completeness = 0.25,
                    Missing = ["problem", "success-criteria", "sponsor", "key-user", "go-live", "current-tool"],
                    Version = 2,
                }
            )
            .WithProblems(400, 401, 403, 404, 412, 428);
}
