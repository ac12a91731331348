using CsMonolith.Health.Usage.Adoption;
using CsMonolith.Health.Usage.Events;
using CsMonolith.Journey.Contracts;
using CsMonolith.Revenue.Contracts;

namespace CsMonolith.Health.Reviews;

/// <summary>What a pack is made of: an allow-list. A field that is added here is one that a customer may read.</summary>
/// <param name="Customer">The customer's name.</param>
/// <param name="Owner">Who of ours looks after them.</param>
/// <param name="Users">Distinct named users; <c>null</c> where the source names none.</param>
/// <param name="Months">
/// Use by month, the earliest first. Months without any use stand with zeros; those before the contract, and those after
/// the last day of which anybody's use is known, are not known.
/// </param>
internal sealed record PackFacts(
    string Customer,
    string? Owner,
    DateOnly From,
    DateOnly To,
    DateOnly AsOf,
    BusinessReviewFacts Journey,
    OnboardingAsOf? Onboarding,
    ValueStart ValueStart,
    IReadOnlyList<ValueDelivered> Value,
    IReadOnlyList<ContractInForce> Contracts,
    NextRenewal? Renewal,
    BreadthOfUse Breadth,
    DepthOfUse Depth,
    int? Users,
    int Departments,
    IReadOnlyList<UseOfMonth> Months
);

/// <param name="Users">Distinct named users; <c>null</c> where the source names none.</param>
internal sealed record UseOfMonth(Month Month, long? Uses, int? Features, int? Users);

/// <summary>Asks the modules below for what a pack is made of. About fifteen queries, and one for each month.</summary>
internal sealed class PackReader(HealthDb db, IMediator mediator)
{
    public async Task<PackFacts> Read(AccountAsOf account, DateOnly from, DateOnly to, CancellationToken cancellation)
    {
        var today = db.Clock.Today;
        Guid[] only = [account.Id];
        var read = await new UsageReader(db).Read(AccountScope.Of(account.Id), to, cancellation, today);
        var use = read.Of(account.Id);
        var renewals = await mediator.Send(new NextRenewals(only), cancellation);
        var onboarding = (await mediator.Send(new OnboardingsAsOf(only, to, today), cancellation)).SingleOrDefault();
        return new PackFacts(
            account.Name,
            account.OwnerName,
            from,
            to,
            today,
            await mediator.Send(new BusinessReviewFactsOf(account.Id, from, to), cancellation),
            onboarding,
            await mediator.Send(new ValueStartPolicy(), cancellation),
            await mediator.Send(new ValueDeliveredBetween(only, from, to), cancellation),
            await mediator.Send(new ContractsInForce(only, to), cancellation),
            renewals.GetValueOrDefault(account.Id),
            BreadthOfUse.Of(use, read.FeaturesKnown),
            DepthOfUse.Of(use),
            use.NamesUsers ? use.Recent.Users : null,
            use.Recent.Departments,
            await Months(account.Id, from, to, onboarding?.ContractOn, use.NamesUsers, cancellation)
        );
    }

    private async Task<IReadOnlyList<UseOfMonth>> Months(
        Guid account,
        DateOnly from,
        DateOnly to,
        DateOnly? contractOn,
        bool namesUsers,
        CancellationToken cancellation
    )
    {
        var until = await db.Set<UsageEvent>()
            .Where(one => one.Day <= to)
            .MaxAsync(one => (DateOnly?)one.Day, cancellation);
        var months = new List<UseOfMonth>();
        for (var month = Month.Of(from); month.First <= to; month = month.Plus(1))
        {
            var first = month.First < from ? from : month.First;
            var last = month.Last > to ? to : month.Last;
            var row = await db.Set<UsageEvent>()
                .Where(one => one.AccountId == account && one.Day >= first && one.Day <= last)
                .GroupBy(one => one.AccountId)
                .Select(own => new
                {
                    Uses = own.Sum(one => one.Count),
                    Features = own.Select(one => one.Feature).Distinct().Count(),
                    Users = own.Where(one => one.UserRef != null).Select(one => one.UserRef).Distinct().Count(),
                })
                .SingleOrDefaultAsync(cancellation);
            months.Add(
                row is not null ? new UseOfMonth(month, row.Uses, row.Features, namesUsers ? row.Users : null)
                : last < contractOn || !(first <= until)
                    ? new UseOfMonth(month, Uses: null, Features: null, Users: null)
                : new UseOfMonth(month, 0, 0, namesUsers ? 0 : null)
            );
        }

        return months;
    }
}
