using CsMonolith.Platform.Storage;

namespace CsMonolith.Health.Scores.Portfolio;

/// <summary>Which accounts are there, and how do they stand?</summary>
internal sealed record ListPortfolio(ListAsk List) : IQuery<Page<PortfolioLine>>;

/// <param name="Mrr"><c>null</c> where no subscription is known, and for a partner, who sees no prices.</param>
/// <param name="ExpectedLoss">Probability × MRR.</param>
internal sealed record PortfolioLine(
    Guid AccountId,
    string Name,
    string? Phase,
    Money? Mrr,
    double? Probability,
    ScoreBand? Band,
    Money? ExpectedLoss,
    DateOnly? ScoredAsOf,
    DateOnly? LastContactOn
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
                .With("mrr", row => row.MrrMinor)
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
        var prices = context.Scope != PermissionScope.Partner;
        return await (prices ? Shape : ShapeWithoutPrices).Page(
            reader.Db.Set<PortfolioRow>().Within(scope, row => row.AccountId),
            ask.List,
            cursors,
            row => prices ? Show(row) : Show(row) with { Mrr = null, ExpectedLoss = null },
            cancellationToken
        );
    }

    private static ListShape<PortfolioRow> WithFacts(ListShape<PortfolioRow> shape) =>
        shape
            .With("name", row => row.Name)
            .With("phase", row => row.Phase)
            .With("probability", row => row.Probability)
            .With("band", row => row.Band)
            .With("lastContactOn", row => row.LastContactOn);

    private static PortfolioLine Show(PortfolioRow row) =>
        new(
            row.AccountId,
            row.Name,
            row.Phase,
            row.Mrr,
            row.Probability,
            row.Band,
            row.Loss,
            row.ScoredAsOf,
            row.LastContactOn
        );
}

internal sealed class ListPortfolioEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/portfolio", (ListAsk list) => new ListPortfolio(list))
            .WithSummary("List the accounts with probability, MRR, expected loss and last contact")
            .WithMetadata(new ListFields(ListPortfolioHandler.Shape.FieldNames))
            .WithExample(
                null,
                new Page<PortfolioLine>(
                    [
                        new(
                            Guid.Parse("0199a000-0000-7000-8000-000000000101"),
                            "北斗製作所",
                            "adoption",
                            Money.Of("450000", "JPY"),
                            0.41,
                            ScoreBand.High,
                            Money.Of("184500", "JPY"),
                            new DateOnly(2026, 10, 31),
                            new DateOnly(2026, 9, 18)
                        ),
                    ],
                    null
                )
            )
            .WithProblems(400, 401, 403);
}
