using CsMonolith.Revenue.Ledger.Histories;
using CsMonolith.Revenue.Ledger.Movements;
using CsMonolith.Revenue.Ledger.Policies;
using CsMonolith.Revenue.Storage;
using CsMonolith.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace CsMonolith.Revenue.Tests.Ledger.Histories;

/// <summary>Random histories stored in the database: 200 in every run, 10,000 with TEST_NIGHTLY=1.</summary>
public sealed class StoredHistoryTests(ITestOutputHelper output)
{
    private const int AtOnce = 200;
    private static readonly int Histories = Environment.GetEnvironmentVariable("TEST_NIGHTLY") == "1" ? 10_000 : 200;

    [Fact]
    public async Task The_rows_of_the_ledger_recorded_by_any_instant_add_up_to_what_was_known_then()
    {
        using var revenue = new RevenueAlone();
        var (rules, instants) = (RulesInForce.Always(RevenueRules.Founding), 0);
        for (var first = 0; first < Histories; first += AtOnce)
        {
            var histories = Enumerable
                .Range(first, AtOnce)
                .Select(seed => (Seed: seed, History: new RandomHistory(seed)))
                .ToList();
            var rows = (await Store(revenue, [.. histories.Select(one => one.History)])).ToLookup(row => row.AccountId);
            foreach (var (seed, history) in histories)
            {
                foreach (var at in history.Facts.Select(fact => fact.RecordedAt).Distinct())
                {
                    var known = AccountHistory
                        .Of(history.AccountCurrency, history.Facts.Where(fact => fact.RecordedAt <= at), rules)
                        .Changes.Select(change => (change.On, change.Kind, change.Size));
                    var stored = rows[history.AccountCurrency.AccountId]
                        .Where(row => row.RecordedAt <= at)
                        .GroupBy(row => (row.On, row.Kind))
                        .Select(group => (group.Key.On, group.Key.Kind, Size: group.Sum(row => row.AmountMinor)));

                    // A row of nothing, where a customer without MRR is lost, cannot be told from its reversal by its
                    // sum.
                    stored
                        .Where(one => one.Size != 0)
                        .Order()
                        .ShouldBe(known.Where(one => one.Size != 0).Order(), $"history {seed} at {at:O}");
                    instants++;
                }
            }
        }

        output.WriteLine(
            $"{(TestDatabase.IsPostgres ? "postgres" : "sqlite")}: {Histories:N0} histories, as known at {instants:N0} instants"
        );
    }

    private static async Task<List<Movement>> Store(RevenueAlone revenue, IReadOnlyList<RandomHistory> histories)
    {
        var accounts = histories.Select(history => history.AccountCurrency.AccountId).ToList();
        return await revenue.InScope(async services =>
        {
            var (db, ledger) = (
                services.GetRequiredService<RevenueDb>(),
                services.GetRequiredService<MovementLedger>()
            );
            await db.Transact(
                async () =>
                {
                    db.AddRange(histories.SelectMany(history => history.Facts));
                    await db.SaveChangesAsync();
                    await ledger.CatchUp(accounts, CancellationToken.None);
                    await db.SaveChangesAsync();
                },
                CancellationToken.None
            );
            return await db.Set<Movement>().AsNoTracking().Where(row => accounts.Contains(row.AccountId)).ToListAsync();
        });
    }
}
