using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CsMonolith.Access.Storage.Migrations.Postgres;

/// <summary>The audit trail's chain takes links and heads and gives none back.</summary>
[DbContext(typeof(PostgresAccessDb))]
[Migration("20261130120000_AppendOnlyAuditChain")]
public class AppendOnlyAuditChain : Migration
{
    private static readonly string[] Tables = ["audit_links", "audit_heads"];

    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("CREATE FUNCTION access.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the audit trail is append-only'; END $$;");
        foreach (var table in Tables)
        {
            migrationBuilder.Sql($"CREATE TRIGGER kept BEFORE UPDATE OR DELETE OR TRUNCATE ON access.{table} FOR EACH STATEMENT EXECUTE FUNCTION access.refuse_change();");
        }
    }

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder)
    {
        foreach (var table in Tables)
        {
            migrationBuilder.Sql($"DROP TRIGGER kept ON access.{table};");
        }

        migrationBuilder.Sql("DROP FUNCTION access.refuse_change();");
    }
}
