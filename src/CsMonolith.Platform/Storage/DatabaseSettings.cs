using System.Globalization;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace CsMonolith.Platform.Storage;

/// <summary>Which database, and where. Configuration section <c>Database</c>.</summary>
/// <param name="IsPostgres">PostgreSQL, else SQLite.</param>
/// <param name="ConnectionString">As the provider reads it.</param>
/// <param name="MigrateAtStart">
/// Whether <c>serve</c> brings the schema up to date first; otherwise run <c>migrate</c>.
/// </param>
public sealed record DatabaseSettings(bool IsPostgres, string ConnectionString, bool MigrateAtStart)
{
    /// <summary>
    /// Whether one host at a time may have a SQLite file open, which <c>Database:OneHost=false</c> leaves to others to
    /// see to.
    /// </summary>
    public bool OneHost { get; init; } = true;

    /// <summary>
    /// Reads <c>Database:Provider</c> (sqlite, postgres), <c>Database:ConnectionString</c> or <c>Data:Directory</c>,
    /// and <c>Database:IdleTransactionSeconds</c> (0 for poolers that take no start-up options).
    /// </summary>
    /// <exception cref="InvalidOperationException">A value is not understood.</exception>
    public static DatabaseSettings From(IConfiguration configuration)
    {
        var provider = configuration["Database:Provider"] ?? "sqlite";
        var connection = configuration["Database:ConnectionString"];
        var migrate = configuration["Database:MigrateAtStart"] is not "false";
        return provider switch
        {
            "sqlite" => new DatabaseSettings(
                IsPostgres: false,
                connection ?? InDirectory(configuration["Data:Directory"] ?? ".data"),
                migrate
            )
            {
                OneHost = configuration["Database:OneHost"] is not "false",
            },
            "postgres" => new DatabaseSettings(
                IsPostgres: true,
                EndingIdleTransactions(
                    connection
                        ?? throw new InvalidOperationException(
                            "Database:ConnectionString is missing; Database:Provider is postgres."
                        ),
                    configuration
                ),
                migrate
            ),
            _ => throw new InvalidOperationException(
                $"Database:Provider is '{provider}'; it may be sqlite or postgres."
            ),
        };
    }

    // A host that is paused inside a transaction would keep its locks, and the host that takes over its work waiting,
    // for as long.
    private static string EndingIdleTransactions(string connection, IConfiguration configuration)
    {
        var seconds = configuration.GetValue(
            "Database:IdleTransactionSeconds",
            WorkLease.From(configuration).TotalSeconds
        );
        var builder = new NpgsqlConnectionStringBuilder(connection);
        if (seconds > 0)
        {
            builder.Options = string.Create(
                    CultureInfo.InvariantCulture,
                    $"{builder.Options} -c idle_in_transaction_session_timeout={(int)(seconds * 1000)}"
                )
                .Trim();
        }

        return builder.ConnectionString;
    }

    private static string InDirectory(string directory) => $"Data Source={Path.Combine(directory, "csmonolith.db")}";
}
