using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CsMonolith.Journey.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class AddReviewsRolesConsulting : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "assessments",
                schema: "journey",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    said_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    areas = table.Column<string>(type: "text", nullable: false),
                    voided_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    void_reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    voided_by = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_assessments", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "consulting_issues",
                schema: "journey",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    opened_on = table.Column<DateOnly>(type: "date", nullable: false),
                    by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    severity = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    gravity = table.Column<int>(type: "integer", nullable: false),
                    note = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    side = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    contact = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    state = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    state_since = table.Column<DateOnly>(type: "date", nullable: false),
                    steps = table.Column<string>(type: "text", nullable: false),
                    plan_id = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_consulting_issues", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "effect_reviews",
                schema: "journey",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    origin = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    previous_id = table.Column<Guid>(type: "uuid", nullable: true),
                    days_after = table.Column<int>(type: "integer", nullable: true),
                    planned_by = table.Column<Guid>(type: "uuid", nullable: true),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    is_moved = table.Column<bool>(type: "boolean", nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    held_on = table.Column<DateOnly>(type: "date", nullable: true),
                    goals = table.Column<string>(type: "text", nullable: false),
                    cause = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    countermeasure = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    next_check_on = table.Column<DateOnly>(type: "date", nullable: true),
                    for_customer = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    task_id = table.Column<Guid>(type: "uuid", nullable: true),
                    next_review_id = table.Column<Guid>(type: "uuid", nullable: true),
                    held_by = table.Column<Guid>(type: "uuid", nullable: true),
                    held_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    voided_why = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    voided_by = table.Column<Guid>(type: "uuid", nullable: true),
                    voided_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_effect_reviews", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "improvements",
                schema: "journey",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    created_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    note = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    departments = table.Column<string>(type: "text", nullable: false),
                    lead_id = table.Column<Guid>(type: "uuid", nullable: false),
                    phase = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    card_ids = table.Column<string>(type: "text", nullable: false),
                    start_on = table.Column<DateOnly>(type: "date", nullable: false),
                    metric = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    promised_from = table.Column<double>(type: "double precision", nullable: false),
                    promised_to = table.Column<double>(type: "double precision", nullable: false),
                    ramp_months = table.Column<int>(type: "integer", nullable: false),
                    follow_up_days = table.Column<int>(type: "integer", nullable: false),
                    window_days = table.Column<int>(type: "integer", nullable: false),
                    milestones = table.Column<string>(type: "text", nullable: false),
                    closed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    closed_why = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_improvements", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "prospects",
                schema: "journey",
                columns: table => new
                {
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    since = table.Column<DateOnly>(type: "date", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    state_since = table.Column<DateOnly>(type: "date", nullable: false),
                    won_on = table.Column<DateOnly>(type: "date", nullable: true),
                    won_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    steps = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_prospects", x => x.account_id);
                });

            migrationBuilder.CreateTable(
                name: "review_policies",
                schema: "journey",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    days_after_first_value = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_review_policies", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "review_preparations",
                schema: "journey",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    activity_id = table.Column<Guid>(type: "uuid", nullable: false),
                    review_on = table.Column<DateOnly>(type: "date", nullable: false),
                    method = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    pack_id = table.Column<Guid>(type: "uuid", nullable: true),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_review_preparations", x => x.id);
                    table.ForeignKey(
                        name: "FK_review_preparations_activities_activity_id",
                        column: x => x.activity_id,
                        principalSchema: "journey",
                        principalTable: "activities",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "rival_products",
                schema: "journey",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    products = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_rival_products", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "rival_standings",
                schema: "journey",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tool_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    in_use = table.Column<bool>(type: "boolean", nullable: false),
                    strength = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    seats = table.Column<int>(type: "integer", nullable: true),
                    share = table.Column<double>(type: "double precision", nullable: true),
                    cost_minor = table.Column<long>(type: "bigint", nullable: true),
                    cost_currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: true),
                    source = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    note = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    voided_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    void_reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    voided_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_rival_standings", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "rival_tools",
                schema: "journey",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    product = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    department = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    key = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    entries = table.Column<int>(type: "integer", nullable: false),
                    valid = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_rival_tools", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "role_chains",
                schema: "journey",
                columns: table => new
                {
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    entries = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_role_chains", x => x.account_id);
                });

            migrationBuilder.CreateTable(
                name: "role_charters",
                schema: "journey",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    versions = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_role_charters", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "solution_plans",
                schema: "journey",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    versions = table.Column<string>(type: "text", nullable: false),
                    tasks = table.Column<string>(type: "text", nullable: false),
                    agreed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    voided_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    void_reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    voided_by = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_solution_plans", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "specialist_requests",
                schema: "journey",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    requested_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    topic = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    language = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    region = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    need = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    wanted_by = table.Column<DateOnly>(type: "date", nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    specialist_id = table.Column<Guid>(type: "uuid", nullable: true),
                    declines = table.Column<string>(type: "text", nullable: false),
                    done_on = table.Column<DateOnly>(type: "date", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_specialist_requests", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "specialities",
                schema: "journey",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    topics = table.Column<string>(type: "text", nullable: false),
                    languages = table.Column<string>(type: "text", nullable: false),
                    regions = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_specialities", x => x.person_id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_assessments_account_id_on",
                schema: "journey",
                table: "assessments",
                columns: new[] { "account_id", "on" });

            migrationBuilder.CreateIndex(
                name: "IX_consulting_issues_account_id_state",
                schema: "journey",
                table: "consulting_issues",
                columns: new[] { "account_id", "state" });

            migrationBuilder.CreateIndex(
                name: "IX_consulting_issues_plan_id",
                schema: "journey",
                table: "consulting_issues",
                column: "plan_id");

            migrationBuilder.CreateIndex(
                name: "IX_consulting_issues_state_due_on",
                schema: "journey",
                table: "consulting_issues",
                columns: new[] { "state", "due_on" });

            migrationBuilder.CreateIndex(
                name: "IX_effect_reviews_account_id_due_on",
                schema: "journey",
                table: "effect_reviews",
                columns: new[] { "account_id", "due_on" });

            migrationBuilder.CreateIndex(
                name: "IX_effect_reviews_state_due_on",
                schema: "journey",
                table: "effect_reviews",
                columns: new[] { "state", "due_on" });

            migrationBuilder.CreateIndex(
                name: "IX_review_preparations_account_id_review_on",
                schema: "journey",
                table: "review_preparations",
                columns: new[] { "account_id", "review_on" });

            migrationBuilder.CreateIndex(
                name: "IX_review_preparations_activity_id",
                schema: "journey",
                table: "review_preparations",
                column: "activity_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_rival_standings_account_id_from",
                schema: "journey",
                table: "rival_standings",
                columns: new[] { "account_id", "from" });

            migrationBuilder.CreateIndex(
                name: "IX_rival_standings_tool_id_number",
                schema: "journey",
                table: "rival_standings",
                columns: new[] { "tool_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_rival_tools_account_id",
                schema: "journey",
                table: "rival_tools",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_rival_tools_key",
                schema: "journey",
                table: "rival_tools",
                column: "key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_solution_plans_account_id",
                schema: "journey",
                table: "solution_plans",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_specialist_requests_account_id",
                schema: "journey",
                table: "specialist_requests",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_specialist_requests_specialist_id_state",
                schema: "journey",
                table: "specialist_requests",
                columns: new[] { "specialist_id", "state" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "assessments",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "consulting_issues",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "effect_reviews",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "improvements",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "prospects",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "review_policies",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "review_preparations",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "rival_products",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "rival_standings",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "rival_tools",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "role_chains",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "role_charters",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "solution_plans",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "specialist_requests",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "specialities",
                schema: "journey");
        }
    }
}
