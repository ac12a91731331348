namespace CsMonolith.Health.Signals;

/// <summary>Take the answer to a signal back, so that it waits again.</summary>
internal sealed record WithdrawSignalAnswer(Guid AccountId, string Key)
    : ICommand<WithdrawnSignalAnswer>,
        IAboutAccount;

/// <param name="WasAnswered">Whether there was an answer.</param>
internal sealed record WithdrawnSignalAnswer(Guid AccountId, string Key, bool WasAnswered);

internal sealed class WithdrawSignalAnswerHandler(HealthDb db, KnownAccounts accounts)
    : IRequestHandler<WithdrawSignalAnswer, Result<WithdrawnSignalAnswer>>
{
    public async Task<Result<WithdrawnSignalAnswer>> Handle(
        WithdrawSignalAnswer ask,
        CancellationToken cancellationToken
    )
    {
        if (await accounts.Find(ask.AccountId, cancellationToken) is null)
        {
            return PlatformErrors.NotFound("account", ask.AccountId);
        }

        var (account, key) = (ask.AccountId, ask.Key);
        var gone = await db.Set<SignalAnswer>()
            .Where(one => one.AccountId == account && one.Key == key)
            .ExecuteDeleteAsync(cancellationToken);
        return new WithdrawnSignalAnswer(account, key, gone > 0);
    }
}

internal sealed class WithdrawSignalAnswerEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Delete(
                "/accounts/{accountId}/signals/{key}",
                (Guid accountId, string key) => new WithdrawSignalAnswer(accountId, key)
            )
            .WithSummary("Take the answer to a signal back, so that it waits again")
            .WithDescription("It may be sent again: the second time there is none. It takes back anybody's answer.")
            .WithExample(
                null,
                new WithdrawnSignalAnswer(KnownAccounts.Example, AnsweredSignal.Example.Key, WasAnswered: true)
            )
            .WithProblems(401, 403, 404);
}
