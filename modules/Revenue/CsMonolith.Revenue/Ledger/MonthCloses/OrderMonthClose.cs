using CsMonolith.Platform.Jobs;
using CsMonolith.Revenue.Ledger.Facts;

namespace CsMonolith.Revenue.Ledger.MonthCloses;

/// <summary>Close every month that is still open up to one, in order. Their figures are frozen then.</summary>
internal sealed record OrderMonthClose(Month Through) : ICommand<JobAccepted>;

internal sealed class OrderMonthCloseHandler(RevenueDb db, JobScheduler scheduler)
    : IRequestHandler<OrderMonthClose, Result<JobAccepted>>
{
    public async Task<Result<JobAccepted>> Handle(OrderMonthClose ask, CancellationToken cancellationToken)
    {
        if (ask.Through.Last >= db.Clock.Today)
        {
            return LedgerErrors.NotOver(ask.Through, db.Clock.Today);
        }

        if (await MonthClose.Last(db, cancellationToken) is { } last && ask.Through.CompareTo(last) <= 0)
        {
            return LedgerErrors.AlreadyClosed(ask.Through, last);
        }

        if (
            await db.Set<SubscriptionFact>().MinAsync(fact => (DateOnly?)fact.EffectiveOn, cancellationToken)
            is not { } first
        )
        {
            return LedgerErrors.NothingToClose;
        }

        if (ask.Through.Last < first)
        {
            return LedgerErrors.BeforeFirst(ask.Through, Month.Of(first));
        }

        var accepted = scheduler.Enqueue(db, new CloseMonths(ask.Through), JobLanes.Facts);
        await db.SaveChangesAsync(cancellationToken);
        return accepted;
    }
}

internal sealed class OrderMonthCloseEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/month-closes", (OrderMonthClose ask) => ask)
            .WithSummary("Close the months up to one, in order: their figures are frozen")
            .WithExample(new OrderMonthClose(new(2026, 10)), new JobAccepted(Samples.Job))
            .WithProblems(400, 401, 403, 409);
}
