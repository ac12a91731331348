using CsMonolith.Kernel;
using CsMonolith.Platform.Lists;
using CsMonolith.Revenue.Ledger.MonthCloses;
using CsMonolith.Revenue.Ledger.Movements;
using CsMonolith.Revenue.Retention;
using CsMonolith.Revenue.Storage;
using CsMonolith.Revenue.Subscriptions;
using Microsoft.EntityFrameworkCore;
using Xunit.Abstractions;

namespace CsMonolith.Revenue.Tests.Subscriptions;

public sealed class RavenstackTests(ITestOutputHelper output)
{
    private static readonly Month First = new(2023, 1);
    private static readonly Month Last = new(2024, 12);

    [SharedDataFact]
    public async Task The_public_tables_load_close_and_balance_every_month()
    {
        using var revenue = new RevenueAloneAs<AmericanRevenue>();
        await revenue.LoadFile(
            "subscriptions",
            await File.ReadAllTextAsync(SharedData.Path("ravenstack/subscriptions.csv")),
            history: true
        );
        await revenue.LoadFile(
            "churn-events",
            await File.ReadAllTextAsync(SharedData.Path("ravenstack/churn_events.csv")),
            history: true
        );
        (await revenue.InStore(db => db.Set<Subscription>().CountAsync())).ShouldBe(5000);

        await revenue.Close(Last);

        var check = (await revenue.Send(new CheckLedger(First, Last))).Value;
        check.Holds.ShouldBeTrue();
        check.Months.Count.ShouldBe(24);
        check.Months.ShouldAllBe(month => month.Difference.Minor == 0);
        var closed = (await revenue.Retention(new RetentionWindow(Last, Last, RetentionBasis.AsClosed)))
            .Currencies.ShouldHaveSingleItem()
            .Window;
        closed.End.ShouldBe(check.Months[^1].End);
        closed.Adjustments.Minor.ShouldBe(0);
        (await revenue.Send(new ListMonthCloses(ListAsk.Plain))).Value.Items.Count.ShouldBe(24);
        output.WriteLine(
            $"{Last}: MRR {closed.End}, NRR {closed.Nrr.Value}, GRR {closed.Grr.Value}, logo churn "
                + $"{closed.LogoChurn.Value}"
        );
    }
}
