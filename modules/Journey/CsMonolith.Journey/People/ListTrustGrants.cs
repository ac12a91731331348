namespace CsMonolith.Journey.People;

/// <summary>Which roles of trust were asked to be given or taken, and who confirmed or declined it?</summary>
internal sealed record ListTrustGrants(ListAsk List) : IQuery<Page<ShownTrustGrant>>;

/// <param name="PersonId">Who is to hold the role.</param>
/// <param name="Role">admin, csOps, finance, auditor or privacyOfficer.</param>
/// <param name="TakesAway">Whether the role is taken away and not given.</param>
/// <param name="State">asked, confirmed or declined.</param>
/// <param name="DecidedBy">Who confirmed, declined or withdrew it.</param>
/// <param name="ByOnePerson">
/// Whether one person both asked and confirmed, since the owner has relaxed the two-person rule for the role.
/// </param>
internal sealed record ShownTrustGrant(
    Guid Id,
    Guid PersonId,
    Role Role,
    bool TakesAway,
    GrantState State,
    Guid? AskedBy,
    DateTime AskedAt,
    Guid? DecidedBy,
    DateTime? DecidedAt,
    bool ByOnePerson
)
{
    public static ShownTrustGrant Of(TrustGrant grant) =>
        new(
            grant.Id,
            grant.PersonId,
            grant.Role,
            grant.TakesAway,
            grant.State,
            grant.AskedBy,
            grant.AskedAt,
            grant.DecidedBy,
            grant.DecidedAt,
            grant.ByOnePerson
        );

    public static ShownTrustGrant Example { get; } =
        new(
            Guid.Parse("0199a000-0000-7000-8000-0000000000e1"),
            Guid.Parse("0199a000-0000-7000-8000-000000000005"),
            Role.Finance,
            TakesAway: false,
            GrantState.Confirmed,
            Guid.Parse("0199a000-0000-7000-8000-000000000003"),
            new DateTime(2026, 4, 1, 0, 0, 0, DateTimeKind.Utc),
            Guid.Parse("0199a000-0000-7000-8000-000000000004"),
            new DateTime(2026, 4, 1, 0, 30, 0, DateTimeKind.Utc),
            ByOnePerson: false
        );
}

internal sealed class ListTrustGrantsHandler(JourneyDb db, Cursors cursors)
    : IRequestHandler<ListTrustGrants, Result<Page<ShownTrustGrant>>>
{
    public static ListShape<TrustGrant> Shape { get; } =
        new ListShape<TrustGrant>(grant => grant.Id, "-askedAt")
            .With("personId", grant => grant.PersonId)
            .With("role", grant => grant.Role)
            .With("takesAway", grant => grant.TakesAway)
            .With("state", grant => grant.State)
            .With("askedAt", grant => grant.AskedAt)
            .With("byOnePerson", grant => grant.ByOnePerson);

    public Task<Result<Page<ShownTrustGrant>>> Handle(ListTrustGrants ask, CancellationToken cancellation) =>
        Shape.Page(db.Set<TrustGrant>().AsNoTracking(), ask.List, cursors, ShownTrustGrant.Of, cancellation);
}

internal sealed class ListTrustGrantsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/trust-grants", (ListAsk list) => new ListTrustGrants(list))
            .WithSummary("List the roles of trust that were asked to be given or taken away")
            .WithDescription("filter[state][eq]=asked leaves what waits for a second person.")
            .WithMetadata(new ListFields(ListTrustGrantsHandler.Shape.Fields))
            .WithExample(null, new Page<ShownTrustGrant>([ShownTrustGrant.Example], null))
            .WithProblems(400, 401, 403);
}
