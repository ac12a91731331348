using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CsMonolith.Journey.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class AddHandoffs : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "handoffs",
                schema: "journey",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    source = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    deal_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    won_on = table.Column<DateOnly>(type: "date", nullable: false),
                    seller = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    seller_id = table.Column<Guid>(type: "uuid", nullable: true),
                    source_link = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    received_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    backfilled = table.Column<bool>(type: "boolean", nullable: false),
                    ticks = table.Column<string>(type: "text", nullable: false),
                    answers = table.Column<int>(type: "integer", nullable: false),
                    acknowledged_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    acknowledged_on = table.Column<DateOnly>(type: "date", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_handoffs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "hearing_answers",
                schema: "journey",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    handoff_id = table.Column<Guid>(type: "uuid", nullable: true),
                    question = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    answer = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    answered_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    answered_on = table.Column<DateOnly>(type: "date", nullable: false),
                    asked_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    source_link = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    backfilled = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hearing_answers", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "hearing_questions",
                schema: "journey",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    questions = table.Column<string>(type: "text", nullable: false),
                    threshold = table.Column<double>(type: "double precision", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hearing_questions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "promise_states",
                schema: "journey",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    promise_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    availability = table.Column<string>(type: "text", nullable: false),
                    is_open_gap = table.Column<bool>(type: "boolean", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_promise_states", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "promises",
                schema: "journey",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    handoff_id = table.Column<Guid>(type: "uuid", nullable: true),
                    what = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    made_to = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    made_on = table.Column<DateOnly>(type: "date", nullable: false),
                    made_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    backfilled = table.Column<bool>(type: "boolean", nullable: false),
                    availability = table.Column<string>(type: "text", nullable: false),
                    available_from = table.Column<DateOnly>(type: "date", nullable: true),
                    gap = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: true),
                    resolution = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    resolved_on = table.Column<DateOnly>(type: "date", nullable: true),
                    is_open_gap = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_promises", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "success_projects",
                schema: "journey",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    handoff_id = table.Column<Guid>(type: "uuid", nullable: true),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    opened_on = table.Column<DateOnly>(type: "date", nullable: false),
                    members = table.Column<string>(type: "text", nullable: false),
                    kickoff_on = table.Column<DateOnly>(type: "date", nullable: true),
                    waivers = table.Column<string>(type: "text", nullable: false),
                    closed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    outcome = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_success_projects", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_handoffs_account_id_won_on",
                schema: "journey",
                table: "handoffs",
                columns: new[] { "account_id", "won_on" });

            migrationBuilder.CreateIndex(
                name: "IX_handoffs_source_deal_id",
                schema: "journey",
                table: "handoffs",
                columns: new[] { "source", "deal_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_hearing_answers_account_id_question",
                schema: "journey",
                table: "hearing_answers",
                columns: new[] { "account_id", "question" });

            migrationBuilder.CreateIndex(
                name: "IX_promise_states_account_id_recorded_at",
                schema: "journey",
                table: "promise_states",
                columns: new[] { "account_id", "recorded_at" });

            migrationBuilder.CreateIndex(
                name: "IX_promises_account_id_made_on",
                schema: "journey",
                table: "promises",
                columns: new[] { "account_id", "made_on" });

            migrationBuilder.CreateIndex(
                name: "IX_promises_handoff_id",
                schema: "journey",
                table: "promises",
                column: "handoff_id");

            migrationBuilder.CreateIndex(
                name: "IX_success_projects_account_id_opened_on",
                schema: "journey",
                table: "success_projects",
                columns: new[] { "account_id", "opened_on" });

            migrationBuilder.CreateIndex(
                name: "IX_success_projects_handoff_id",
                schema: "journey",
                table: "success_projects",
                column: "handoff_id",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "handoffs",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "hearing_answers",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "hearing_questions",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "promise_states",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "promises",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "success_projects",
                schema: "journey");
        }
    }
}
