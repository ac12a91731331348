using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CsMonolith.Journey.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class AddReviews : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "effect_reviews",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "review_policies",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "review_preparations",
                schema: "journey");
        }
    }
}
