using CsMonolith.Testing;

namespace CsMonolith.EndToEnd.Tests;

/// <summary>
/// A test of minutes whose result does not depend on the database: it runs on SQLite alone, and says so.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SqliteFactAttribute : FactAttribute
{
    public SqliteFactAttribute()
    {
        if (TestDatabase.IsPostgres)
        {
            Skip = "The same figures on either database: it runs on SQLite alone, for the time that it takes.";
        }
    }
}
