using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CsMonolith.Journey.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AddTasks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "journey_task_events",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    task_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    due_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    was_due_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    text = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    link = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    by_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_task_events", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "journey_tasks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    side = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    source_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    parent_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    root_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    depth = table.Column<int>(type: "INTEGER", nullable: false),
                    opened_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    opened_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    note = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    person_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    contact = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    goal_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    due_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    state_since = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    open_subtasks = table.Column<int>(type: "INTEGER", nullable: false),
                    in_tree = table.Column<int>(type: "INTEGER", nullable: false),
                    events = table.Column<int>(type: "INTEGER", nullable: false),
                    told_due_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_tasks", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_journey_task_events_account_id_on",
                table: "journey_task_events",
                columns: new[] { "account_id", "on" });

            migrationBuilder.CreateIndex(
                name: "IX_journey_task_events_task_id_number",
                table: "journey_task_events",
                columns: new[] { "task_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_journey_tasks_account_id_state",
                table: "journey_tasks",
                columns: new[] { "account_id", "state" });

            migrationBuilder.CreateIndex(
                name: "IX_journey_tasks_parent_id",
                table: "journey_tasks",
                column: "parent_id");

            migrationBuilder.CreateIndex(
                name: "IX_journey_tasks_person_id_state_due_on",
                table: "journey_tasks",
                columns: new[] { "person_id", "state", "due_on" });

            migrationBuilder.CreateIndex(
                name: "IX_journey_tasks_source_id",
                table: "journey_tasks",
                column: "source_id");

            migrationBuilder.CreateIndex(
                name: "IX_journey_tasks_state_due_on",
                table: "journey_tasks",
                columns: new[] { "state", "due_on" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "journey_task_events");

            migrationBuilder.DropTable(
                name: "journey_tasks");
        }
    }
}
