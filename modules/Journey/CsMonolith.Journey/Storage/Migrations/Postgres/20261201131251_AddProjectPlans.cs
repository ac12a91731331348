using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CsMonolith.Journey.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class AddProjectPlans : Migration
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
                name: "IX_action_plans_account_id",
                schema: "journey",
                table: "action_plans",
                column: "account_id");

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
                name: "IX_plan_starts_account_id",
                schema: "journey",
                table: "plan_starts",
                column: "account_id");

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
                name: "action_plans",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "cadences",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "confidence_checks",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "customer_intents",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "deliverables",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "launches",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "milestones",
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

            migrationBuilder.DropTable(
                name: "plan_changes",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "plan_links",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "plan_starts",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "plan_templates",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "plan_visits",
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
