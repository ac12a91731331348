using System.Data.Common;
using System.Globalization;
using CsMonolith.Bench.Company;

namespace CsMonolith.Bench.Revenue;

/// <summary>
/// The same figures by hand-written SQL over the stored ledger, as good as we could write it: one pass over the movements, one group for each
/// customer and month, and what follows from these. It knows no scope, no policies and no knowledge of an earlier day.
/// </summary>
internal sealed class RevenueFloor(Database database, DbConnection connection, DateOnly from, DateOnly to)
{
    private const string Signed = "CASE WHEN kind IN ('Contraction', 'Churn') THEN -amount_minor ELSE amount_minor END";

    private string Movements => database.Table("revenue", "movements");

    private string MonthOf => database.IsPostgres
        ? "(EXTRACT(YEAR FROM \"on\") * 12 + EXTRACT(MONTH FROM \"on\"))::int"
        : "CAST(substr(\"on\", 1, 4) AS INTEGER) * 12 + CAST(substr(\"on\", 6, 2) AS INTEGER)";

    /// <summary>Waterfall, net and gross retention of each month; answers MRR at the end.</summary>
    public async Task<long> Months(CancellationToken cancellation)
    {
        var (end, rows) = (0L, 0);
        await foreach (var row in Read($"""
            WITH m AS (SELECT account_id, {MonthOf} AS month, SUM({Signed}) AS delta, {Kinds} FROM {Movements} WHERE "on" <= @p0 GROUP BY 1, 2),
                 b AS (SELECT m.*, SUM(delta) OVER (PARTITION BY account_id ORDER BY month) AS after FROM m)
            SELECT month, SUM(delta), SUM(a), SUM(e), SUM(c), SUM(x), SUM(r),
                SUM(CASE WHEN after > delta THEN delta ELSE 0 END), SUM(CASE WHEN after > delta AND delta < 0 THEN delta ELSE 0 END)
            FROM b GROUP BY month ORDER BY month
            """, [to], cancellation))
        {
            (end, rows) = (end + Number(row, 1), rows + 1);
        }

        return rows > 0 ? end : throw new InvalidOperationException("The ledger is empty.");
    }

    /// <summary>Waterfall, net and gross retention of the whole window by industry; answers MRR at the end.</summary>
    public async Task<long> Segments(CancellationToken cancellation)
    {
        var end = 0L;
        var least = database.IsPostgres ? "LEAST" : "MIN";
        await foreach (var row in Read($"""
            SELECT k.industry, SUM(t.start), SUM(t.fin), SUM(CASE WHEN t.start > 0 THEN t.fin ELSE 0 END), SUM(CASE WHEN t.start > 0 THEN {least}(t.start, t.fin) ELSE 0 END),
                SUM(a), SUM(e), SUM(c), SUM(x), SUM(r)
            FROM (SELECT account_id, SUM(CASE WHEN "on" < @p0 THEN {Signed} ELSE 0 END) AS start, SUM({Signed}) AS fin, {Kinds}
                  FROM {Movements} WHERE "on" <= @p1 GROUP BY account_id) t
            JOIN {database.Table("journey", "accounts")} k ON k.id = t.account_id GROUP BY k.industry
            """, [from, to], cancellation))
        {
            end += Number(row, 2);
        }

        return end;
    }

    /// <summary>MRR and customers of each start month, month by month; answers MRR at the end of those who began within the window.</summary>
    public async Task<long> Cohorts(CancellationToken cancellation)
    {
        var (end, first) = (0L, (from.Year * 12) + from.Month);
        await foreach (var row in Read($"""
            WITH m AS (SELECT account_id, {MonthOf} AS month, SUM({Signed}) AS delta FROM {Movements} WHERE "on" <= @p0 GROUP BY 1, 2),
                 b AS (SELECT month, delta, SUM(delta) OVER (PARTITION BY account_id ORDER BY month) AS after, MIN(month) OVER (PARTITION BY account_id) AS start FROM m)
            SELECT start, month, SUM(delta), SUM(CASE WHEN after > 0 THEN 1 ELSE 0 END - CASE WHEN after - delta > 0 THEN 1 ELSE 0 END) FROM b GROUP BY start, month
            """, [to], cancellation))
        {
            end += Number(row, 0) >= first ? Number(row, 2) : 0;
        }

        return end;
    }

    private static string Kinds => string.Join(", ", new[] { ("New", "a"), ("Expansion", "e"), ("Contraction", "c"), ("Churn", "x"), ("Reactivation", "r") }
        .Select(one => $"SUM(CASE WHEN kind = '{one.Item1}' THEN amount_minor ELSE 0 END) AS {one.Item2}"));

    private static long Number(DbDataReader row, int at) => Convert.ToInt64(row.GetValue(at), CultureInfo.InvariantCulture);

    private async IAsyncEnumerable<DbDataReader> Read(string sql, object?[] values, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
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
