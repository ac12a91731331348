using CsMonolith.Kernel;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace CsMonolith.Platform.Storage;

/// <summary>Tells a database that is away, busy or full from a bug of ours.</summary>
public static class DatabaseTrouble
{
    private const string IdleTooLong = "25P03";
    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;
    private const int SqliteIoError = 10;
    private const int SqliteFull = 13;
    private const int SqliteCannotOpen = 14;
    private const int NoSpaceOnDevice = 28;

    /// <summary>
    /// The refusal that a caller gets, or <c>null</c> where the exception is no trouble of the database's.
    /// </summary>
    public static Error? Of(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (Name(cause) is { } trouble)
            {
                return trouble;
            }
        }

        return null;
    }

    /// <summary>
    /// Whether two transactions got in each other's way: the database is there, and a second try may well go through.
    /// </summary>
    public static bool IsContention(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (
                cause
                is PostgresException
                    {
                        SqlState: PostgresErrorCodes.SerializationFailure
                            or PostgresErrorCodes.DeadlockDetected
                            or PostgresErrorCodes.LockNotAvailable
                    }
                    or SqliteException { SqliteErrorCode: SqliteBusy or SqliteLocked }
            )
            {
                return true;
            }
        }

        return false;
    }

    private static Error? Name(Exception cause) =>
        cause switch
        {
            PostgresException { SqlState: PostgresErrorCodes.DiskFull }
            or SqliteException { SqliteErrorCode: SqliteFull } => PlatformErrors.DiskFull,
            IOException { HResult: NoSpaceOnDevice } => PlatformErrors.DiskFull,
            PostgresException postgres => IsAway(postgres.SqlState) ? PlatformErrors.DatabaseAway : null,

            // Not the server's word but the connection's: it broke, timed out or was never made. One command too many
            // is our bug.
            NpgsqlException and not NpgsqlOperationInProgressException => PlatformErrors.DatabaseAway,
            SqliteException { SqliteErrorCode: SqliteBusy or SqliteLocked or SqliteIoError or SqliteCannotOpen } =>
                PlatformErrors.DatabaseAway,
            _ => null,
        };

    // Classes of PostgreSQL's appendix A: connection, resources, operator intervention, system; and two transactions in
    // each other's way.
    private static bool IsAway(string state) =>
        state[..2] is "08" or "53" or "57" or "58"
        || state
            is PostgresErrorCodes.SerializationFailure
                or PostgresErrorCodes.DeadlockDetected
                or PostgresErrorCodes.LockNotAvailable
                or IdleTooLong;
}
