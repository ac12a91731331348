using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CsMonolith.Feedback.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "feedback");

            migrationBuilder.CreateTable(
                name: "field_cards",
                schema: "feedback",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    external_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    written_by = table.Column<Guid>(type: "uuid", nullable: true),
                    backfilled = table.Column<bool>(type: "boolean", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    polarity = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    @event = table.Column<string>(name: "event", type: "character varying(2000)", maxLength: 2000, nullable: false),
                    occurred_on = table.Column<DateOnly>(type: "date", nullable: false),
                    suspected_problem = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    department = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    request = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    expected_prevention = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    phase = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: true),
                    closed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    outcome = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_field_cards", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "survey_answers",
                schema: "feedback",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    external_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    backfilled = table.Column<bool>(type: "boolean", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    survey = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    kind = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    answered_on = table.Column<DateOnly>(type: "date", nullable: false),
                    score_hundredths = table.Column<int>(type: "integer", nullable: false),
                    scale_min = table.Column<int>(type: "integer", nullable: false),
                    scale_max = table.Column<int>(type: "integer", nullable: false),
                    respondent_role = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    comment = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_survey_answers", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "tickets",
                schema: "feedback",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    external_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    opened_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    opened_on = table.Column<DateOnly>(type: "date", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    backfilled = table.Column<bool>(type: "boolean", nullable: false),
                    channel = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: true),
                    subject = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    priority = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    priority_known_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    closed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    closure_known_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    first_response_minutes = table.Column<int>(type: "integer", nullable: true),
                    first_response_known_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    satisfaction = table.Column<int>(type: "integer", nullable: true),
                    satisfaction_known_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    escalated = table.Column<bool>(type: "boolean", nullable: false),
                    escalation_known_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_tickets", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_field_cards_account_id_occurred_on",
                schema: "feedback",
                table: "field_cards",
                columns: new[] { "account_id", "occurred_on" });

            migrationBuilder.CreateIndex(
                name: "IX_field_cards_external_id",
                schema: "feedback",
                table: "field_cards",
                column: "external_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_field_cards_occurred_on",
                schema: "feedback",
                table: "field_cards",
                column: "occurred_on");

            migrationBuilder.CreateIndex(
                name: "IX_survey_answers_account_id_answered_on",
                schema: "feedback",
                table: "survey_answers",
                columns: new[] { "account_id", "answered_on" });

            migrationBuilder.CreateIndex(
                name: "IX_survey_answers_external_id",
                schema: "feedback",
                table: "survey_answers",
                column: "external_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_tickets_account_id_opened_on",
                schema: "feedback",
                table: "tickets",
                columns: new[] { "account_id", "opened_on" });

            migrationBuilder.CreateIndex(
                name: "IX_tickets_external_id",
                schema: "feedback",
                table: "tickets",
                column: "external_id",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "field_cards",
                schema: "feedback");

            migrationBuilder.DropTable(
                name: "survey_answers",
                schema: "feedback");

            migrationBuilder.DropTable(
                name: "tickets",
                schema: "feedback");
        }
    }
}
