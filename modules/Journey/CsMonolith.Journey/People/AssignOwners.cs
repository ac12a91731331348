namespace CsMonolith.Journey.People;

/// <summary>Hand many accounts over at once, such as a book that changes hands.</summary>
internal sealed record AssignOwners(BulkAsk<OwnerAssignment> Bulk) : IBulk<OwnerAssignment, AccountOwner>;

/// <param name="OwnerId">Who owns it from then on; <c>null</c> for nobody.</param>
/// <param name="From">The first day; past days correct the history, coming days plan it.</param>
internal sealed record OwnerAssignment(Guid AccountId, Guid? OwnerId, DateOnly From);

internal sealed class AssignOwnersHandler(JourneyDb db, IMediator mediator)
    : BulkHandler<AssignOwners, OwnerAssignment, AccountOwner>(db, mediator, StatusCodes.Status200OK)
{
    protected override ICommand<AccountOwner> Order(OwnerAssignment item) =>
        new AssignOwner(item.AccountId, new NextOwner(item.OwnerId, item.From));
}

internal sealed class AssignOwnersEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapBulk<AssignOwners, OwnerAssignment, AccountOwner>(
                "/accounts/owners/bulk",
                bulk => new AssignOwners(bulk)
            )
            .WithName(nameof(AssignOwners))
            .WithSummary("Hand many accounts over at once")
            .WithExample(
                new BulkBody<OwnerAssignment>(
                    [new(AccountOwner.Example.AccountId, AccountOwner.Example.OwnerId, AccountOwner.Example.From)],
                    Atomic: true
                ),
                new BulkAnswer<AccountOwner>(Succeeded: 1, Refused: 0, [new(200, AccountOwner.Example, Problem: null)])
            );
}
