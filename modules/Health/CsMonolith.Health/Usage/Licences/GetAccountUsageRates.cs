using CsMonolith.Health.Usage.Adoption;
using CsMonolith.Revenue.Contracts;

namespace CsMonolith.Health.Usage.Licences;

/// <summary>How many of an account's licences are handed out, and how many of those are used?</summary>
internal sealed record GetAccountUsageRates(Guid AccountId, DateOnly? AsOf) : IQuery<AccountUsageRates>, IAboutAccount;

/// <param name="CountedOn">The day of the licence count that it rests on.</param>
internal sealed record AccountUsageRates(
    Guid AccountId,
    DateOnly AsOf,
    LicenceRate Distribution,
    LicenceRate Usage,
    DateOnly? CountedOn,
    string Formula
);

internal sealed class GetAccountUsageRatesHandler(HealthDb db, KnownAccounts accounts, IMediator mediator)
    : IRequestHandler<GetAccountUsageRates, Result<AccountUsageRates>>
{
    public async Task<Result<AccountUsageRates>> Handle(GetAccountUsageRates ask, CancellationToken cancellationToken)
    {
        var asOf = ask.AsOf ?? db.Clock.Today;
        if (asOf > db.Clock.Today)
        {
            return UsageErrors.DayAhead("asOf", asOf, db.Clock.Today);
        }

        if (await accounts.Find(ask.AccountId, cancellationToken) is null)
        {
            return PlatformErrors.NotFound("account", ask.AccountId);
        }

        var revenues = (await mediator.Send(new RevenuesAsOf([ask.AccountId], asOf), cancellationToken)).ToDictionary(
            revenue => revenue.AccountId
        );
        var use = await new UsageReader(db).Read(AccountScope.Of(ask.AccountId), asOf, cancellationToken);
        var facts =
            (
                await new LicenceReader(db).Read(AccountScope.Of(ask.AccountId), asOf, revenues, use, cancellationToken)
            ).GetValueOrDefault(ask.AccountId) ?? new LicenceFacts(ask.AccountId, null, null, null, null);
        return new AccountUsageRates(
            ask.AccountId,
            asOf,
            facts.Distribution,
            facts.Usage,
            facts.CountedOn,
            LicenceFacts.Formula
        );
    }
}

internal sealed class GetAccountUsageRatesEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get(
                "/accounts/{accountId}/usage-rates",
                (Guid accountId, DateOnly? asOf) => new GetAccountUsageRates(accountId, asOf)
            )
            .WithSummary("Licence distribution and usage rates of an account")
            .WithDescription(
                "Distribution is assigned / purchased, usage is users active in 30 days / assigned. A rate "
                    + "over zero or from unknown figures is null and says why."
            )
            .WithExample(
                null,
                new AccountUsageRates(
                    KnownAccounts.Example,
                    new DateOnly(2026, 10, 31),
                    new LicenceRate("0.8000", 96, 120, null, null),
                    new LicenceRate("0.7500", 72, 96, null, null),
                    new DateOnly(2026, 10, 31),
                    LicenceFacts.Formula
                )
            )
            .WithProblems(400, 401, 403, 404);
}
