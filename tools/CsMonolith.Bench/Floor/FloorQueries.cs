using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using CsMonolith.Bench.Company;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace CsMonolith.Bench.Floor;

/// <summary>What the host shows of an account.</summary>
internal sealed record FloorAccount(
    Guid Id,
    string ExternalId,
    string Name,
    string? Industry,
    string? Region,
    string? AcquiredThrough,
    int? Employees,
    int? Seats,
    DateOnly? SeatsSince,
    int? Tier,
    bool TierByHand,
    string? Touch,
    IReadOnlyList<string> Purposes,
    Guid? PartnerId,
    DateOnly? StartedOn,
    string? DecisionStyle,
    Guid? OwnerId,
    string? OwnerName,
    string? Phase,
    DateOnly? PhaseSince,
    long Version
);

/// <summary>Money as the host writes it.</summary>
internal sealed record FloorMoney(string Amount, string Currency);

/// <summary>What the host shows of an account in the portfolio.</summary>
internal sealed record FloorLine(
    Guid AccountId,
    string Name,
    string? Phase,
    FloorMoney? Mrr,
    double? Probability,
    string? Band,
    FloorMoney? ExpectedLoss,
    DateOnly? ScoredAsOf,
    DateOnly? LastContactOn
);

internal sealed record FloorPage(IReadOnlyList<FloorLine> Items, string? NextCursor);

/// <summary>The two reads of the floor.</summary>
internal interface IFloorQueries : IAsyncDisposable
{
    Task<FloorAccount?> Account(Guid id, CancellationToken cancellation);

    Task<FloorPage> Portfolio(double atLeast, int limit, CancellationToken cancellation);
}

/// <summary>The statements, and how their rows are read.</summary>
internal static class FloorSql
{
    public static string Account(Database database) =>
        $"""
            SELECT a.id, a.external_id, a.name, a.industry, a.region, a.acquired_through, a.employees, a.seats, a.seats_since, a.tier, a.tier_by_hand, a.touch, a.purposes,
                   a.partner_id, a.started_on, a.decision_style, o.owner_id, p.name, h.phase, h."on", a.version
            FROM {database.Table("journey", "accounts")} a
            LEFT JOIN {database.Table("journey", "account_ownerships")} o ON o.id = (
                SELECT id FROM {database.Table(
                "journey",
                "account_ownerships"
            )} WHERE account_id = a.id AND "from" <= @p1 ORDER BY "from" DESC, recorded_at DESC LIMIT 1)
            LEFT JOIN {database.Table("journey", "people")} p ON p.id = o.owner_id
            LEFT JOIN {database.Table("journey", "account_phases")} h ON h.id = (
                SELECT id FROM {database.Table(
                "journey",
                "account_phases"
            )} WHERE account_id = a.id AND "on" <= @p1 ORDER BY "on" DESC, recorded_at DESC LIMIT 1)
            WHERE a.id = @p0
            """;

    public static string Portfolio(Database database) =>
        $"""
            SELECT account_id, name, phase, mrr_minor, currency, probability, band, expected_loss, scored_as_of, last_contact_on
            FROM {database.Table("health", "portfolio")}
            WHERE probability >= @p0 ORDER BY has_no_loss, expected_loss DESC, account_id LIMIT @p1
            """;

    public static async Task<FloorAccount?> ReadAccount(DbDataReader row, CancellationToken cancellation) =>
        await row.ReadAsync(cancellation)
            ? new FloorAccount(
                row.GetGuid(0),
                row.GetString(1),
                row.GetString(2),
                Text(row, 3),
                Text(row, 4),
                Text(row, 5),
                Number(row, 6),
                Number(row, 7),
                Day(row, 8),
                Number(row, 9),
                row.GetBoolean(10),
                Word(row, 11),
                JsonSerializer.Deserialize<List<string>>(row.GetString(12))!,
                Id(row, 13),
                Day(row, 14),
                Text(row, 15),
                Id(row, 16),
                Text(row, 17),
                Text(row, 18),
                Day(row, 19),
                row.GetInt64(20)
            )
            : null;

    public static async Task<FloorPage> ReadPage(DbDataReader row, int limit, CancellationToken cancellation)
    {
        var lines = new List<FloorLine>(limit);
        while (await row.ReadAsync(cancellation))
        {
            lines.Add(
                new FloorLine(
                    row.GetGuid(0),
                    row.GetString(1),
                    Text(row, 2),
                    Money(row.GetInt64(3), Text(row, 4)),
                    Real(row, 5),
                    Word(row, 6),
                    Money((long?)Real(row, 7), Text(row, 4)),
                    Day(row, 8),
                    Day(row, 9)
                )
            );
        }

        return new FloorPage(lines, lines[^1].AccountId.ToString());
    }

