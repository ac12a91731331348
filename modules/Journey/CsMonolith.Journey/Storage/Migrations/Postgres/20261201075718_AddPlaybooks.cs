using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CsMonolith.Journey.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class AddPlaybooks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "playbook_runs",
                schema: "journey",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    playbook_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    variant = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    held_out = table.Column<bool>(type: "boolean", nullable: false),
                    started_on = table.Column<DateOnly>(type: "date", nullable: false),
                    started_by = table.Column<Guid>(type: "uuid", nullable: true),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    steps = table.Column<string>(type: "text", nullable: false),
                    ended_on = table.Column<DateOnly>(type: "date", nullable: true),
                    reached = table.Column<bool>(type: "boolean", nullable: true),
                    ended_why = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    running_key = table.Column<string>(type: "character varying(65)", maxLength: 65, nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_playbook_runs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "playbook_versions",
                schema: "journey",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    playbook_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    content = table.Column<string>(type: "text", nullable: false),
                    why = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_playbook_versions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "playbooks",
                schema: "journey",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    language = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    phase = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    retired_on = table.Column<DateOnly>(type: "date", nullable: true),
                    retired_why = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_playbooks", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_playbook_runs_account_id_started_on",
                schema: "journey",
                table: "playbook_runs",
                columns: new[] { "account_id", "started_on" });

            migrationBuilder.CreateIndex(
                name: "IX_playbook_runs_playbook_id",
                schema: "journey",
                table: "playbook_runs",
                column: "playbook_id");

            migrationBuilder.CreateIndex(
                name: "IX_playbook_runs_running_key",
                schema: "journey",
                table: "playbook_runs",
                column: "running_key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_playbook_versions_playbook_id_number",
                schema: "journey",
                table: "playbook_versions",
                columns: new[] { "playbook_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_playbooks_code_language",
                schema: "journey",
                table: "playbooks",
                columns: new[] { "code", "language" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "playbook_runs",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "playbook_versions",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "playbooks",
                schema: "journey");
        }
    }
}
