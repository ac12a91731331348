using CsMonolith.Journey.Roles.Chain;

namespace CsMonolith.Journey.Roles.Specialists;

/// <summary>Which specialists are asked for, and how far is it?</summary>
internal sealed record ListSpecialistRequests(ListAsk List) : IQuery<Page<ShownSpecialistRequest>>;

internal sealed class ListSpecialistRequestsHandler(
    JourneyDb db,
    AccountVisibility visibility,
    RequestContext context,
    RoleDesk roles,
    Cursors cursors
) : IRequestHandler<ListSpecialistRequests, Result<Page<ShownSpecialistRequest>>>
{
    public static ListShape<SpecialistRequest> Shape { get; } =
        new ListShape<SpecialistRequest>(one => one.Id, "-wantedBy")
            .With("accountId", one => one.AccountId)
            .With("state", one => one.State)
            .With("topic", one => one.Topic)
            .With("specialistId", one => one.SpecialistId)
            .With("wantedBy", one => one.WantedBy);

    public async Task<Result<Page<ShownSpecialistRequest>>> Handle(
        ListSpecialistRequests ask,
        CancellationToken cancellation
    )
    {
        var scope = await visibility.Accounts(cancellation);
        var (all, ids, me) = (scope.All, scope.Accounts.ToArray(), context.Caller.PersonId);
        var names = await roles.Names(cancellation);
        return await Shape.Page(
            db.Set<SpecialistRequest>()
                .AsNoTracking()
                .Where(one => all || ids.Contains(one.AccountId) || (me != null && one.SpecialistId == me)),
            ask.List,
            cursors,
            one => ShownSpecialistRequest.Of(one, names),
            cancellation
        );
    }
}

internal sealed class ListSpecialistRequestsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/specialist-requests", (ListAsk list) => new ListSpecialistRequests(list))
            .WithSummary("List which specialists are asked for, and how far it is")
            .WithDescription("Those of the accounts that one sees, and those that were matched to oneself.")
            .WithMetadata(new ListFields(ListSpecialistRequestsHandler.Shape.Fields))
            .WithExample(null, new Page<ShownSpecialistRequest>([ShownSpecialistRequest.Example], null))
            .WithProblems(400, 401, 403);
}
