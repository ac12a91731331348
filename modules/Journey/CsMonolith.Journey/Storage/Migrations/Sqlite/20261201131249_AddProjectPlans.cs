using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CsMonolith.Journey.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AddProjectPlans : Migration
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
                name: "IX_journey_action_plans_account_id",
                table: "journey_action_plans",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_journey_cadences_account_id",
                table: "journey_cadences",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_journey_cadences_project_id",
                table: "journey_cadences",
                column: "project_id");

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
                name: "IX_journey_deliverables_account_id",
                table: "journey_deliverables",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_journey_deliverables_project_id",
                table: "journey_deliverables",
                column: "project_id");

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

            migrationBuilder.CreateIndex(
                name: "IX_journey_plan_changes_account_id",
                table: "journey_plan_changes",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_journey_plan_changes_project_id",
                table: "journey_plan_changes",
                column: "project_id");

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
                name: "IX_journey_plan_starts_account_id",
                table: "journey_plan_starts",
                column: "account_id");

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
                name: "journey_action_plans");

            migrationBuilder.DropTable(
                name: "journey_cadences");

            migrationBuilder.DropTable(
                name: "journey_confidence_checks");

            migrationBuilder.DropTable(
                name: "journey_customer_intents");

            migrationBuilder.DropTable(
                name: "journey_deliverables");

            migrationBuilder.DropTable(
                name: "journey_launches");

            migrationBuilder.DropTable(
                name: "journey_milestones");

            migrationBuilder.DropTable(
                name: "journey_onboarding_enrolments");

            migrationBuilder.DropTable(
                name: "journey_onboarding_facts");

            migrationBuilder.DropTable(
                name: "journey_onboarding_policies");

            migrationBuilder.DropTable(
                name: "journey_onboarding_programmes");

            migrationBuilder.DropTable(
                name: "journey_plan_changes");

            migrationBuilder.DropTable(
                name: "journey_plan_links");

            migrationBuilder.DropTable(
                name: "journey_plan_starts");

            migrationBuilder.DropTable(
                name: "journey_plan_templates");

            migrationBuilder.DropTable(
                name: "journey_plan_visits");

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
