using CsMonolith.Journey.Phases;

namespace CsMonolith.Journey.Accounts.Tiers;

/// <summary>How should each customer be looked after, and how are they?</summary>
internal sealed record ListTouchRecommendations(ListAsk List) : IQuery<Page<TouchRecommendation>>;

/// <param name="Touch">How they are looked after now, if that is known.</param>
/// <param name="Recommended">What the policy says for their tier and phase; <c>null</c> without a tier.</param>
/// <param name="Differs">Both are known and differ.</param>
internal sealed record TouchRecommendation(
    Guid AccountId,
    string Name,
    int? Tier,
    string? Phase,
    Guid? OwnerId,
    TouchModel? Touch,
    TouchModel? Recommended,
    bool Differs
);

internal sealed class ListTouchRecommendationsHandler(JourneyDb db, AccountVisibility visibility, Cursors cursors)
    : IRequestHandler<ListTouchRecommendations, Result<Page<TouchRecommendation>>>
{
    public static ListShape<AccountToday> Shape { get; } =
        new ListShape<AccountToday>(row => row.Id, "tier,name")
            .With("name", row => row.Name)
            .With("tier", row => row.Tier)
            .With("phase", row => row.Phase)
            .With("ownerId", row => row.OwnerId)
            .With("touch", row => row.TouchWord);

    public async Task<Result<Page<TouchRecommendation>>> Handle(
        ListTouchRecommendations ask,
        CancellationToken cancellation
    )
    {
        var policy = await TierPolicy.Present(db, cancellation);
        var scope = await visibility.Accounts(cancellation);
        return await Shape.Page(
            AccountToday.Customers(db, db.Clock.Today).Within(scope, row => row.Id),
            ask.List,
            cursors,
            row => Show(row, policy),
            cancellation
        );
    }

    private static TouchRecommendation Show(AccountToday row, TierPolicy policy)
    {
        TouchModel? recommended = row.Tier is { } tier ? policy.TouchFor(tier, row.Phase) : null;
        return new TouchRecommendation(
            row.Id,
            row.Name,
            row.Tier,
            row.Phase,
            row.OwnerId,
            row.Touch,
            recommended,
            row.Touch is not null && recommended is not null && row.Touch != recommended
        );
    }
}

internal sealed class ListTouchRecommendationsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/touch-recommendations", (ListAsk list) => new ListTouchRecommendations(list))
            .WithSummary("Compare how customers are looked after with what the policy recommends")
            .WithMetadata(new ListFields(ListTouchRecommendationsHandler.Shape.Fields))
            .WithExample(
                null,
                new Page<TouchRecommendation>(
                    [
                        new TouchRecommendation(
                            AccountProfile.Example.Id,
                            "株式会社みなと物流",
                            2,
                            "use",
                            AccountProfile.Example.OwnerId,
                            TouchModel.High,
                            TouchModel.Low,
                            Differs: true
                        ),
                    ],
                    null
                )
            )
            .WithProblems(400, 401, 403);
}
