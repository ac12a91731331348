using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CsMonolith.Journey.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class RolesOfTrust : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "asked_roles",
                table: "journey_people",
                type: "TEXT",
                nullable: false,
                defaultValueSql: "'[]'");

            migrationBuilder.CreateTable(
                name: "journey_installation_owners",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    offered_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    offered_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    since = table.Column<DateTime>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_installation_owners", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "journey_trust_grants",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    role = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    asked_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    asked_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    decided_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    decided_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    by_one_person = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_trust_grants", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "journey_two_person_rules",
                columns: table => new
                {
                    role = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    is_relaxed = table.Column<bool>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    set_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    set_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_two_person_rules", x => x.role);
                });

            migrationBuilder.CreateIndex(
                name: "IX_journey_trust_grants_person_id_role",
                table: "journey_trust_grants",
                columns: new[] { "person_id", "role" });

            migrationBuilder.CreateIndex(
                name: "IX_journey_trust_grants_state",
                table: "journey_trust_grants",
                column: "state");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "journey_installation_owners");

            migrationBuilder.DropTable(
                name: "journey_trust_grants");

            migrationBuilder.DropTable(
                name: "journey_two_person_rules");

            migrationBuilder.DropColumn(
                name: "asked_roles",
                table: "journey_people");
        }
    }
}
