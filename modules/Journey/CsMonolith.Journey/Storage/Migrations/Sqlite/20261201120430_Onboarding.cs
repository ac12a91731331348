using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CsMonolith.Journey.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Onboarding : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "journey_launches",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    project_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    waivers = table.Column<string>(type: "TEXT", nullable: false),
                    launched_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    launched_by_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    without = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_launches", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "journey_onboarding_enrolments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    entry = table.Column<int>(type: "INTEGER", nullable: false),
                    programme_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    by_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_onboarding_enrolments", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "journey_onboarding_facts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    department = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    stakeholder_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    with = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    what = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    link = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    by_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    corrects_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    withdrawn = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_onboarding_facts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "journey_onboarding_policies",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    start = table.Column<string>(type: "TEXT", nullable: false),
                    steps_in_user_gate = table.Column<bool>(type: "INTEGER", nullable: false),
                    items = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_onboarding_policies", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "journey_onboarding_programmes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    versions = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_onboarding_programmes", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_journey_launches_account_id_launched_on",
                table: "journey_launches",
                columns: new[] { "account_id", "launched_on" });

            migrationBuilder.CreateIndex(
                name: "IX_journey_launches_project_id",
                table: "journey_launches",
                column: "project_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_journey_onboarding_enrolments_account_id_entry",
                table: "journey_onboarding_enrolments",
                columns: new[] { "account_id", "entry" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_journey_onboarding_enrolments_programme_id",
                table: "journey_onboarding_enrolments",
                column: "programme_id");

            migrationBuilder.CreateIndex(
                name: "IX_journey_onboarding_facts_account_id_kind",
                table: "journey_onboarding_facts",
                columns: new[] { "account_id", "kind" });

            migrationBuilder.CreateIndex(
                name: "IX_journey_onboarding_facts_corrects_id",
                table: "journey_onboarding_facts",
                column: "corrects_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_journey_onboarding_programmes_code",
                table: "journey_onboarding_programmes",
                column: "code",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "journey_launches");

            migrationBuilder.DropTable(
                name: "journey_onboarding_enrolments");

            migrationBuilder.DropTable(
                name: "journey_onboarding_facts");

            migrationBuilder.DropTable(
                name: "journey_onboarding_policies");

            migrationBuilder.DropTable(
                name: "journey_onboarding_programmes");
        }
    }
}
