using Xunit;

namespace CsMonolith.Testing;

/// <summary>
/// A test about SQLite alone: several answers read at once on one connection. The run on PostgreSQL skips it and says
/// so.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SqliteFactAttribute : FactAttribute
{
    public SqliteFactAttribute()
    {
        if (TestDatabase.IsPostgres)
        {
            Skip = "PostgreSQL reads one answer at a time on a connection.";
        }
    }
}
