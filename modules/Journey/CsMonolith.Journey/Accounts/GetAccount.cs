using CsMonolith.Platform.Storage;

namespace CsMonolith.Journey.Accounts;

/// <summary>What is known of an account?</summary>
internal sealed record GetAccount(Guid AccountId) : IQuery<AccountProfile>, IAboutAccount;

internal sealed class GetAccountHandler(Readers<JourneyDb> readers, RequestContext context)
    : IRequestHandler<GetAccount, Result<AccountProfile>>
{
    public async Task<Result<AccountProfile>> Handle(GetAccount ask, CancellationToken cancellation)
    {
        using var reader = readers.Rent();
        var account = await AccountProfile.Of(ask.AccountId, reader.Db, context, cancellation);
        return account is null ? PlatformErrors.NotFound("account", ask.AccountId) : account;
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
