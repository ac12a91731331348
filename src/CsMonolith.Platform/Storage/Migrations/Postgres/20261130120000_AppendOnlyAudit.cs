using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CsMonolith.Platform.Storage.Migrations.Postgres;

/// <summary>The audit trail takes rows and gives none back.</summary>
[DbContext(typeof(PostgresPlatformDb))]
[Migration("20261130120000_AppendOnlyAudit")]
public class AppendOnlyAudit : Migration
{
    private static readonly string[] Tables = ["audit"];

    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("CREATE FUNCTION platform.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the audit trail is append-only'; END $$;");
        foreach (var table in Tables)
        {
            migrationBuilder.Sql($"CREATE TRIGGER kept BEFORE UPDATE OR DELETE OR TRUNCATE ON platform.{table} FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();");
        }
    }

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder)
    {
        foreach (var table in Tables)
        {
            migrationBuilder.Sql($"DROP TRIGGER kept ON platform.{table};");
        }

        migrationBuilder.Sql("DROP FUNCTION platform.refuse_change();");
    }
}
