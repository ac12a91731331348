using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CsMonolith.Journey.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class AddPlans : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "cadences",
                schema: "journey",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    project_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    group = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    people = table.Column<string>(type: "text", nullable: false),
                    channel = table.Column<string>(type: "text", nullable: true),
                    every_days = table.Column<int>(type: "integer", nullable: false),
                    first_on = table.Column<DateOnly>(type: "date", nullable: false),
                    purpose = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ended_on = table.Column<DateOnly>(type: "date", nullable: true),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cadences", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "deliverables",
                schema: "journey",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    project_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    granularity = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    criteria = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    sign_offs = table.Column<string>(type: "text", nullable: false),
                    done_on = table.Column<DateOnly>(type: "date", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_deliverables", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "milestones",
                schema: "journey",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    project_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    alarm_days = table.Column<int>(type: "integer", nullable: false),
                    baseline_on = table.Column<DateOnly>(type: "date", nullable: true),
                    forecast_on = table.Column<DateOnly>(type: "date", nullable: false),
                    actual_on = table.Column<DateOnly>(type: "date", nullable: true),
                    alarm_on = table.Column<DateOnly>(type: "date", nullable: false),
                    slip_days = table.Column<int>(type: "integer", nullable: true),
                    moves = table.Column<string>(type: "text", nullable: false),
                    baselines = table.Column<string>(type: "text", nullable: false),
                    told_near_for = table.Column<DateOnly>(type: "date", nullable: true),
                    told_slip_for = table.Column<DateOnly>(type: "date", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_milestones", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "plan_changes",
                schema: "journey",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    project_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    requested_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    requested_on = table.Column<DateOnly>(type: "date", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    adds = table.Column<string>(type: "text", nullable: false),
                    removes = table.Column<string>(type: "text", nullable: false),
                    rebaselines = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    state = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    decided_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_on = table.Column<DateOnly>(type: "date", nullable: true),
                    decision_reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_plan_changes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "plan_starts",
                schema: "journey",
                columns: table => new
                {
                    project_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    last_on = table.Column<DateOnly>(type: "date", nullable: false),
                    last_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    times = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_plan_starts", x => x.project_id);
                });

            migrationBuilder.CreateTable(
                name: "plan_templates",
                schema: "journey",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    templates = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_plan_templates", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "project_budgets",
                schema: "journey",
                columns: table => new
                {
                    project_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    minor = table.Column<long>(type: "bigint", nullable: false),
                    licence_years = table.Column<int>(type: "integer", nullable: false),
                    cross_sells = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_project_budgets", x => x.project_id);
                });

            migrationBuilder.CreateTable(
                name: "project_orders",
                schema: "journey",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    project_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    what = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    supplier = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    ordered_on = table.Column<DateOnly>(type: "date", nullable: false),
                    expected_on = table.Column<DateOnly>(type: "date", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    delivered_on = table.Column<DateOnly>(type: "date", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_project_orders", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "project_risks",
                schema: "journey",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    project_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    opened_on = table.Column<DateOnly>(type: "date", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    why = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    trigger = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    mitigation = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    probability = table.Column<int>(type: "integer", nullable: false),
                    impact = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    state_since = table.Column<DateOnly>(type: "date", nullable: false),
                    ratings = table.Column<string>(type: "text", nullable: false),
                    steps = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_project_risks", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "project_scopes",
                schema: "journey",
                columns: table => new
                {
                    project_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    items = table.Column<string>(type: "text", nullable: false),
                    goal_id = table.Column<Guid>(type: "uuid", nullable: true),
                    goal_number = table.Column<int>(type: "integer", nullable: true),
                    agreed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    agreed_with = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    agreed_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_project_scopes", x => x.project_id);
                });

            migrationBuilder.CreateTable(
                name: "resource_needs",
                schema: "journey",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    project_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    role = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    department = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    hours_a_week = table.Column<int>(type: "integer", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    to = table.Column<DateOnly>(type: "date", nullable: true),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    promised_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    promised_on = table.Column<DateOnly>(type: "date", nullable: true),
                    filled_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    filled_on = table.Column<DateOnly>(type: "date", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_resource_needs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "spendings",
                schema: "journey",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    project_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    what = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    minor = table.Column<long>(type: "bigint", nullable: false),
                    by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_spendings", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_cadences_account_id",
                schema: "journey",
                table: "cadences",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_cadences_project_id",
                schema: "journey",
                table: "cadences",
                column: "project_id");

            migrationBuilder.CreateIndex(
                name: "IX_deliverables_account_id",
                schema: "journey",
                table: "deliverables",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_deliverables_project_id",
                schema: "journey",
                table: "deliverables",
                column: "project_id");

            migrationBuilder.CreateIndex(
                name: "IX_milestones_account_id_forecast_on",
                schema: "journey",
                table: "milestones",
                columns: new[] { "account_id", "forecast_on" });

            migrationBuilder.CreateIndex(
                name: "IX_milestones_actual_on_alarm_on",
                schema: "journey",
                table: "milestones",
                columns: new[] { "actual_on", "alarm_on" });

            migrationBuilder.CreateIndex(
                name: "IX_milestones_project_id",
                schema: "journey",
                table: "milestones",
                column: "project_id");

            migrationBuilder.CreateIndex(
                name: "IX_plan_changes_account_id",
                schema: "journey",
                table: "plan_changes",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_plan_changes_project_id",
                schema: "journey",
                table: "plan_changes",
                column: "project_id");

            migrationBuilder.CreateIndex(
                name: "IX_plan_starts_account_id",
                schema: "journey",
                table: "plan_starts",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_project_budgets_account_id",
                schema: "journey",
                table: "project_budgets",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_project_orders_account_id",
                schema: "journey",
                table: "project_orders",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_project_orders_project_id",
                schema: "journey",
                table: "project_orders",
                column: "project_id");

            migrationBuilder.CreateIndex(
                name: "IX_project_risks_account_id",
                schema: "journey",
                table: "project_risks",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_project_risks_project_id",
                schema: "journey",
                table: "project_risks",
                column: "project_id");

            migrationBuilder.CreateIndex(
                name: "IX_project_scopes_account_id",
                schema: "journey",
                table: "project_scopes",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_resource_needs_account_id",
                schema: "journey",
                table: "resource_needs",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_resource_needs_project_id",
                schema: "journey",
                table: "resource_needs",
                column: "project_id");

            migrationBuilder.CreateIndex(
                name: "IX_resource_needs_state_department",
                schema: "journey",
                table: "resource_needs",
                columns: new[] { "state", "department" });

            migrationBuilder.CreateIndex(
                name: "IX_spendings_account_id",
                schema: "journey",
                table: "spendings",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_spendings_project_id_on",
                schema: "journey",
                table: "spendings",
                columns: new[] { "project_id", "on" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "cadences",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "deliverables",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "milestones",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "plan_changes",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "plan_starts",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "plan_templates",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "project_budgets",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "project_orders",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "project_risks",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "project_scopes",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "resource_needs",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "spendings",
                schema: "journey");
        }
    }
}
