using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CsMonolith.Journey.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AddReviews : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "journey_effect_reviews");

            migrationBuilder.DropTable(
                name: "journey_review_policies");

            migrationBuilder.DropTable(
                name: "journey_review_preparations");
        }
    }
}
