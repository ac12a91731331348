using CsMonolith.Platform.Storage;

namespace CsMonolith.Health.Scores.Portfolio;

/// <summary>Which accounts are there, whose are they, and how do they stand?</summary>
internal sealed record ListPortfolio(ListAsk List) : IQuery<Page<PortfolioLine>>;

/// <param name="Phase">Code of the phase.</param>
/// <param name="OwnerId">Who looks after it today.</param>
/// <param name="TeamId">The team that the owner is in today; the first by name where there are several.</param>
/// <param name="NextRenewalOn">The day on which the next term is to begin; <c>null</c> where none is due.</param>
/// <param name="Mrr"><c>null</c> where no subscription is known, and for a partner, who sees no prices.</param>
/// <param name="IsProspect">Whether it is no customer yet (導入前).</param>
/// <param name="ExpectedLoss">Probability × MRR.</param>
/// <param name="ModelVersion">The model that the probability is by.</param>
/// <param name="Reasons">
/// What moved the probability most, at most three; empty where the model knows no more than the base rate.
/// </param>
internal sealed record PortfolioLine(
    Guid AccountId,
    string Name,
    string? Phase,
    int? Tier,
    Guid? OwnerId,
    string? OwnerName,
    Guid? TeamId,
    string? TeamName,
    Money? Mrr,
    [property: Probability] double? Probability,
    ScoreBand? Band,
    Money? ExpectedLoss,
    DateOnly? ScoredAsOf,
    string? ModelVersion,
    IReadOnlyList<ScoreDriver> Reasons,
    DateOnly? NextRenewalOn,
    DateOnly? LastContactOn,
    bool IsProspect = false
);

internal sealed class ListPortfolioHandler(
    Readers<HealthDb> readers,
    AccountVisibility visibility,
    RequestContext context,
    Cursors cursors
) : IRequestHandler<ListPortfolio, Result<Page<PortfolioLine>>>
{
    public static ListShape<PortfolioRow> Shape { get; } =
        WithFacts(
            new ListShape<PortfolioRow>(row => row.AccountId, "-expectedLoss")
                .With("mrr", row => row.MrrAmount)
                .With("currency", row => row.Currency)
                .With("expectedLoss", row => row.ExpectedLoss, row => row.HasNoLoss)
        );

    // Who may not see prices may not find them out by sorting either.
    private static ListShape<PortfolioRow> ShapeWithoutPrices { get; } =
        WithFacts(new ListShape<PortfolioRow>(row => row.AccountId, "-probability"));

    public async Task<Result<Page<PortfolioLine>>> Handle(ListPortfolio ask, CancellationToken cancellationToken)
    {
        var scope = await visibility.Accounts(cancellationToken);
        using var reader = readers.Rent();
        var rows = reader.Db.Set<PortfolioRow>();
        var asksForProspects = ask.List.Filters.Any(filter => filter.Field == "isProspect");
        var prices = context.Scope != PermissionScope.Partner;
        return await (prices ? Shape : ShapeWithoutPrices).Page(
            (asksForProspects ? rows : rows.Where(row => !row.IsProspect)).Within(scope, row => row.AccountId),
            ask.List,
            cursors,
            row => prices ? Show(row) : WithoutPrices(Show(row)),
            cancellationToken
        );
    }

    // A reason may tell the price too.
    private static PortfolioLine WithoutPrices(PortfolioLine line) =>
        line with
        {
            Mrr = null,
            ExpectedLoss = null,
            Reasons = [.. line.Reasons.Where(reason => !reason.TellsPrice)],
        };

    private static ListShape<PortfolioRow> WithFacts(ListShape<PortfolioRow> shape) =>
        shape
            .With("name", row => row.Name)
            .With("phase", row => row.Phase)
            .With("tier", row => row.Tier)
            .With("ownerId", row => row.OwnerId)
            .With("ownerName", row => row.OwnerName)
            .With("teamId", row => row.TeamId)
            .With("teamName", row => row.TeamName)
            .With("modelVersion", row => row.ModelVersion)
            .With("reason", row => row.Reason)
            .With("scoredAsOf", row => row.ScoredAsOf)
            .With("nextRenewalOn", row => row.NextRenewalOn)
            .With("probability", row => row.Probability)
            .With("band", row => row.Band)
            .With("lastContactOn", row => row.LastContactOn)
            .With("isProspect", row => row.IsProspect);

    private static PortfolioLine Show(PortfolioRow row) =>
        new(
            row.AccountId,
            row.Name,
            row.Phase,
            row.Tier,
            row.OwnerId,
            row.OwnerName,
            row.TeamId,
            row.TeamName,
            row.Mrr,
            row.Probability,
            row.Band,
            row.Loss,
            row.ScoredAsOf,
            row.ModelVersion,
            [.. row.Reasons.Select(ScoreDriver.Of)],
            row.NextRenewalOn,
            row.LastContactOn,
            row.IsProspect
        );
}

internal sealed class ListPortfolioEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/portfolio", (ListAsk list) => new ListPortfolio(list))
            .WithSummary("List the accounts with owner, probability, first reasons, MRR, renewal and last contact")
            .WithDescription(
                "One call answers whose accounts of a tier stand worst: filter[tier][eq]=1&sort=-probability. mrr "
                    + "and expectedLoss are filtered in the currency's major units; reason is the feature that "
                    + "moved the probability most. Owner, team, tier and renewal are those of today, at most an "
                    + "hour old. Prospects are left out unless filter[isProspect] asks for them."
            )
            .WithMetadata(new ListFields(ListPortfolioHandler.Shape.Fields))
            .WithExample(
                null,
                new Page<PortfolioLine>(
                    [
                        new(
                            Guid.Parse("0199a000-0000-7000-8000-000000000101"),
                            "北斗製作所",
                            "adoption",
                            Tier: 1,
                            Guid.Parse("0199a000-0000-7000-8000-000000000001"),
                            "佐藤 美咲",
                            Guid.Parse("0199a000-0000-7000-8000-0000000000b1"),
                            "一課",
                            Money.Of("450000", "JPY"),
                            0.41,
                            ScoreBand.High,
                            Money.Of("184500", "JPY"),
                            new DateOnly(2026, 10, 31),
                            "2026-10-03-2",
                            [new("departments_using", "利用部署の数: 3", 0.42, Actionable: true)],
                            new DateOnly(2027, 4, 1),
                            new DateOnly(2026, 9, 18)
                        ),
                    ],
                    null
                )
            )
            .WithProblems(400, 401, 403);
}
