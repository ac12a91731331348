using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Storage;
using CsMonolith.Revenue.Contracts;
using CsMonolith.Revenue.Ledger.Histories;
using CsMonolith.Revenue.Ledger.Movements;
using CsMonolith.Revenue.Storage;
using CsMonolith.Revenue.Subscriptions;
using CsMonolith.Revenue.Subscriptions.MovementImports;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Revenue.Tests.Subscriptions.MovementImports;

public sealed class MovementImportTests
{
    private const string File = """
        movement_id,account_id,date,type,amount,currency
        M-1,A,2026-01-10,new,300,JPY
        M-2,B,2026-02-01,new,90,JPY
        M-3,A,2026-03-01,expansion,200,JPY
        M-4,A,2026-05-15,contraction,-100,JPY
        M-5,A,2026-06-01,churn,-400,JPY
        M-6,A,2026-08-01,reactivation,250,JPY

        """;

    private static readonly string[] Expected =
    [
        "A 2026-01-10 New 300",
        "A 2026-03-01 Expansion 200",
        "A 2026-05-15 Contraction 100",
        "A 2026-06-01 Churn 400",
        "A 2026-08-01 Reactivation 250",
        "B 2026-02-01 New 90",
    ];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_ledger_says_what_the_file_says_and_balances(bool history)
    {
        using var revenue = new RevenueAlone();

        await revenue.LoadFile("movements", File, history);

        (await Standing(revenue)).ShouldBe(Expected);
        (await revenue.Send(new CheckLedger(new(2026, 1), new(2026, 9)))).Value.Holds.ShouldBeTrue();
        (await revenue.Send(new RevenuesAsOf(Accounts: null, new(2026, 11, 20))))
            .Sum(one => one.Mrr.Minor)
            .ShouldBe(340);
    }

    [Fact]
    public async Task The_same_movements_as_json_in_any_order_of_rows_say_the_same()
    {
        using var revenue = new RevenueAlone();
        var lines = File.Trim()
            .Split('\n')
            .Skip(1)
            .Select(line => line.Trim().Split(','))
            .Reverse()
            .Select(cell =>
                $$"""{"externalId":"{{cell[0]}}","accountExternalId":"{{cell[1]}}","on":"{{cell[2]}}","kind":"{{cell[3]}}","amount":{{cell[4]}},"currency":"{{cell[5]}}"}"""
            );

        await revenue.LoadFile("movements", $"[{string.Join(",\n", lines)}]", history: true);

        (await Standing(revenue)).ShouldBe(Expected);
    }

    [Fact]
    public async Task A_file_is_loaded_once_and_taken_back_whole()
    {
        using var revenue = new RevenueAlone();
        var import = await revenue.LoadFile("movements", File, history: true);
        await revenue.LoadFile("movements", File + "M-7,A,2026-09-01,expansion,50,JPY\n", history: true);
        (await Standing(revenue)).ShouldBe(Expected.Append("A 2026-09-01 Expansion 50").Order(StringComparer.Ordinal));

        var refused = await revenue.UndoFile(import);
        refused.State.ShouldBe(JobState.Refused);

        var second = await revenue.InStore(db =>
            db.Set<ImportChangeRow>().Select(row => row.ImportId).Distinct().ToListAsync()
        );
        (await revenue.UndoFile(second.Single(id => id != import))).State.ShouldBe(JobState.Succeeded);
        (await revenue.UndoFile(import)).State.ShouldBe(JobState.Succeeded);

        (await Standing(revenue)).ShouldBeEmpty();
        (await revenue.InStore(db => db.Set<Subscription>().CountAsync())).ShouldBe(0);
        (await revenue.InStore(db => db.Set<ImportedMovement>().CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task What_cannot_follow_on_the_movements_before_is_refused_with_what_the_customer_pays()
    {
        using var revenue = new RevenueAlone();
        await revenue.Load("movements", Row("M-1", "A", new(2026, 1, 10), "新規", 300));

        var outcomes = await revenue.Load(
            "movements",
            Row("M-2", "A", new(2026, 2, 1), "new", 10),
            Row("M-3", "A", new(2026, 2, 1), "churn", 200),
            Row("M-4", "A", new(2026, 2, 1), "contraction", 300),
            Row("M-5", "A", new(2026, 2, 1), "reactivation", 10),
            Row("M-6", "B", new(2026, 2, 1), "expansion", 10),
            Row("M-7", "A", new(2026, 1, 9), "expansion", 10),
            Row("M-8", "missing-1", new(2026, 2, 1), "new", 10),
            Row("M-9", "A", new(2026, 2, 1), "growth", 10),
            Row("M-1", "A", new(2026, 1, 10), "new", 301),
            Row("M-1", "A", new(2026, 1, 10), "new", 300),
            Row("M-10", "A", new(2026, 3, 1), "解約", 300)
        );

        outcomes
            .Select(one => (one.Fate, one.Column))
            .ShouldBe([
                (RowFate.Refused, "kind"),
                (RowFate.Refused, "amount"),
                (RowFate.Refused, "amount"),
                (RowFate.Refused, "kind"),
                (RowFate.Refused, "kind"),
                (RowFate.Refused, "on"),
                (RowFate.Refused, "accountExternalId"),
                (RowFate.Refused, "kind"),
                (RowFate.Refused, "externalId"),
                (RowFate.Skipped, null),
                (RowFate.Created, null),
            ]);
        outcomes[1].En!.ShouldContain("300");
        outcomes[1].Ja!.ShouldContain("300");
    }

    [Fact]
    public async Task Several_movements_of_one_day_follow_each_other_also_over_batches()
    {
        using var revenue = new RevenueAlone();

        await revenue.Load(
            "movements",
            Row("M-1", "A", new(2026, 1, 10), "new", 300),
            Row("M-2", "A", new(2026, 1, 10), "expansion", 50)
        );
        await revenue.Load(
            "movements",
            Row("M-3", "A", new(2026, 1, 10), "contraction", 20),
            Row("M-4", "A", new(2026, 1, 10), "churn", 330)
        );

        (await Standing(revenue)).ShouldBeEmpty();
        (await revenue.Load("movements", Row("M-5", "A", new(2026, 1, 10), "reactivation", 5)))
            .Single()
            .Fate.ShouldBe(RowFate.Created);
    }

    private static Dictionary<string, object?> Row(
        string id,
        string account,
        DateOnly on,
        string kind,
        decimal amount
    ) =>
        new()
        {
            ["externalId"] = id,
            ["accountExternalId"] = account,
            ["on"] = on,
            ["kind"] = kind,
            ["amount"] = amount,
        };

    private static async Task<IEnumerable<string>> Standing(RevenueAlone revenue)
    {
        var names = new[] { "A", "B" }.ToDictionary(revenue.Account, name => name);
        return (await revenue.InStore(db => db.Set<Movement>().AsNoTracking().ToListAsync()))
            .GroupBy(row => (row.AccountId, row.On, row.Kind))
            .Where(group => group.Sum(row => row.AmountMinor) != 0)
            .Select(group =>
                $"{names[group.Key.AccountId]} {group.Key.On:yyyy-MM-dd} {group.Key.Kind} "
                + $"{group.Sum(row => row.AmountMinor)}"
            )
            .Order(StringComparer.Ordinal);
    }
}
