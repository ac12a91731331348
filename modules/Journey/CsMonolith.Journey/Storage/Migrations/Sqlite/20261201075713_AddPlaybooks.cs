using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CsMonolith.Journey.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AddPlaybooks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "journey_playbook_runs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    playbook_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    variant = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    held_out = table.Column<bool>(type: "INTEGER", nullable: false),
                    started_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    started_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    steps = table.Column<string>(type: "TEXT", nullable: false),
                    ended_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    reached = table.Column<bool>(type: "INTEGER", nullable: true),
                    ended_why = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    ended_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    running_key = table.Column<string>(type: "TEXT", maxLength: 65, nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_playbook_runs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "journey_playbook_versions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    playbook_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    content = table.Column<string>(type: "TEXT", nullable: false),
                    why = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    by_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_playbook_versions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "journey_playbooks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    language = table.Column<string>(type: "TEXT", maxLength: 2, nullable: false),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    phase = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    retired_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    retired_why = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_playbooks", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_journey_playbook_runs_account_id_started_on",
                table: "journey_playbook_runs",
                columns: new[] { "account_id", "started_on" });

            migrationBuilder.CreateIndex(
                name: "IX_journey_playbook_runs_playbook_id",
                table: "journey_playbook_runs",
                column: "playbook_id");

            migrationBuilder.CreateIndex(
                name: "IX_journey_playbook_runs_running_key",
                table: "journey_playbook_runs",
                column: "running_key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_journey_playbook_versions_playbook_id_number",
                table: "journey_playbook_versions",
                columns: new[] { "playbook_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_journey_playbooks_code_language",
                table: "journey_playbooks",
                columns: new[] { "code", "language" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "journey_playbook_runs");

            migrationBuilder.DropTable(
                name: "journey_playbook_versions");

            migrationBuilder.DropTable(
                name: "journey_playbooks");
        }
    }
}
