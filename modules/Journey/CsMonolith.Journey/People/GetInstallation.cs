namespace CsMonolith.Journey.People;

/// <summary>Who owns the installation, and for which roles of trust may one person act alone?</summary>
internal sealed record GetInstallation : IQuery<Installation>;

/// <param name="OwnerId">The person who set it up, or who took it over.</param>
/// <param name="OfferedTo">Whom the owner has offered it, until they accept; <c>null</c> if nobody.</param>
/// <param name="Rules">One for each role of trust.</param>
internal sealed record Installation(Guid? OwnerId, string? OwnerName, Guid? OfferedTo, IReadOnlyList<ShownRule> Rules)
{
    public static Installation Example { get; } =
        new(Guid.Parse("0199a000-0000-7000-8000-000000000003"), "管理 花子", OfferedTo: null, [ShownRule.Example]);
}

/// <param name="Role">admin, csOps, finance, auditor or privacyOfficer.</param>
/// <param name="Holders">How many in service hold it.</param>
/// <param name="IsRelaxed">Whether the owner has relaxed the rule that it takes two people.</param>
/// <param name="OneMayAct">
/// Whether one person may do both acts now: relaxed, and at most one person holds the role. Once a second holds it, the
/// rule is back by itself.
/// </param>
/// <param name="Reason">Why it was relaxed or restored; <c>null</c> where nobody has touched it.</param>
internal sealed record ShownRule(
    Role Role,
    int Holders,
    bool IsRelaxed,
    bool OneMayAct,
    string? Reason,
    Guid? SetBy,
    DateTime? SetAt
)
{
    public static ShownRule Of(Role role, int holders, TwoPersonRule? rule) =>
        new(
            role,
            holders,
            rule?.IsRelaxed ?? false,
            rule is { IsRelaxed: true } && holders <= 1,
            rule?.Reason,
            rule?.SetBy,
            rule?.SetAt
        );

    public static ShownRule Example { get; } =
        new(
            Role.Finance,
            Holders: 1,
            IsRelaxed: true,
            OneMayAct: true,
            "経理は代表者が兼務している",
            Guid.Parse("0199a000-0000-7000-8000-000000000003"),
            new DateTime(2026, 4, 1, 0, 0, 0, DateTimeKind.Utc)
        );
}

internal sealed class GetInstallationHandler(Trust trust) : IRequestHandler<GetInstallation, Result<Installation>>
{
    public async Task<Result<Installation>> Handle(GetInstallation ask, CancellationToken cancellation) =>
        await trust.Describe(cancellation);
}

internal sealed class GetInstallationEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/installation", () => new GetInstallation())
            .WithSummary("Read who owns the installation, and where one person may act alone")
            .WithExample(null, Installation.Example)
            .WithProblems(401, 403);
}
