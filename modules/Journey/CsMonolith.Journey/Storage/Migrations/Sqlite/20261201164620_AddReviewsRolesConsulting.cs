using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CsMonolith.Journey.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AddReviewsRolesConsulting : Migration
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
                name: "journey_effect_reviews",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    origin = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    previous_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    days_after = table.Column<int>(type: "INTEGER", nullable: true),
                    planned_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    due_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    is_moved = table.Column<bool>(type: "INTEGER", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    held_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    goals = table.Column<string>(type: "TEXT", nullable: false),
                    cause = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    countermeasure = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    next_check_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    for_customer = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    task_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    next_review_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    held_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    held_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    voided_why = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    voided_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    voided_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_effect_reviews", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "journey_improvements",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    created_by_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    note = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    departments = table.Column<string>(type: "TEXT", nullable: false),
                    lead_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    phase = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    card_ids = table.Column<string>(type: "TEXT", nullable: false),
                    start_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    metric = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    promised_from = table.Column<double>(type: "REAL", nullable: false),
                    promised_to = table.Column<double>(type: "REAL", nullable: false),
                    ramp_months = table.Column<int>(type: "INTEGER", nullable: false),
                    follow_up_days = table.Column<int>(type: "INTEGER", nullable: false),
                    window_days = table.Column<int>(type: "INTEGER", nullable: false),
                    milestones = table.Column<string>(type: "TEXT", nullable: false),
                    closed_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    closed_why = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_improvements", x => x.id);
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
                name: "journey_review_policies",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    days_after_first_value = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_review_policies", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "journey_review_preparations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    activity_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    review_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    method = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    pack_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_review_preparations", x => x.id);
                    table.ForeignKey(
                        name: "FK_journey_review_preparations_journey_activities_activity_id",
                        column: x => x.activity_id,
                        principalTable: "journey_activities",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
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
                name: "journey_role_chains",
                columns: table => new
                {
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    entries = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_role_chains", x => x.account_id);
                });

            migrationBuilder.CreateTable(
                name: "journey_role_charters",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    versions = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_role_charters", x => x.id);
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

            migrationBuilder.CreateTable(
                name: "journey_specialist_requests",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    requested_by_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    topic = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    language = table.Column<string>(type: "TEXT", maxLength: 10, nullable: true),
                    region = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    need = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    wanted_by = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    specialist_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    declines = table.Column<string>(type: "TEXT", nullable: false),
                    done_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_specialist_requests", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "journey_specialities",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    topics = table.Column<string>(type: "TEXT", nullable: false),
                    languages = table.Column<string>(type: "TEXT", nullable: false),
                    regions = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_specialities", x => x.person_id);
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
                name: "IX_journey_effect_reviews_account_id_due_on",
                table: "journey_effect_reviews",
                columns: new[] { "account_id", "due_on" });

            migrationBuilder.CreateIndex(
                name: "IX_journey_effect_reviews_state_due_on",
                table: "journey_effect_reviews",
                columns: new[] { "state", "due_on" });

            migrationBuilder.CreateIndex(
                name: "IX_journey_review_preparations_account_id_review_on",
                table: "journey_review_preparations",
                columns: new[] { "account_id", "review_on" });

            migrationBuilder.CreateIndex(
                name: "IX_journey_review_preparations_activity_id",
                table: "journey_review_preparations",
                column: "activity_id",
                unique: true);

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

            migrationBuilder.CreateIndex(
                name: "IX_journey_specialist_requests_account_id",
                table: "journey_specialist_requests",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_journey_specialist_requests_specialist_id_state",
                table: "journey_specialist_requests",
                columns: new[] { "specialist_id", "state" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "journey_assessments");

            migrationBuilder.DropTable(
                name: "journey_consulting_issues");

            migrationBuilder.DropTable(
                name: "journey_effect_reviews");

            migrationBuilder.DropTable(
                name: "journey_improvements");

            migrationBuilder.DropTable(
                name: "journey_prospects");

            migrationBuilder.DropTable(
                name: "journey_review_policies");

            migrationBuilder.DropTable(
                name: "journey_review_preparations");

            migrationBuilder.DropTable(
                name: "journey_rival_products");

            migrationBuilder.DropTable(
                name: "journey_rival_standings");

            migrationBuilder.DropTable(
                name: "journey_rival_tools");

            migrationBuilder.DropTable(
                name: "journey_role_chains");

            migrationBuilder.DropTable(
                name: "journey_role_charters");

            migrationBuilder.DropTable(
                name: "journey_solution_plans");

            migrationBuilder.DropTable(
                name: "journey_specialist_requests");

            migrationBuilder.DropTable(
                name: "journey_specialities");
        }
    }
}
