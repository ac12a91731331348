using System.Data.Common;
using System.Globalization;
using CsMonolith.Bench.Company;

namespace CsMonolith.Bench.Revenue;

/// <summary>
/// The same figures by hand-written SQL over the stored ledger, as good as we could write it: one pass over the
/// movements, one group for each customer and month, and what follows from these. It knows no scope, no policies and
/// no knowledge of an earlier day.
/// </summary>
internal sealed class RevenueFloor(Database database, DbConnection connection, DateOnly from, DateOnly to)
{
    private const string Signed = "CASE WHEN kind IN ('Contraction', 'Churn') THEN -amount_minor ELSE amount_minor END";

    private string Movements => database.Table("revenue", "movements");

    private string MonthOf =>
        database.IsPostgres
            ? "(date_part('year', \"on\") * 12 + date_part('month', \"on\"))::int"
            : "CAST(substr(\"on\", 1, 4) AS INTEGER) * 12 + CAST(substr(\"on\", 6, 2) AS INTEGER)";

    // PostgreSQL adds 64 bits up to a numeric, with which all that follows is slow.
    private string Total(string expression) =>
        database.IsPostgres ? $"SUM({expression})::bigint" : $"SUM({expression})";

    private string Running =>
        $"SUM(delta) OVER (PARTITION BY account_id ORDER BY month){(database.IsPostgres ? "::bigint" : "")}";

    /// <summary>Gives PostgreSQL the memory that such queries want.</summary>
    public async Task Prepare(CancellationToken cancellation)
    {
        if (database.IsPostgres)
        {
            await using var command = Database.Command(connection, "SET work_mem = '512MB'");
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    /// <summary>Waterfall, net and gross retention of each month; answers MRR at the end.</summary>
    public Task<long> Months(CancellationToken cancellation) => EachMonth("", "", cancellation);

    /// <summary>The same of each month in each industry.</summary>
    public Task<long> SegmentMonths(CancellationToken cancellation) => EachMonth(OfAccount, "industry, ", cancellation);

    private string OfAccount => $"JOIN {database.Table("journey", "accounts")} k ON k.id = b.account_id";

    private async Task<long> EachMonth(string join, string by, CancellationToken cancellation)
    {
        var (end, rows, delta) = (0L, 0, by.Length == 0 ? 1 : 2);
        await foreach (
            var row in Read(
                $"""
                WITH m AS (SELECT account_id, {MonthOf} AS month, {Total(
                    Signed
                )} AS delta, {Kinds} FROM {Movements} WHERE "on" <= @p0 GROUP BY 1, 2),
                     b AS (SELECT m.*, {Running} AS after FROM m)
                SELECT {by}month, {Total("delta")}, {Total("a")}, {Total("e")}, {Total("c")}, {Total("x")}, {Total(
                    "r"
                )},
                    {Total("CASE WHEN after > delta THEN delta ELSE 0 END")}, {Total(
                    "CASE WHEN after > delta AND delta < 0 THEN delta ELSE 0 END"
                )}
                FROM b {join} GROUP BY {by}month ORDER BY {by}month
                """,
                [to],
                cancellation
            )
        )
        {
            (end, rows) = (end + Number(row, delta), rows + 1);
        }

        return rows > 0 ? end : throw new InvalidOperationException("The ledger is empty.");
    }

    /// <summary>Waterfall, net and gross retention of the whole window by industry; answers MRR at the end.</summary>
    public async Task<long> Segments(CancellationToken cancellation)
    {
        var end = 0L;
        var least = database.IsPostgres ? "LEAST" : "MIN";
        await foreach (
            var row in Read(
                $"""
                SELECT k.industry, {Total("t.start")}, {Total("t.fin")}, {Total(
                    "CASE WHEN t.start > 0 THEN t.fin ELSE 0 END"
                )}, {Total($"CASE WHEN t.start > 0 THEN {least}(t.start, t.fin) ELSE 0 END")},
                    {Total("a")}, {Total("e")}, {Total("c")}, {Total("x")}, {Total("r")}
                FROM (SELECT account_id, {Total($"CASE WHEN \"on\" < @p0 THEN {Signed} ELSE 0 END")} AS start, {Total(
                    Signed
                )} AS fin, {Kinds}
                      FROM {Movements} WHERE "on" <= @p1 GROUP BY account_id) t
                JOIN {database.Table("journey", "accounts")} k ON k.id = t.account_id GROUP BY k.industry
                """,
                [from, to],
                cancellation
            )
        )
        {
            end += Number(row, 2);
        }

        return end;
    }

    /// <summary>
    /// MRR and customers of each start month, month by month; answers MRR at the end of those who began within the
    /// window.
    /// </summary>
    public Task<long> Cohorts(CancellationToken cancellation) => EachCohort("", "", cancellation);

    /// <summary>The same in each industry.</summary>
    public Task<long> SegmentCohorts(CancellationToken cancellation) =>
        EachCohort(OfAccount, "industry, ", cancellation);

    private async Task<long> EachCohort(string join, string by, CancellationToken cancellation)
    {
        var (end, first, at) = (0L, (from.Year * 12) + from.Month, by.Length == 0 ? 0 : 1);
        await foreach (
            var row in Read(
                $"""
                WITH m AS (SELECT account_id, {MonthOf} AS month, {Total(
                    Signed
                )} AS delta FROM {Movements} WHERE "on" <= @p0 GROUP BY 1, 2),
                     b AS (SELECT account_id, month, delta, {Running} AS after, MIN(month) OVER (PARTITION BY account_id ORDER BY month) AS start FROM m)
                SELECT {by}start, month, {Total(
                    "delta"
                )}, SUM(CASE WHEN after > 0 THEN 1 ELSE 0 END - CASE WHEN after - delta > 0 THEN 1 ELSE 0 END) FROM b {join} GROUP BY {by}start, month
                """,
                [to],
                cancellation
            )
        )
        {
            end += Number(row, at) >= first ? Number(row, at + 2) : 0;
        }

        return end;
    }

    private string Kinds =>
        string.Join(
            ", ",
            new[]
            {
                ("New", "a"),
                ("Expansion", "e"),
                ("Contraction", "c"),
                ("Churn", "x"),
                ("Reactivation", "r"),
            }.Select(one => $"{Total($"CASE WHEN kind = '{one.Item1}' THEN amount_minor ELSE 0 END")} AS {one.Item2}")
        );

    private static long Number(DbDataReader row, int at) =>
        Convert.ToInt64(row.GetValue(at), CultureInfo.InvariantCulture);

    private async IAsyncEnumerable<DbDataReader> Read(
        string sql,
        object?[] values,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation
    )
    {
        await using var command = Database.Command(connection, sql, values);
        command.CommandTimeout = 600;
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            yield return row;
        }
    }
}
