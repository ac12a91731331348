using CsMonolith.Journey.Accounts;

namespace CsMonolith.Journey.Rivals;

/// <summary>Who uses which rival tool?</summary>
internal sealed record ListRivalTools(ListAsk List) : IQuery<Page<RivalToolLine>>;

/// <param name="Product">Code of the product in the register.</param>
/// <param name="From">The first day of how it stands now.</param>
/// <param name="InUse">Whether it is still used.</param>
internal sealed record RivalToolLine(
    Guid Id,
    Guid AccountId,
    string AccountName,
    string Product,
    string ProductName,
    string? Department,
    DateOnly From,
    bool InUse,
    RivalStrength Strength,
    int? Seats,
    [property: Ratio] double? Share,
    string Source
);

/// <summary>A rival tool with how it stands today.</summary>
internal sealed class RivalToolToday
{
    public required RivalTool Tool { get; init; }

    public required RivalStanding Standing { get; init; }

    public required string AccountName { get; init; }

    /// <summary>The strength as text, since databases cannot sort enumerations by their names.</summary>
    public required string StrengthWord { get; init; }
}

internal sealed class ListRivalToolsHandler(JourneyDb db, AccountVisibility visibility, Cursors cursors)
    : IRequestHandler<ListRivalTools, Result<Page<RivalToolLine>>>
{
    public static ListShape<RivalToolToday> Shape { get; } =
        new ListShape<RivalToolToday>(row => row.Tool.Id, "product,accountName")
            .With("accountId", row => row.Tool.AccountId)
            .With("accountName", row => row.AccountName)
            .With("product", row => row.Tool.Product)
            .With("department", row => row.Tool.Department)
            .With("from", row => row.Standing.From)
            .With("inUse", row => row.Standing.InUse)
            .With("strength", row => row.StrengthWord)
            .With("seats", row => row.Standing.Seats);

    public async Task<Result<Page<RivalToolLine>>> Handle(ListRivalTools ask, CancellationToken cancellation)
    {
        var scope = await visibility.Accounts(cancellation);
        var register = await RivalProducts.Present(db, cancellation);
        var rows =
            from standing in db.RivalStandingsOn(db.Clock.Today, db.Clock.Now).Within(scope, one => one.AccountId)
            join tool in db.Set<RivalTool>().AsNoTracking() on standing.ToolId equals tool.Id
            join account in db.Set<Account>().AsNoTracking() on standing.AccountId equals account.Id
            select new RivalToolToday
            {
                Tool = tool,
                Standing = standing,
                AccountName = account.Name,
                StrengthWord =
                    standing.Strength == RivalStrength.Beside ? "beside"
                    : standing.Strength == RivalStrength.Threat ? "threat"
                    : "replaced",
            };
        return await Shape.Page(rows, ask.List, cursors, row => Show(row, register), cancellation);
    }

    private static RivalToolLine Show(RivalToolToday row, RivalProducts register) =>
        new(
            row.Tool.Id,
            row.Tool.AccountId,
            row.AccountName,
            row.Tool.Product,
            register.NameOf(row.Tool.Product),
            row.Tool.Department,
            row.Standing.From,
            row.Standing.InUse,
            row.Standing.Strength,
            row.Standing.Seats,
            row.Standing.Share,
            row.Standing.Source
        );
}

internal sealed class ListRivalToolsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/rival-tools", (ListAsk list) => new ListRivalTools(list))
            .WithSummary("List which customer uses which rival tool")
            .WithDescription("filter[inUse]=true leaves those that are used no longer out.")
            .WithMetadata(new ListFields(ListRivalToolsHandler.Shape.Fields))
            .WithExample(
                null,
                new Page<RivalToolLine>(
                    [
                        new RivalToolLine(
                            ShownRivalTool.Example.Id,
                            ShownRivalTool.Example.AccountId,
                            "株式会社みなと物流",
                            ShownRivalTool.Example.Product,
                            ShownRivalTool.Example.ProductName,
                            ShownRivalTool.Example.Department,
                            ShownRivalStanding.Example.From,
                            InUse: true,
                            ShownRivalStanding.Example.Strength,
                            ShownRivalStanding.Example.Seats,
                            ShownRivalStanding.Example.Share,
                            ShownRivalStanding.Example.Source
                        ),
                    ],
                    null
                )
            )
            .WithProblems(400, 401, 403);
}
