using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CsMonolith.Journey.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class AddActionPlans : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "action_plans",
                schema: "journey",
                columns: table => new
                {
                    project_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    greeting = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    task_ids = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_action_plans", x => x.project_id);
                });

            migrationBuilder.CreateTable(
                name: "confidence_checks",
                schema: "journey",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    project_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    side = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    score = table.Column<int>(type: "integer", nullable: false),
                    words = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    link_id = table.Column<Guid>(type: "uuid", nullable: true),
                    recorded_by = table.Column<Guid>(type: "uuid", nullable: true),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    risk_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_confidence_checks", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "customer_intents",
                schema: "journey",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    project_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    words = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    said_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    said_on = table.Column<DateOnly>(type: "date", nullable: false),
                    recorded_by = table.Column<Guid>(type: "uuid", nullable: true),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_customer_intents", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "plan_links",
                schema: "journey",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    project_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    for_whom = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    last_day = table.Column<DateOnly>(type: "date", nullable: false),
                    made_by = table.Column<Guid>(type: "uuid", nullable: true),
                    made_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ended_by = table.Column<Guid>(type: "uuid", nullable: true),
                    openings = table.Column<int>(type: "integer", nullable: false),
                    opened_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_plan_links", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "plan_visits",
                schema: "journey",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    link_id = table.Column<Guid>(type: "uuid", nullable: false),
                    project_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    task_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_plan_visits", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_action_plans_account_id",
                schema: "journey",
                table: "action_plans",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_confidence_checks_account_id",
                schema: "journey",
                table: "confidence_checks",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_confidence_checks_project_id_side_on",
                schema: "journey",
                table: "confidence_checks",
                columns: new[] { "project_id", "side", "on" });

            migrationBuilder.CreateIndex(
                name: "IX_customer_intents_account_id",
                schema: "journey",
                table: "customer_intents",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_customer_intents_project_id_said_on",
                schema: "journey",
                table: "customer_intents",
                columns: new[] { "project_id", "said_on" });

            migrationBuilder.CreateIndex(
                name: "IX_plan_links_account_id",
                schema: "journey",
                table: "plan_links",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_plan_links_hash",
                schema: "journey",
                table: "plan_links",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_plan_links_project_id",
                schema: "journey",
                table: "plan_links",
                column: "project_id");

            migrationBuilder.CreateIndex(
                name: "IX_plan_visits_account_id",
                schema: "journey",
                table: "plan_visits",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_plan_visits_link_id_kind",
                schema: "journey",
                table: "plan_visits",
                columns: new[] { "link_id", "kind" });

            migrationBuilder.CreateIndex(
                name: "IX_plan_visits_project_id_at",
                schema: "journey",
                table: "plan_visits",
                columns: new[] { "project_id", "at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "action_plans",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "confidence_checks",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "customer_intents",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "plan_links",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "plan_visits",
                schema: "journey");
        }
    }
}
