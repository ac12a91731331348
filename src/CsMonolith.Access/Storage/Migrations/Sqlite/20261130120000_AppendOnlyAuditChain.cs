using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CsMonolith.Access.Storage.Migrations.Sqlite;

/// <summary>The audit trail's chain takes links and heads and gives none back.</summary>
[DbContext(typeof(SqliteAccessDb))]
[Migration("20261130120000_AppendOnlyAuditChain")]
public class AppendOnlyAuditChain : Migration
{
    private static readonly string[] Tables = ["access_audit_links", "access_audit_heads"];

    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        foreach (var table in Tables)
        {
            migrationBuilder.Sql($"CREATE TRIGGER {table}_unchanged BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;");
            migrationBuilder.Sql($"CREATE TRIGGER {table}_kept BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;");
        }
    }

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder)
    {
        foreach (var table in Tables)
        {
            migrationBuilder.Sql($"DROP TRIGGER {table}_unchanged;");
            migrationBuilder.Sql($"DROP TRIGGER {table}_kept;");
        }
    }
}
