using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CsMonolith.Journey.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class RivalsConsultingProspects : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "journey_assessments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    said_by = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    by_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    areas = table.Column<string>(type: "TEXT", nullable: false),
                    voided_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    void_reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    voided_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_assessments", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "journey_consulting_issues",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    opened_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    by_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    severity = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    gravity = table.Column<int>(type: "INTEGER", nullable: false),
                    note = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    owner_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    side = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    contact = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    due_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    state = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    state_since = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    steps = table.Column<string>(type: "TEXT", nullable: false),
                    plan_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_consulting_issues", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "journey_prospects",
                columns: table => new
                {
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    since = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    state_since = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    won_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    won_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    steps = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_prospects", x => x.account_id);
                });

            migrationBuilder.CreateTable(
                name: "journey_rival_products",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    products = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_rival_products", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "journey_rival_standings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    tool_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    in_use = table.Column<bool>(type: "INTEGER", nullable: false),
                    strength = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    seats = table.Column<int>(type: "INTEGER", nullable: true),
                    share = table.Column<double>(type: "REAL", nullable: true),
                    cost_minor = table.Column<long>(type: "INTEGER", nullable: true),
                    cost_currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: true),
                    source = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    note = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    by_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    voided_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    void_reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    voided_by = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_rival_standings", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "journey_rival_tools",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    product = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    department = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true),
                    entries = table.Column<int>(type: "INTEGER", nullable: false),
                    valid = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_rival_tools", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "journey_solution_plans",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    versions = table.Column<string>(type: "TEXT", nullable: false),
                    tasks = table.Column<string>(type: "TEXT", nullable: false),
                    agreed_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    voided_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    void_reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    voided_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_solution_plans", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_journey_assessments_account_id_on",
                table: "journey_assessments",
                columns: new[] { "account_id", "on" });

            migrationBuilder.CreateIndex(
                name: "IX_journey_consulting_issues_account_id_state",
                table: "journey_consulting_issues",
                columns: new[] { "account_id", "state" });

            migrationBuilder.CreateIndex(
                name: "IX_journey_consulting_issues_plan_id",
                table: "journey_consulting_issues",
                column: "plan_id");

            migrationBuilder.CreateIndex(
                name: "IX_journey_consulting_issues_state_due_on",
                table: "journey_consulting_issues",
                columns: new[] { "state", "due_on" });

            migrationBuilder.CreateIndex(
                name: "IX_journey_rival_standings_account_id_from",
                table: "journey_rival_standings",
                columns: new[] { "account_id", "from" });

            migrationBuilder.CreateIndex(
                name: "IX_journey_rival_standings_tool_id_number",
                table: "journey_rival_standings",
                columns: new[] { "tool_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_journey_rival_tools_account_id",
                table: "journey_rival_tools",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_journey_rival_tools_key",
                table: "journey_rival_tools",
                column: "key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_journey_solution_plans_account_id",
                table: "journey_solution_plans",
                column: "account_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "journey_assessments");

            migrationBuilder.DropTable(
                name: "journey_consulting_issues");

            migrationBuilder.DropTable(
                name: "journey_prospects");

            migrationBuilder.DropTable(
                name: "journey_rival_products");

            migrationBuilder.DropTable(
                name: "journey_rival_standings");

            migrationBuilder.DropTable(
                name: "journey_rival_tools");

            migrationBuilder.DropTable(
                name: "journey_solution_plans");
        }
    }
}
