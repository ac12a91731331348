using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CsMonolith.Journey.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AddActionPlans : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "journey_action_plans",
                columns: table => new
                {
                    project_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    greeting = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    task_ids = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_action_plans", x => x.project_id);
                });

            migrationBuilder.CreateTable(
                name: "journey_confidence_checks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    project_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    side = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    score = table.Column<int>(type: "INTEGER", nullable: false),
                    words = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    link_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    recorded_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    risk_id = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_confidence_checks", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "journey_customer_intents",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    project_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    words = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    said_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    said_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    recorded_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_customer_intents", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "journey_plan_links",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    project_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    for_whom = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    last_day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    made_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    made_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ended_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ended_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    openings = table.Column<int>(type: "INTEGER", nullable: false),
                    opened_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_plan_links", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "journey_plan_visits",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    link_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    project_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    task_id = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_plan_visits", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_journey_action_plans_account_id",
                table: "journey_action_plans",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_journey_confidence_checks_account_id",
                table: "journey_confidence_checks",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_journey_confidence_checks_project_id_side_on",
                table: "journey_confidence_checks",
                columns: new[] { "project_id", "side", "on" });

            migrationBuilder.CreateIndex(
                name: "IX_journey_customer_intents_account_id",
                table: "journey_customer_intents",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_journey_customer_intents_project_id_said_on",
                table: "journey_customer_intents",
                columns: new[] { "project_id", "said_on" });

            migrationBuilder.CreateIndex(
                name: "IX_journey_plan_links_account_id",
                table: "journey_plan_links",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_journey_plan_links_hash",
                table: "journey_plan_links",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_journey_plan_links_project_id",
                table: "journey_plan_links",
                column: "project_id");

            migrationBuilder.CreateIndex(
                name: "IX_journey_plan_visits_account_id",
                table: "journey_plan_visits",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_journey_plan_visits_link_id_kind",
                table: "journey_plan_visits",
                columns: new[] { "link_id", "kind" });

            migrationBuilder.CreateIndex(
                name: "IX_journey_plan_visits_project_id_at",
                table: "journey_plan_visits",
                columns: new[] { "project_id", "at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "journey_action_plans");

            migrationBuilder.DropTable(
                name: "journey_confidence_checks");

            migrationBuilder.DropTable(
                name: "journey_customer_intents");

            migrationBuilder.DropTable(
                name: "journey_plan_links");

            migrationBuilder.DropTable(
                name: "journey_plan_visits");
        }
    }
}
