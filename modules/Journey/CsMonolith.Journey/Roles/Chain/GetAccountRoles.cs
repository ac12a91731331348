namespace CsMonolith.Journey.Roles.Chain;

/// <summary>Who has which role at an account, before and after the sale?</summary>
/// <param name="AsOf">As of this day; today if absent.</param>
internal sealed record GetAccountRoles(Guid AccountId, DateOnly? AsOf) : IQuery<AccountRoles>, IAboutAccount;

internal sealed class GetAccountRolesHandler(IAccountDirectory accounts, RoleDesk desk)
    : IRequestHandler<GetAccountRoles, Result<AccountRoles>>
{
    public async Task<Result<AccountRoles>> Handle(GetAccountRoles ask, CancellationToken cancellation) =>
        await accounts.NotFound(ask.AccountId, cancellation) is { } notFound
            ? notFound
            : await desk.Show(ask.AccountId, ask.AsOf ?? desk.Today, cancellation);
}

internal sealed class GetAccountRolesEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get(
                "/accounts/{accountId}/roles",
                (Guid accountId, DateOnly? asOf) => new GetAccountRoles(accountId, asOf)
            )
            .WithSummary("Show who has which role at an account, before and after the sale")
            .WithDescription("With its history. The CSM is the account's owner; a person who has left is flagged.")
            .WithExample(null, AccountRoles.Example)
            .WithProblems(400, 401, 403, 404);
}
