using Xunit;

namespace CsMonolith.Testing;

/// <summary>A test for each row of a table whose outcome does not depend on the database: it is tried on SQLite.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SqliteTheoryAttribute : TheoryAttribute
{
    /// <param name="because">Why PostgreSQL is left out, as a sentence.</param>
    public SqliteTheoryAttribute(string because) => Skip = new SqliteFactAttribute(because).Skip;
}
