using CsMonolith.Platform.Storage;

namespace CsMonolith.Journey.Accounts;

/// <summary>What is known of an account?</summary>
internal sealed record GetAccount(Guid AccountId) : IQuery<AccountProfile>, IAboutAccount;

internal sealed class GetAccountHandler(Readers<JourneyDb> readers, RequestContext context, Pseudonyms pseudonyms)
    : IRequestHandler<GetAccount, Result<AccountProfile>>
{
    public async Task<Result<AccountProfile>> Handle(GetAccount ask, CancellationToken cancellation)
    {
        var masked = context.Scope == PermissionScope.Masked;
        var id = masked ? MaskedAccount.Names(pseudonyms).IdOf(ask.AccountId) : ask.AccountId;
        using var reader = readers.Rent();
        if (await AccountProfile.Of(id, reader.Db, cancellation) is not { } account)
        {
            return PlatformErrors.NotFound("account", ask.AccountId);
        }

        return masked ? MaskedAccount.Profile(ask.AccountId) : account;
    }
}

internal sealed class GetAccountEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/accounts/{accountId}", (Guid accountId) => new GetAccount(accountId))
            .WithSummary("Read an account")
            .WithExample(null, AccountProfile.Example)
            .WithProblems(401, 403, 404);
}
