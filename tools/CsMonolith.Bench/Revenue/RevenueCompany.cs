using System.Globalization;
using CsMonolith.Bench.Company;

namespace CsMonolith.Bench.Revenue;

/// <summary>
/// Customers with years of movements, about fifteen each, written straight into the tables: subscriptions, the facts
/// about them and the ledger that follows from these. The same for the same number. The host's own check of the
/// ledger against the facts must find nothing.
/// </summary>
/// <param name="Customers">How many, at least 1.</param>
/// <param name="First">First day of the first month.</param>
/// <param name="Months">How many months of movements, at least 2.</param>
internal sealed record RevenueCompany(int Customers, DateOnly First, int Months)
{
    private const string Currency = "JPY";
    private const int Seed = 20_261_122;

    /// <summary>The segments, which the customers go round.</summary>
    public static readonly IReadOnlyList<string> Industries =
    [
        "manufacturing",
        "logistics",
        "retail",
        "health care",
        "software",
    ];

    /// <summary>Fills an installation that has no accounts.</summary>
    /// <returns>How many movements there are, and a subscription that began after the first month and still runs,
    /// with what it carries.</returns>
    public async Task<(long Movements, Guid Running, long Mrr)> Fill(Database database, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        var accounts = Enumerable.Range(0, Customers).Select(_ => Guid.CreateVersion7()).ToList();
        var subscriptions = Enumerable
            .Range(0, Customers)
            .Select(_ => (First: Guid.CreateVersion7(), Second: Guid.CreateVersion7()))
            .ToList();
        await BulkRows.Write(
            database,
            connection,
            "journey",
            "accounts",
            [
                "id",
                "external_id",
                "name",
                "industry",
                "tier",
                "tier_by_hand",
                "purposes",
                "started_on",
                "recorded_at",
                "backfilled",
                "version",
            ],
            accounts.Select(
                (id, at) =>
                    new object?[]
                    {
                        id,
                        $"C-{at}",
                        $"Customer {at}",
                        Industries[at % Industries.Count],
                        (at % 3) + 1,
                        false,
                        "[]",
                        First,
                        Noon(First),
                        true,
                        1L,
                    }
            ),
            cancellation
        );
        await BulkRows.Write(
            database,
            connection,
            "revenue",
            "subscriptions",
            [
                "id",
                "external_id",
                "account_id",
                "currency",
                "is_trial",
                "starts_on",
                "plan",
                "product",
                "interval",
                "recorded_at",
                "mrr_minor",
                "last_paid_day",
                "cancelled_on",
                "terms_since",
                "fact_count",
                "version",
            ],
            accounts
                .SelectMany(
                    (account, at) =>
                        History(at)
                            .GroupBy(one => one.Second)
                            .Select(run => (account, at, run.Key, Facts: run.ToList()))
                )
                .Select(one =>
                {
                    var (start, end, last) = (
                        one.Facts[0],
                        one.Facts[^1].Kind == "End" ? one.Facts[^1] : (FactOf?)null,
                        one.Facts.Last(fact => fact.Kind != "End")
                    );
                    return new object?[]
                    {
                        one.Key ? subscriptions[one.at].Second : subscriptions[one.at].First,
                        $"S-{one.at}-{(one.Key ? 2 : 1)}",
                        one.account,
                        Currency,
                        false,
                        start.On,
                        "Pro",
                        "Product",
                        "Month",
                        Noon(start.On),
                        last.Mrr,
                        end?.On.AddDays(-1),
                        end?.On.AddDays(-1),
                        last.On,
                        one.Facts.Count,
                        1L,
                    };
                }),
            cancellation
        );
        await BulkRows.Write(
            database,
            connection,
            "revenue",
            "subscription_facts",
            [
                "id",
                "subscription_id",
                "account_id",
                "ordinal",
                "kind",
                "effective_on",
                "recorded_at",
                "backfilled",
                "currency",
                "mrr_minor",
                "interval",
                "cancelled_on",
            ],
            accounts.SelectMany(
                (account, at) =>
                    History(at)
                        .GroupBy(one => one.Second)
                        .SelectMany(run =>
                            run.Select(
                                (fact, ordinal) =>
                                    new object?[]
                                    {
                                        Guid.CreateVersion7(),
                                        fact.Second ? subscriptions[at].Second : subscriptions[at].First,
                                        account,
                                        ordinal,
                                        fact.Kind,
                                        fact.On,
                                        Noon(fact.On),
                                        true,
                                        Currency,
                                        fact.Mrr,
                                        "Month",
                                        fact.Kind == "End" ? fact.On.AddDays(-1) : null,
                                    }
                            )
                        )
            ),
            cancellation
        );
        await BulkRows.Write(
            database,
            connection,
            "revenue",
            "movements",
            [
                "id",
                "account_id",
                "currency",
                "on",
                "kind",
                "amount_minor",
                "is_reversal",
                "recorded_at",
                "backfilled",
                "tags",
            ],
            accounts.SelectMany(
                (account, at) =>
                    Moves(at)
                        .Select(move =>
                            new object?[]
                            {
                                Guid.CreateVersion7(),
                                account,
                                Currency,
                                move.On,
                                move.Kind,
                                move.Size,
                                false,
                                Noon(move.On),
                                true,
                                0,
                            }
                        )
            ),
            cancellation
        );
        await BulkRows.Write(
            database,
            connection,
            "revenue",
            "history_versions",
            ["id", "version", "stamp"],
            accounts.Select(id => new object?[] { id, 1L, 0L }),
            cancellation
        );
        await using var settle = Database.Command(
            connection,
            database.IsPostgres ? "VACUUM ANALYZE" : "ANALYZE; PRAGMA wal_checkpoint(TRUNCATE)"
        );
        settle.CommandTimeout = 600;
        await settle.ExecuteNonQueryAsync(cancellation);
        await using var count = Database.Command(
            connection,
            $"SELECT COUNT(*) FROM {database.Table("revenue", "movements")}"
        );
        var movements = Convert.ToInt64(await count.ExecuteScalarAsync(cancellation), CultureInfo.InvariantCulture);
        var running = Enumerable
            .Range(0, Customers)
            .First(at => History(at).First().On >= First.AddMonths(1) && History(at).Last() is { Kind: not "End" });
        var last = History(running).Last();
        return (movements, last.Second ? subscriptions[running].Second : subscriptions[running].First, last.Mrr);
    }