    private static FloorMoney? Money(long? amount, string? currency) =>
        amount is { } known && currency is not null
            ? new FloorMoney(known.ToString(CultureInfo.InvariantCulture), currency)
            : null;

    private static string? Text(DbDataReader row, int at) => row.IsDBNull(at) ? null : row.GetString(at);

    private static string? Word(DbDataReader row, int at) =>
        row.IsDBNull(at) ? null : row.GetString(at).ToLowerInvariant();

    private static int? Number(DbDataReader row, int at) => row.IsDBNull(at) ? null : row.GetInt32(at);

    private static double? Real(DbDataReader row, int at) => row.IsDBNull(at) ? null : row.GetDouble(at);

    private static Guid? Id(DbDataReader row, int at) => row.IsDBNull(at) ? null : row.GetGuid(at);

    private static DateOnly? Day(DbDataReader row, int at) => row.IsDBNull(at) ? null : row.GetFieldValue<DateOnly>(at);
}

/// <summary>PostgreSQL: Npgsql prepares by itself what comes again.</summary>
internal sealed class PostgresQueries(Database database) : IFloorQueries
{
    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(
        database.ConnectionString + ";Max Auto Prepare=20"
    );
    private readonly string _account = FloorSql
        .Account(database)
        .Replace("@p0", "$1", StringComparison.Ordinal)
        .Replace("@p1", "$2", StringComparison.Ordinal);
    private readonly string _portfolio = FloorSql
        .Portfolio(database)
        .Replace("@p0", "$1", StringComparison.Ordinal)
        .Replace("@p1", "$2", StringComparison.Ordinal);

    public async Task<FloorAccount?> Account(Guid id, CancellationToken cancellation)
    {
        await using var command = _source.CreateCommand(_account);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = Today.Day });
        await using var row = await command.ExecuteReaderAsync(cancellation);
        return await FloorSql.ReadAccount(row, cancellation);
    }

    public async Task<FloorPage> Portfolio(double atLeast, int limit, CancellationToken cancellation)
    {
        await using var command = _source.CreateCommand(_portfolio);
        command.Parameters.Add(new NpgsqlParameter<double> { TypedValue = atLeast });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        await using var row = await command.ExecuteReaderAsync(cancellation);
        return await FloorSql.ReadPage(row, limit, cancellation);
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}

/// <summary>SQLite: prepared commands on connections that stay open, one for each request on its way.</summary>
internal sealed class SqliteQueries(Database database) : IFloorQueries
{
    private readonly ConcurrentBag<(SqliteCommand Account, SqliteCommand Portfolio)> _free = [];

    public async Task<FloorAccount?> Account(Guid id, CancellationToken cancellation)
    {
        var commands = await Rent(cancellation);
        commands.Account.Parameters[0].Value = id;
        commands.Account.Parameters[1].Value = Today.Day;
        await using var row = await commands.Account.ExecuteReaderAsync(cancellation);
        var account = await FloorSql.ReadAccount(row, cancellation);
        _free.Add(commands);
        return account;
    }

    public async Task<FloorPage> Portfolio(double atLeast, int limit, CancellationToken cancellation)
    {
        var commands = await Rent(cancellation);
        commands.Portfolio.Parameters[0].Value = atLeast;
        commands.Portfolio.Parameters[1].Value = limit;
        await using var row = await commands.Portfolio.ExecuteReaderAsync(cancellation);
        var page = await FloorSql.ReadPage(row, limit, cancellation);
        _free.Add(commands);
        return page;
    }

    public ValueTask DisposeAsync()
    {
        foreach (var (account, portfolio) in _free)
        {
            account.Connection!.Dispose();
            account.Dispose();
            portfolio.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    private async ValueTask<(SqliteCommand Account, SqliteCommand Portfolio)> Rent(CancellationToken cancellation)
    {
        if (_free.TryTake(out var rented))
        {
            return rented;
        }

        var connection = await database.Open(cancellation);
        return (
            (SqliteCommand)Database.Command(connection, FloorSql.Account(database), null, null),
            (SqliteCommand)Database.Command(connection, FloorSql.Portfolio(database), null, null)
        );
    }
}

/// <summary>The day by which histories are read.</summary>
internal static class Today
{
    public static DateOnly Day { get; } = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().Date);
}
