using System.Data.Common;
using CsMonolith.Bench.Company;

namespace CsMonolith.Bench.Work;

/// <summary>
/// The same answers by hand-written SQL over the same tables. It knows no scope, no knowledge of an earlier day and no
/// revenue. Each answers one figure by which both sides are compared.
/// </summary>
internal sealed class WorkFloor(Database database, DbConnection connection, DateOnly today)
{
    private string Tasks => database.Table("journey", "tasks");

    private string Activities => database.Table("journey", "activities");

    /// <summary>A person's open tasks, the next due first: how many of a page of 50 there are.</summary>
    public async Task<long> TasksOf(Guid person, CancellationToken cancellation) =>
        (
            await Rows(
                $"""
                SELECT id, account_id, side, source, title, note, person_id, contact, goal_id, due_on, state, state_since, version
                FROM {Tasks} WHERE state = 'Open' AND person_id = @p0 ORDER BY due_on, id LIMIT 50
                """,
                [person],
                cancellation
            )
        ).Count;

    /// <summary>All overdue tasks: how many of a page of 200 there are.</summary>
    public async Task<long> Overdue(CancellationToken cancellation) =>
        (
            await Rows(
                $"""
                SELECT id, account_id, side, source, title, note, person_id, contact, goal_id, due_on, state, state_since, version
                FROM {Tasks} WHERE state = 'Open' AND due_on < @p0 ORDER BY due_on, id LIMIT 200
                """,
                [today],
                cancellation
            )
        ).Count;

    /// <summary>Minutes by month and person over the activities of a span: all minutes.</summary>
    public async Task<long> Minutes(DateOnly from, DateOnly to, CancellationToken cancellation)
    {
        var month = database.IsPostgres ? "date_trunc('month', \"on\")" : "substr(\"on\", 1, 7)";
        var rows = await Rows(
            $"""
            SELECT {month}, by_id, SUM(minutes), SUM(CASE WHEN goal_id IS NULL THEN minutes ELSE 0 END),
                COUNT(proactive), SUM(CASE WHEN proactive THEN 0 ELSE 1 END)
            FROM {Activities} WHERE "on" BETWEEN @p0 AND @p1 GROUP BY 1, 2
            """,
            [from, to],
            cancellation
        );
        return rows.Sum(row => Convert.ToInt64(row[2], null));
    }

    /// <summary>
    /// The estimate of Kaplan and Meier of the days to the first value, by tier: days of the median over all tiers
    /// together.
    /// </summary>
    public async Task<long> MedianDays(CancellationToken cancellation)
    {
        var (accounts, facts) = (database.Table("journey", "accounts"), database.Table("journey", "onboarding_facts"));
        var days = database.IsPostgres
            ? "COALESCE(f.day, @p0) - a.started_on"
            : "CAST(julianday(COALESCE(f.day, @p0)) - julianday(a.started_on) AS INTEGER)";
        var rows = await Rows(
            $"""
            WITH f AS (SELECT account_id, MIN("on") AS day FROM {facts} WHERE kind = 'FirstValue' GROUP BY account_id),
                 w AS (SELECT a.tier, {days} AS days, CASE WHEN f.day IS NULL THEN 0 ELSE 1 END AS reached
                       FROM {accounts} a LEFT JOIN f ON f.account_id = a.id WHERE a.started_on <= @p0),
                 d AS (SELECT tier, days, SUM(reached) AS reached, COUNT(*) AS n FROM w GROUP BY tier, days
                       UNION ALL SELECT 0, days, SUM(reached), COUNT(*) FROM w GROUP BY days)
            SELECT tier, days, reached, SUM(n) OVER (PARTITION BY tier ORDER BY days DESC) FROM d ORDER BY tier, days
            """,
            [today],
            cancellation
        );
        var (waiting, median) = (1.0, 0L);
        foreach (var row in rows.Where(row => Convert.ToInt64(row[0], null) == 0))
        {
            waiting *= 1 - (Convert.ToDouble(row[2], null) / Convert.ToDouble(row[3], null));
            if (waiting <= 0.5)
            {
                median = Convert.ToInt64(row[1], null);
                break;
            }
        }

        return median;
    }

    /// <summary>
    /// Tells of every overdue task in one transaction: its mark, its line on the timeline, its news. Answers how many.
    /// </summary>
    public async Task<long> Sweep(CancellationToken cancellation)
    {
        var (timeline, outbox) = (database.Table("journey", "timeline_entries"), database.Table("platform", "outbox"));
        var (uuid, text) = database.IsPostgres
            ? ("gen_random_uuid()", "id::text")
            : ("lower(hex(randomblob(4))) || '-' || lower(hex(randomblob(12)))", "id");
        var (late, now) = ("state = 'Open' AND due_on < @p0 AND told_due_on IS NULL", Instant);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await Run(
            $"""
            INSERT INTO {timeline} (id, account_id, "on", kind, key, en, ja, recorded_at)
            SELECT {uuid}, account_id, due_on, 'task-overdue', {text} || '/floor', 'Task overdue: ' || title,
                'Task overdue: ' || title, {now} FROM {Tasks} WHERE {late}
            """
        );
        await Run(
            $"""
            INSERT INTO {outbox} (message_id, lane, news, payload, stored_at, delivered_at)
            SELECT {uuid}, {text}, 'floor', '{Brace}"taskId":"' || {text} || '"{Unbrace}', {now}, {now} FROM {Tasks} WHERE {late}
            """
        );
        var told = await Run($"UPDATE {Tasks} SET told_due_on = due_on, version = version + 1 WHERE {late}");
        await transaction.CommitAsync(cancellation);
        return told;

        async Task<long> Run(string sql)
        {
            await using var command = Database.Command(connection, sql, today);
            (command.Transaction, command.CommandTimeout) = (transaction, 300);
            return await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    /// <summary>Takes back what <see cref="Sweep"/> did.</summary>
    public async Task Forget(CancellationToken cancellation)
    {
        foreach (
            var sql in new[]
            {
                $"DELETE FROM {database.Table("journey", "timeline_entries")} WHERE kind = 'task-overdue'",
                $"DELETE FROM {database.Table("platform", "outbox")} WHERE news = 'floor'",
                $"UPDATE {Tasks} SET told_due_on = NULL",
                database.IsPostgres ? "VACUUM ANALYZE" : "PRAGMA wal_checkpoint(TRUNCATE)",
            }
        )
        {
            await using var command = Database.Command(connection, sql);
            command.CommandTimeout = 300;
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    private const string Brace = "{";
    private const string Unbrace = "}";

    private string Instant => database.IsPostgres ? "now()" : "strftime('%Y-%m-%d %H:%M:%f', 'now')";

    private async Task<List<object[]>> Rows(string sql, object?[] values, CancellationToken cancellation)
    {
        await using var command = Database.Command(connection, sql, values);
        command.CommandTimeout = 300;
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<object[]>();
        while (await reader.ReadAsync(cancellation))
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }
}
