using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CsMonolith.Journey.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AddHandoffs : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "journey_handoffs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    deal_id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    won_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    seller = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    seller_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    source_link = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    received_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    backfilled = table.Column<bool>(type: "INTEGER", nullable: false),
                    ticks = table.Column<string>(type: "TEXT", nullable: false),
                    answers = table.Column<int>(type: "INTEGER", nullable: false),
                    acknowledged_by_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    acknowledged_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_handoffs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "journey_hearing_answers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    handoff_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    question = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    answer = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    answered_by = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    answered_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    asked_by_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    source_link = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    backfilled = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_hearing_answers", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "journey_hearing_questions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    questions = table.Column<string>(type: "TEXT", nullable: false),
                    threshold = table.Column<double>(type: "REAL", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_hearing_questions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "journey_promise_states",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    promise_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    availability = table.Column<string>(type: "TEXT", nullable: false),
                    is_open_gap = table.Column<bool>(type: "INTEGER", nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_promise_states", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "journey_promises",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    handoff_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    what = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    made_to = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    made_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    made_by_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    backfilled = table.Column<bool>(type: "INTEGER", nullable: false),
                    availability = table.Column<string>(type: "TEXT", nullable: false),
                    available_from = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    gap = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    owner_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    resolution = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    resolved_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    is_open_gap = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_promises", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "journey_success_projects",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    handoff_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    opened_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    members = table.Column<string>(type: "TEXT", nullable: false),
                    kickoff_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    waivers = table.Column<string>(type: "TEXT", nullable: false),
                    closed_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    outcome = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_success_projects", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_journey_handoffs_account_id_won_on",
                table: "journey_handoffs",
                columns: new[] { "account_id", "won_on" });

            migrationBuilder.CreateIndex(
                name: "IX_journey_handoffs_source_deal_id",
                table: "journey_handoffs",
                columns: new[] { "source", "deal_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_journey_hearing_answers_account_id_question",
                table: "journey_hearing_answers",
                columns: new[] { "account_id", "question" });

            migrationBuilder.CreateIndex(
                name: "IX_journey_promise_states_account_id_recorded_at",
                table: "journey_promise_states",
                columns: new[] { "account_id", "recorded_at" });

            migrationBuilder.CreateIndex(
                name: "IX_journey_promises_account_id_made_on",
                table: "journey_promises",
                columns: new[] { "account_id", "made_on" });

            migrationBuilder.CreateIndex(
                name: "IX_journey_promises_handoff_id",
                table: "journey_promises",
                column: "handoff_id");

            migrationBuilder.CreateIndex(
                name: "IX_journey_success_projects_account_id_opened_on",
                table: "journey_success_projects",
                columns: new[] { "account_id", "opened_on" });

            migrationBuilder.CreateIndex(
                name: "IX_journey_success_projects_handoff_id",
                table: "journey_success_projects",
                column: "handoff_id",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "journey_handoffs");

            migrationBuilder.DropTable(
                name: "journey_hearing_answers");

            migrationBuilder.DropTable(
                name: "journey_hearing_questions");

            migrationBuilder.DropTable(
                name: "journey_promise_states");

            migrationBuilder.DropTable(
                name: "journey_promises");

            migrationBuilder.DropTable(
                name: "journey_success_projects");
        }
    }
}
