using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CsMonolith.Journey.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Onboarding : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "launches",
                schema: "journey",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    project_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    waivers = table.Column<string>(type: "text", nullable: false),
                    launched_on = table.Column<DateOnly>(type: "date", nullable: true),
                    launched_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    without = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_launches", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "onboarding_enrolments",
                schema: "journey",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    entry = table.Column<int>(type: "integer", nullable: false),
                    programme_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_onboarding_enrolments", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "onboarding_facts",
                schema: "journey",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    department = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    stakeholder_id = table.Column<Guid>(type: "uuid", nullable: true),
                    with = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    what = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    link = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    corrects_id = table.Column<Guid>(type: "uuid", nullable: true),
                    withdrawn = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_onboarding_facts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "onboarding_policies",
                schema: "journey",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    start = table.Column<string>(type: "text", nullable: false),
                    steps_in_user_gate = table.Column<bool>(type: "boolean", nullable: false),
                    items = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_onboarding_policies", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "onboarding_programmes",
                schema: "journey",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    versions = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_onboarding_programmes", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_launches_account_id_launched_on",
                schema: "journey",
                table: "launches",
                columns: new[] { "account_id", "launched_on" });

            migrationBuilder.CreateIndex(
                name: "IX_launches_project_id",
                schema: "journey",
                table: "launches",
                column: "project_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_onboarding_enrolments_account_id_entry",
                schema: "journey",
                table: "onboarding_enrolments",
                columns: new[] { "account_id", "entry" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_onboarding_enrolments_programme_id",
                schema: "journey",
                table: "onboarding_enrolments",
                column: "programme_id");

            migrationBuilder.CreateIndex(
                name: "IX_onboarding_facts_account_id_kind",
                schema: "journey",
                table: "onboarding_facts",
                columns: new[] { "account_id", "kind" });

            migrationBuilder.CreateIndex(
                name: "IX_onboarding_facts_corrects_id",
                schema: "journey",
                table: "onboarding_facts",
                column: "corrects_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_onboarding_programmes_code",
                schema: "journey",
                table: "onboarding_programmes",
                column: "code",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "launches",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "onboarding_enrolments",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "onboarding_facts",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "onboarding_policies",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "onboarding_programmes",
                schema: "journey");
        }
    }
}
