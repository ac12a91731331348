using Xunit;

namespace CsMonolith.Testing;

/// <summary>
/// A test about PostgreSQL alone: several hosts, a server that goes away. The run on SQLite skips it and says so.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute()
    {
        if (!TestDatabase.IsPostgres)
        {
            Skip = "SQLite has one host and no server to lose.";
        }
    }
}
