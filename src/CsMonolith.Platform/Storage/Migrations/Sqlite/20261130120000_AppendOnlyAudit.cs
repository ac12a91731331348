using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CsMonolith.Platform.Storage.Migrations.Sqlite;

/// <summary>The audit trail takes rows and gives none back.</summary>
[DbContext(typeof(SqlitePlatformDb))]
[Migration("20261130120000_AppendOnlyAudit")]
public class AppendOnlyAudit : Migration
{
    private static readonly string[] Tables = ["platform_audit"];

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
