using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CsMonolith.Journey.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AddPlans : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "journey_cadences",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    project_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    group = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    people = table.Column<string>(type: "TEXT", nullable: false),
                    channel = table.Column<string>(type: "TEXT", nullable: true),
                    every_days = table.Column<int>(type: "INTEGER", nullable: false),
                    first_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    purpose = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ended_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ended_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_cadences", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "journey_deliverables",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    project_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    granularity = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    criteria = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    due_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    owner_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    sign_offs = table.Column<string>(type: "TEXT", nullable: false),
                    done_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_deliverables", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "journey_milestones",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    project_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    owner_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    alarm_days = table.Column<int>(type: "INTEGER", nullable: false),
                    baseline_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    forecast_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    actual_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    alarm_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    slip_days = table.Column<int>(type: "INTEGER", nullable: true),
                    moves = table.Column<string>(type: "TEXT", nullable: false),
                    baselines = table.Column<string>(type: "TEXT", nullable: false),
                    told_near_for = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    told_slip_for = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_milestones", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "journey_plan_changes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    project_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    requested_by_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    requested_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    adds = table.Column<string>(type: "TEXT", nullable: false),
                    removes = table.Column<string>(type: "TEXT", nullable: false),
                    rebaselines = table.Column<string>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    decided_by_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    decided_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    decision_reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_plan_changes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "journey_plan_starts",
                columns: table => new
                {
                    project_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    last_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    last_by_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    times = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_plan_starts", x => x.project_id);
                });

            migrationBuilder.CreateTable(
                name: "journey_plan_templates",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    templates = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_plan_templates", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "journey_project_budgets",
                columns: table => new
                {
                    project_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    minor = table.Column<long>(type: "INTEGER", nullable: false),
                    licence_years = table.Column<int>(type: "INTEGER", nullable: false),
                    cross_sells = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_project_budgets", x => x.project_id);
                });

            migrationBuilder.CreateTable(
                name: "journey_project_orders",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    project_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    what = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    supplier = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ordered_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    expected_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    delivered_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_project_orders", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "journey_project_risks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    project_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    opened_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    why = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    trigger = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    mitigation = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    owner_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    probability = table.Column<int>(type: "INTEGER", nullable: false),
                    impact = table.Column<int>(type: "INTEGER", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    state_since = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ratings = table.Column<string>(type: "TEXT", nullable: false),
                    steps = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_project_risks", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "journey_project_scopes",
                columns: table => new
                {
                    project_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    items = table.Column<string>(type: "TEXT", nullable: false),
                    goal_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    goal_number = table.Column<int>(type: "INTEGER", nullable: true),
                    agreed_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    agreed_with = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    agreed_by_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_project_scopes", x => x.project_id);
                });

            migrationBuilder.CreateTable(
                name: "journey_resource_needs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    project_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    role = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    department = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    hours_a_week = table.Column<int>(type: "INTEGER", nullable: false),
                    from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    to = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    promised_by = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    promised_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    filled_by_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    filled_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_resource_needs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "journey_spendings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    project_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    what = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    minor = table.Column<long>(type: "INTEGER", nullable: false),
                    by_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_spendings", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_journey_cadences_account_id",
                table: "journey_cadences",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_journey_cadences_project_id",
                table: "journey_cadences",
                column: "project_id");

            migrationBuilder.CreateIndex(
                name: "IX_journey_deliverables_account_id",
                table: "journey_deliverables",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_journey_deliverables_project_id",
                table: "journey_deliverables",
                column: "project_id");

            migrationBuilder.CreateIndex(
                name: "IX_journey_milestones_account_id_forecast_on",
                table: "journey_milestones",
                columns: new[] { "account_id", "forecast_on" });

            migrationBuilder.CreateIndex(
                name: "IX_journey_milestones_actual_on_alarm_on",
                table: "journey_milestones",
                columns: new[] { "actual_on", "alarm_on" });

            migrationBuilder.CreateIndex(
                name: "IX_journey_milestones_project_id",
                table: "journey_milestones",
                column: "project_id");

            migrationBuilder.CreateIndex(
                name: "IX_journey_plan_changes_account_id",
                table: "journey_plan_changes",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_journey_plan_changes_project_id",
                table: "journey_plan_changes",
                column: "project_id");

            migrationBuilder.CreateIndex(
                name: "IX_journey_plan_starts_account_id",
                table: "journey_plan_starts",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_journey_project_budgets_account_id",
                table: "journey_project_budgets",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_journey_project_orders_account_id",
                table: "journey_project_orders",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_journey_project_orders_project_id",
                table: "journey_project_orders",
                column: "project_id");

            migrationBuilder.CreateIndex(
                name: "IX_journey_project_risks_account_id",
                table: "journey_project_risks",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_journey_project_risks_project_id",
                table: "journey_project_risks",
                column: "project_id");

            migrationBuilder.CreateIndex(
                name: "IX_journey_project_scopes_account_id",
                table: "journey_project_scopes",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_journey_resource_needs_account_id",
                table: "journey_resource_needs",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_journey_resource_needs_project_id",
                table: "journey_resource_needs",
                column: "project_id");

            migrationBuilder.CreateIndex(
                name: "IX_journey_resource_needs_state_department",
                table: "journey_resource_needs",
                columns: new[] { "state", "department" });

            migrationBuilder.CreateIndex(
                name: "IX_journey_spendings_account_id",
                table: "journey_spendings",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_journey_spendings_project_id_on",
                table: "journey_spendings",
                columns: new[] { "project_id", "on" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "journey_cadences");

            migrationBuilder.DropTable(
                name: "journey_deliverables");

            migrationBuilder.DropTable(
                name: "journey_milestones");

            migrationBuilder.DropTable(
                name: "journey_plan_changes");

            migrationBuilder.DropTable(
                name: "journey_plan_starts");

            migrationBuilder.DropTable(
                name: "journey_plan_templates");

            migrationBuilder.DropTable(
                name: "journey_project_budgets");

            migrationBuilder.DropTable(
                name: "journey_project_orders");

            migrationBuilder.DropTable(
                name: "journey_project_risks");

            migrationBuilder.DropTable(
                name: "journey_project_scopes");

            migrationBuilder.DropTable(
                name: "journey_resource_needs");

            migrationBuilder.DropTable(
                name: "journey_spendings");
        }
    }
}
