using System.Diagnostics;
using System.Globalization;
using CsMonolith.Platform.Lists;
using CsMonolith.Platform.Tests.Shop;
using CsMonolith.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Xunit.Abstractions;

namespace CsMonolith.Platform.Tests.Lists;

/// <summary>
/// A walk over a list while rows come and go: 2,000 rows in every run, a million with TEST_NIGHTLY=1.
/// </summary>
public sealed class WalkTests(ITestOutputHelper output) : IDisposable
{
    private readonly ShopAlone _shop = new();
    private readonly int _rows = Environment.GetEnvironmentVariable("TEST_NIGHTLY") == "1" ? 1_000_000 : 2_000;

    public void Dispose() => _shop.Dispose();

    [Fact]
    public async Task Every_row_that_was_there_throughout_is_seen_exactly_once()
    {
        // Even rows stay or go; odd ones come while we walk.
        await Store(Enumerable.Range(0, _rows).Select(i => 2 * i));
        var chance = new Random(7);
        var (going, coming) = (new HashSet<int>(), new HashSet<int>());
        while (going.Count < _rows / 20)
        {
            going.Add(2 * chance.Next(_rows));
        }

        while (coming.Count < _rows / 20)
        {
            coming.Add((2 * chance.Next(_rows)) + 1);
        }

        var began = Stopwatch.GetTimestamp();
        var moving = Task.Run(() => Move([.. going], [.. coming]));
        var seen = new Dictionary<string, int>();
        var pages = 0;
        for (string? cursor = ""; cursor is not null; pages++)
        {
            var page = (
                await _shop.Send(
                    new ListCustomers(
                        ListAsk.From(
                            new QueryCollection(QueryHelpers.ParseQuery($"?sort=externalId&limit=200{cursor}"))
                        )
                    )
                )
            ).Value;
            foreach (var id in page.Items)
            {
                seen[id] = seen.GetValueOrDefault(id) + 1;
            }

            cursor = page.NextCursor is { } next ? $"&cursor={next}" : null;
        }

        await moving;
        var took = Stopwatch.GetElapsedTime(began);
        var stayed = Enumerable
            .Range(0, _rows)
            .Select(i => 2 * i)
            .Where(row => !going.Contains(row))
            .Select(Name)
            .ToList();
        stayed.Count(row => seen.GetValueOrDefault(row) != 1).ShouldBe(0);
        seen.Values.ShouldAllBe(times => times == 1);
        output.WriteLine(
            $"{(TestDatabase.IsPostgres ? "postgres" : "sqlite")}: {_rows:N0} rows, {going.Count:N0} deleted and {coming.Count:N0} inserted meanwhile; "
                + $"{stayed.Count:N0} that stayed seen once each in {pages:N0} pages and {took.TotalSeconds:F1} s; {seen.Count - stayed.Count:N0} of the others seen"
        );
    }

    private static string Name(int row) => row.ToString("D8", CultureInfo.InvariantCulture);

    private static Customer Row(int row) =>
        new(Guid.NewGuid(), Name(row), "Same") { RecordedAt = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc) };

    private async Task Store(IEnumerable<int> rows)
    {
        foreach (var some in rows.Chunk(20_000))
        {
            await _shop.InStore(async db =>
            {
                await db.Transact(
                    () => db.Append([.. some.Select(Row)], CancellationToken.None),
                    CancellationToken.None
                );
                return 0;
            });
        }
    }

    private async Task Move(int[] going, int[] coming)
    {
        foreach (var (gone, come) in going.Chunk(50).Zip(coming.Chunk(50)))
        {
            var names = gone.Select(Name).ToArray();
            await _shop.InStore(async db =>
            {
                await db.Transact(
                    async () =>
                    {
                        await db.Customers.Where(row => names.Contains(row.ExternalId)).ExecuteDeleteAsync();
                        await db.Append([.. come.Select(Row)], CancellationToken.None);
                    },
                    CancellationToken.None
                );
                return 0;
            });
        }
    }
}
