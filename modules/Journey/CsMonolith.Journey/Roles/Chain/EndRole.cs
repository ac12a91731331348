namespace CsMonolith.Journey.Roles.Chain;

/// <summary>End somebody's role at an account with a day.</summary>
internal sealed record EndRole(Guid AccountId, Guid AssignmentId, [property: Body] RoleEnd End)
    : ICommand<AccountRoles>,
        IAboutAccount;

/// <param name="LastDay">The last day on which it is theirs.</param>
internal sealed record RoleEnd(DateOnly LastDay);

internal sealed class EndRoleValidator : AbstractValidator<EndRole>
{
    public EndRoleValidator() =>
        RuleFor(ask => ask.End.LastDay).InclusiveBetween(new DateOnly(1950, 1, 1), new DateOnly(2200, 1, 1));
}

internal sealed class EndRoleHandler(JourneyDb db, IAccountDirectory accounts, RoleDesk desk)
    : IRequestHandler<EndRole, Result<AccountRoles>>
{
    public async Task<Result<AccountRoles>> Handle(EndRole ask, CancellationToken cancellation)
    {
        if (await accounts.NotFound(ask.AccountId, cancellation) is { } notFound)
        {
            return notFound;
        }

        var chain = await RoleChain.Present(db, ask.AccountId, cancellation);
        var names = await desk.Names(cancellation);
        if (chain.End(db, ask.AssignmentId, ask.End.LastDay, names).Error is { } refusal)
        {
            return refusal;
        }

        await db.SaveChangesAsync(cancellation);
        return await desk.Show(ask.AccountId, desk.Today, cancellation);
    }
}

internal sealed class EndRoleEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/accounts/{accountId}/roles/{assignmentId}/end",
                (Guid accountId, Guid assignmentId, RoleEnd end) => new EndRole(accountId, assignmentId, end)
            )
            .WithSummary("End somebody's role at an account with a day")
            .WithExample(
                new RoleEnd(new DateOnly(2027, 3, 31)),
                AccountRoles.Example with
                {
                    Roles = [AccountRoles.Example.Roles[0] with { Until = new DateOnly(2027, 3, 31) }],
                }
            )
            .WithProblems(400, 401, 403, 404, 409);
}
