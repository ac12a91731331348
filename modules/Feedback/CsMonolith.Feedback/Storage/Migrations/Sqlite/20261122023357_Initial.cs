using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CsMonolith.Feedback.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "feedback_field_cards",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    external_id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    written_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    backfilled = table.Column<bool>(type: "INTEGER", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    polarity = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    @event = table.Column<string>(name: "event", type: "TEXT", maxLength: 2000, nullable: false),
                    occurred_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    suspected_problem = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    department = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    request = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    expected_prevention = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    phase = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    closed_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    outcome = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_feedback_field_cards", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "feedback_survey_answers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    external_id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    backfilled = table.Column<bool>(type: "INTEGER", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    survey = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    answered_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    score_hundredths = table.Column<int>(type: "INTEGER", nullable: false),
                    scale_min = table.Column<int>(type: "INTEGER", nullable: false),
                    scale_max = table.Column<int>(type: "INTEGER", nullable: false),
                    respondent_role = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    comment = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_feedback_survey_answers", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "feedback_tickets",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    external_id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    opened_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    opened_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    backfilled = table.Column<bool>(type: "INTEGER", nullable: false),
                    channel = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    subject = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    priority = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    priority_known_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    closed_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    closure_known_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    first_response_minutes = table.Column<int>(type: "INTEGER", nullable: true),
                    first_response_known_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    satisfaction = table.Column<int>(type: "INTEGER", nullable: true),
                    satisfaction_known_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    escalated = table.Column<bool>(type: "INTEGER", nullable: false),
                    escalation_known_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_feedback_tickets", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_feedback_field_cards_account_id_occurred_on",
                table: "feedback_field_cards",
                columns: new[] { "account_id", "occurred_on" });

            migrationBuilder.CreateIndex(
                name: "IX_feedback_field_cards_external_id",
                table: "feedback_field_cards",
                column: "external_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_feedback_field_cards_occurred_on",
                table: "feedback_field_cards",
                column: "occurred_on");

            migrationBuilder.CreateIndex(
                name: "IX_feedback_survey_answers_account_id_answered_on",
                table: "feedback_survey_answers",
                columns: new[] { "account_id", "answered_on" });

            migrationBuilder.CreateIndex(
                name: "IX_feedback_survey_answers_external_id",
                table: "feedback_survey_answers",
                column: "external_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_feedback_tickets_account_id_opened_on",
                table: "feedback_tickets",
                columns: new[] { "account_id", "opened_on" });

            migrationBuilder.CreateIndex(
                name: "IX_feedback_tickets_external_id",
                table: "feedback_tickets",
                column: "external_id",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "feedback_field_cards");

            migrationBuilder.DropTable(
                name: "feedback_survey_answers");

            migrationBuilder.DropTable(
                name: "feedback_tickets");
        }
    }
}
