using CsMonolith.Health.Usage.Adoption;
using CsMonolith.Journey.Contracts;
using CsMonolith.Revenue.Contracts;

namespace CsMonolith.Health.Usage.Licences;

/// <summary>How are licences handed out and used over all accounts, by tier or industry?</summary>
internal sealed record GetUsageRates(DateOnly? AsOf, string? By) : IQuery<UsageRates>;

/// <param name="Groups">The largest first; <c>null</c> as a name gathers the accounts where it is unknown.</param>
internal sealed record UsageRates(
    DateOnly AsOf,
    string By,
    UsageRateGroup Total,
    IReadOnlyList<UsageRateGroup> Groups,
    string Formula
) : Figure;

/// <param name="Accounts">
/// Accounts in the group. Whoever may see groups only, or works under pseudonyms, gets counts in fives and rounded
/// sums, so that two answers subtracted tell of no account.
/// </param>
/// <param name="WithDistribution">
/// Of them, those whose distribution rate is known: only they are summed up. Likewise the next.
/// </param>
internal sealed record UsageRateGroup(
    string? Name,
    int Accounts,
    int WithDistribution,
    LicenceRate Distribution,
    int WithUsage,
    LicenceRate Usage
);

internal sealed class GetUsageRatesHandler(
    HealthDb db,
    AccountVisibility visibility,
    RequestContext context,
    IMediator mediator
) : IRequestHandler<GetUsageRates, Result<UsageRates>>
{
    // Pseudonyms hide nobody whose figures stand alone.
    private bool GroupsOnly => context.Scope is PermissionScope.Aggregate or PermissionScope.Masked;

    private static LicenceRate TooFew =>
        new(null, null, null, NoRate.TooFewAccounts, LicenceRate.Wording(NoRate.TooFewAccounts));

    public async Task<Result<UsageRates>> Handle(GetUsageRates ask, CancellationToken cancellationToken)
    {
        var (asOf, by) = (ask.AsOf ?? db.Clock.Today, ask.By ?? "tier");
        if (asOf > db.Clock.Today)
        {
            return UsageErrors.DayAhead("asOf", asOf, db.Clock.Today);
        }

        if (by is not ("tier" or "industry"))
        {
            return UsageErrors.UnknownGrouping(by);
        }

        var scope = await visibility.Accounts(cancellationToken);
        var accounts = (
            await mediator.Send(new AccountsAsOf(scope.All ? null : [.. scope.Accounts], asOf), cancellationToken)
        )
            .Where(account => scope.Holds(account.Id))
            .ToList();
        var revenues = (await mediator.Send(new RevenuesAsOf(null, asOf), cancellationToken)).ToDictionary(revenue =>
            revenue.AccountId
        );
        var use = await new UsageReader(db).Read(AccountScope.Everything, asOf, cancellationToken);
        var facts = await new LicenceReader(db).Read(AccountScope.Everything, asOf, revenues, use, cancellationToken);

        var groups = accounts
            .GroupBy(account =>
                by == "tier" ? account.Tier?.ToString() : account.Attributes.GetValueOrDefault("industry")
            )
            .Select(group => SumUp(group.Key, [.. group], facts))
            .OrderByDescending(group => group.Accounts)
            .ThenBy(group => group.Name, StringComparer.Ordinal)
            .ToList();
        if (GroupsOnly)
        {
            groups = Veiled(
                groups,
                group => (group.WithDistribution, group.Distribution),
                (group, rate) => group with { Distribution = rate }
            );
            groups = Veiled(
                groups,
                group => (group.WithUsage, group.Usage),
                (group, rate) => group with { Usage = rate }
            );
        }

        return new UsageRates(
            asOf,
            by,
            Told(SumUp(name: null, accounts, facts)),
            [.. groups.Select(Told)],
            LicenceFacts.Formula
        );
    }

    // The total less the groups that are shown is what the others come to; so the others too must be five or more
    // together.
    private static List<UsageRateGroup> Veiled(
        List<UsageRateGroup> groups,
        Func<UsageRateGroup, (int Accounts, LicenceRate Rate)> of,
        Func<UsageRateGroup, LicenceRate, UsageRateGroup> with
    )
    {
        var hidden = groups
            .Where(group => of(group).Rate.NoValue == NoRate.TooFewAccounts)
            .Sum(group => of(group).Accounts);
        foreach (
            var smallest in groups
                .Where(group => of(group).Rate.Denominator is not null)
                .OrderBy(group => of(group).Accounts)
                .ToList()
        )
        {
            if (hidden is 0 or >= GroupRounding.Fewest)
            {
                break;
            }

            hidden += of(smallest).Accounts;
            groups[groups.IndexOf(smallest)] = with(smallest, TooFew);
        }

        return groups;
    }

    private UsageRateGroup Told(UsageRateGroup group) =>
        GroupsOnly
            ? group with
            {
                Accounts = GroupRounding.Count(group.Accounts),
                WithDistribution = GroupRounding.Count(group.WithDistribution),
                WithUsage = GroupRounding.Count(group.WithUsage),
            }
            : group;

    // Sums over sums: a mean of rates would let the smallest customer speak as loudly as the largest.
    private UsageRateGroup SumUp(
        string? name,
        IReadOnlyList<AccountAsOf> accounts,
        IReadOnlyDictionary<Guid, LicenceFacts> facts
    )
    {
        var known = accounts.Select(account => facts.GetValueOrDefault(account.Id)).OfType<LicenceFacts>().ToList();
        var (distribution, withDistribution) = Sum(known.Select(one => one.Distribution), NoRate.AssignedUnknown);
        var (usage, withUsage) = Sum(known.Select(one => one.Usage), NoRate.UsersUnknown);
        return new UsageRateGroup(name, accounts.Count, withDistribution, distribution, withUsage, usage);
    }

    private (LicenceRate Rate, int Accounts) Sum(IEnumerable<LicenceRate> rates, NoRate withoutAny)
    {
        var defined = rates.Where(rate => rate.Value is not null).ToList();
        if (GroupsOnly && defined.Count is > 0 and < GroupRounding.Fewest)
        {
            return (TooFew, defined.Count);
        }

        var denominator = SumOf(defined, rate => rate.Denominator!.Value);
        long? numerator = defined.Count == 0 ? null : SumOf(defined, rate => rate.Numerator!.Value);
        if (GroupsOnly && defined.TrueForAll(rate => rate.Numerator <= rate.Denominator))
        {
            // Each is rounded by its own base, which must not make more of a whole than there is.
            numerator = numerator is { } sum ? Math.Min(sum, denominator) : null;
        }

        return (LicenceRate.Of(numerator, withoutAny, denominator, withoutAny, withoutAny), defined.Count);
    }

    private long SumOf(List<LicenceRate> rates, Func<LicenceRate, long> part) =>
        GroupsOnly ? GroupRounding.Sum(rates.ConvertAll(rate => part(rate))) : rates.Sum(part);
}

internal sealed class GetUsageRatesEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/usage-rates", (DateOnly? asOf, string? by) => new GetUsageRates(asOf, by))
            .WithSummary("Licence distribution and usage rates, rolled up by tier or industry")
            .WithDescription(
                "Sums of numerators over sums of denominators, of the accounts for which both are known. Whoever may see "
                    + "groups only, or works under pseudonyms, gets counts in fives and sums rounded to a base no smaller "
                    + "than the largest account's part: two answers subtracted tell of no account."
            )
            .WithExample(
                null,
                new UsageRates(
                    new DateOnly(2026, 10, 31),
                    "industry",
                    Group(null, 52, 9_600, 12_000, 7_200),
                    [Group("製造", 30, 6_000, 7_500, 4_500), Group("小売", 22, 3_600, 4_500, 2_700)],
                    LicenceFacts.Formula
                )
            )
            .WithProblems(400, 401, 403);

    private static UsageRateGroup Group(string? name, int accounts, long assigned, long purchased, long active)
    {
        var facts = new LicenceFacts(Guid.Empty, purchased, assigned, active, null);
        return new UsageRateGroup(name, accounts, accounts, facts.Distribution, accounts, facts.Usage);
    }
}
