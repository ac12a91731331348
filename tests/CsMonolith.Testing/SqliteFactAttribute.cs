using Xunit;

namespace CsMonolith.Testing;

/// <summary>A test that runs on SQLite alone; the run on PostgreSQL skips it and says why.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SqliteFactAttribute : FactAttribute
{
    /// <param name="because">Why PostgreSQL is left out, as a sentence.</param>
    public SqliteFactAttribute(string because)
    {
        if (TestDatabase.IsPostgres)
        {
            Skip = because;
        }
    }
}
