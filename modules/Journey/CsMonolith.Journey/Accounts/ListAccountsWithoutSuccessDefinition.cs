using CsMonolith.Journey.Goals;
using CsMonolith.Journey.Phases;

namespace CsMonolith.Journey.Accounts;

/// <summary>With which customers have we not agreed what success is?</summary>
internal sealed record ListAccountsWithoutSuccessDefinition(ListAsk List) : IQuery<Page<UndefinedAccount>>;

internal sealed record UndefinedAccount(Guid AccountId, string Name, string? Phase, Guid? OwnerId, DateOnly? StartedOn);

internal sealed class ListAccountsWithoutSuccessDefinitionHandler(
    JourneyDb db,
    AccountVisibility visibility,
    Cursors cursors
) : IRequestHandler<ListAccountsWithoutSuccessDefinition, Result<Page<UndefinedAccount>>>
{
    public static ListShape<AccountToday> Shape { get; } =
        new ListShape<AccountToday>(row => row.Id, "startedOn,name")
            .With("name", row => row.Name)
            .With("phase", row => row.Phase)
            .With("ownerId", row => row.OwnerId)
            .With("startedOn", row => row.StartedOn);

    public async Task<Result<Page<UndefinedAccount>>> Handle(
        ListAccountsWithoutSuccessDefinition ask,
        CancellationToken cancellation
    )
    {
        var scope = await visibility.Accounts(cancellation);
        var without = AccountToday
            .Customers(db, db.Clock.Today)
            .Within(scope, row => row.Id)
            .Where(row => !db.Set<SuccessDefinition>().Any(one => one.AccountId == row.Id));
        return await Shape.Page(
            without,
            ask.List,
            cursors,
            row => new UndefinedAccount(row.Id, row.Name, row.Phase, row.OwnerId, row.StartedOn),
            cancellation
        );
    }
}

internal sealed class ListAccountsWithoutSuccessDefinitionEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get(
                "/accounts-without-success-definition",
                (ListAsk list) => new ListAccountsWithoutSuccessDefinition(list)
            )
            .WithSummary("List accounts with which success has not been defined")
            .WithMetadata(new ListFields(ListAccountsWithoutSuccessDefinitionHandler.Shape.Fields))
            .WithExample(
                null,
                new Page<UndefinedAccount>(
                    [
                        new UndefinedAccount(
                            AccountProfile.Example.Id,
                            "株式会社みなと物流",
                            "introduction",
                            AccountProfile.Example.OwnerId,
                            new DateOnly(2026, 4, 1)
                        ),
                    ],
                    null
                )
            )
            .WithProblems(400, 401, 403);
}
