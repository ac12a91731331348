using CsMonolith.Journey.Accounts.Prospects;
using CsMonolith.Journey.People;

namespace CsMonolith.Journey.Accounts.Tiers;

/// <summary>Who looks after how many accounts, against what one person can?</summary>
internal sealed record ListCsmLoads : IQuery<CsmLoads>;

/// <param name="Csms">The heaviest load first.</param>
internal sealed record CsmLoads(DateOnly AsOf, IReadOnlyList<CsmLoad> Csms) : Figure;

/// <param name="Load">
/// Sum over the accounts of 1 / accounts per CSM of their tier, as a decimal string: 1 is full.
/// </param>
/// <param name="OverAssigned">The load is above 1.</param>
/// <param name="Untiered">Accounts without a tier; they do not count towards the load.</param>
internal sealed record CsmLoad(
    Guid PersonId,
    string Name,
    decimal Load,
    bool OverAssigned,
    IReadOnlyList<TierLoad> Tiers,
    int Untiered
);

/// <param name="AccountsPerCsm">What fills one person; <c>null</c> where it runs by itself.</param>
internal sealed record TierLoad(int Tier, int Accounts, int? AccountsPerCsm);

internal sealed class ListCsmLoadsHandler(JourneyDb db, AccountVisibility visibility)
    : IRequestHandler<ListCsmLoads, Result<CsmLoads>>
{
    public async Task<Result<CsmLoads>> Handle(ListCsmLoads ask, CancellationToken cancellation)
    {
        var today = db.Clock.Today;
        var scope = await visibility.Accounts(cancellation);
        var policy = await TierPolicy.Present(db, cancellation);
        var counts = await db.OwnersOn(today)
            .Within(scope, owned => owned.AccountId)
            .Join(
                db.CustomersOn(today),
                owned => owned.AccountId,
                account => account.Id,
                (owned, account) => new { Owner = owned.OwnerId!.Value, account.Tier }
            )
            .GroupBy(row => new { row.Owner, row.Tier })
            .Select(group => new
            {
                group.Key.Owner,
                group.Key.Tier,
                Accounts = group.Count(),
            })
            .ToListAsync(cancellation);
        var people = await db.Set<Person>().AsNoTracking().ToListAsync(cancellation);

        // A caller who sees all accounts also sees CSMs without any, since they have room.
        var books = counts.ToLookup(row => row.Owner, row => (row.Tier, row.Accounts));
        var shown = people.Where(person =>
            books.Contains(person.Id) || (scope.All && person.Roles.Contains(Role.Csm) && person.IsHere(today))
        );
        var loads = shown
            .Select(person => (Person: person, Tiers: books[person.Id].ToList()))
            .Select(csm => (csm.Person, csm.Tiers, Load: LoadOf(csm.Tiers, policy)))
            .OrderByDescending(csm => csm.Load.ToDouble())
            .ThenBy(csm => csm.Person.Name, StringComparer.Ordinal);
        return new CsmLoads(
            today,
            [.. loads.Select(csm => Show(csm.Person.Id, csm.Person.Name, csm.Tiers, csm.Load, policy))]
        );
    }

    private static CsmLoad Show(
        Guid person,
        string name,
        List<(int? Tier, int Accounts)> tiers,
        Ratio load,
        TierPolicy policy
    ) =>
        new(
            person,
            name,
            load.ToNumber()!.Value,
            load.CompareTo(new Ratio(1, 1)) > 0,
            [
                .. policy.Tiers.Select(rule => new TierLoad(
                    rule.Tier,
                    tiers.Where(one => one.Tier == rule.Tier).Sum(one => one.Accounts),
                    rule.AccountsPerCsm
                )),
            ],
            tiers.Where(one => one.Tier is null).Sum(one => one.Accounts)
        );

    // Exact, so that a load of exactly 1 never counts as above 1 by a rounding error.
    private static Ratio LoadOf(List<(int? Tier, int Accounts)> tiers, TierPolicy policy) =>
        policy
            .Tiers.Where(rule => rule.AccountsPerCsm is not null)
            .Aggregate(
                new Ratio(0, 1),
                (sum, rule) =>
                    new Ratio(
                        (sum.Numerator * rule.AccountsPerCsm!.Value)
                            + (tiers.Where(one => one.Tier == rule.Tier).Sum(one => one.Accounts) * sum.Denominator),
                        sum.Denominator * rule.AccountsPerCsm.Value
                    )
            );
}

internal sealed class ListCsmLoadsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/csm-loads", () => new ListCsmLoads())
            .WithSummary("Compare each CSM's accounts with their capacity")
            .WithExample(
                null,
                new CsmLoads(
                    new DateOnly(2026, 11, 20),
                    [
                        new CsmLoad(
                            Guid.Parse("0199a000-0000-7000-8000-000000000001"),
                            "佐藤 美咲",
                            1.26m,
                            OverAssigned: true,
                            [
                                new TierLoad(1, 11, 10),
                                new TierLoad(2, 8, 50),
                                new TierLoad(3, 0, 1000),
                                new TierLoad(4, 120, null),
                            ],
                            Untiered: 2
                        ),
                    ]
                )
            )
            .WithProblems(401, 403);
}