    // Starts in the first two thirds; then three months in five change the terms, one in a hundred ends them, and
    // some come back two months later.
    private IEnumerable<FactOf> History(int at)
    {
        var dice = new Random(Seed + at);
        var (mrr, second, gone) = ((long)dice.Next(10_000, 1_000_000), false, false);
        var start = dice.Next(Math.Max(1, Months * 2 / 3));
        yield return new FactOf("Start", DayIn(start, dice), mrr, Second: false);
        for (var month = start + 1; month < Months; month++)
        {
            if (gone)
            {
                month++;
                if (second || month >= Months || dice.Next(10) >= 3)
                {
                    yield break;
                }

                (second, gone, mrr) = (true, false, dice.Next(10_000, 1_000_000));
                yield return new FactOf("Start", DayIn(month, dice), mrr, Second: true);
            }
            else if (dice.Next(100) == 0)
            {
                gone = true;
                yield return new FactOf("End", DayIn(month, dice), 0, second);
            }
            else if (dice.Next(5) < 3)
            {
                mrr = dice.Next(10) < 6 ? mrr + dice.Next(1, 50_000) : Math.Max(1, mrr - dice.Next(1, 9_000));
                yield return new FactOf("Change", DayIn(month, dice), mrr, second);
            }
        }
    }

    private IEnumerable<(DateOnly On, string Kind, long Size)> Moves(int at)
    {
        var (before, isFirst) = (0L, true);
        foreach (var fact in History(at))
        {
            if (fact.Mrr != before)
            {
                yield return (
                    fact.On,
                    isFirst ? "New"
                    : before == 0 ? "Reactivation"
                    : fact.Mrr == 0 ? "Churn"
                    : fact.Mrr > before ? "Expansion"
                    : "Contraction",
                    Math.Abs(fact.Mrr - before)
                );
            }

            (before, isFirst) = (fact.Mrr, false);
        }
    }

    private DateOnly DayIn(int month, Random dice) => First.AddMonths(month).AddDays(dice.Next(28));

    private static DateTime Noon(DateOnly day) => day.ToDateTime(new TimeOnly(3, 0), DateTimeKind.Utc);

    private readonly record struct FactOf(string Kind, DateOnly On, long Mrr, bool Second);
}
