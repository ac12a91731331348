using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CsMonolith.Journey.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class RolesOfTrust : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "asked_roles",
                schema: "journey",
                table: "people",
                type: "text",
                nullable: false,
                defaultValueSql: "'[]'");

            migrationBuilder.CreateTable(
                name: "installation_owners",
                schema: "journey",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    offered_by = table.Column<Guid>(type: "uuid", nullable: true),
                    offered_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    since = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_installation_owners", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "trust_grants",
                schema: "journey",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    role = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    asked_by = table.Column<Guid>(type: "uuid", nullable: true),
                    asked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    decided_by = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    by_one_person = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trust_grants", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "two_person_rules",
                schema: "journey",
                columns: table => new
                {
                    role = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    is_relaxed = table.Column<bool>(type: "boolean", nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    set_by = table.Column<Guid>(type: "uuid", nullable: true),
                    set_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_two_person_rules", x => x.role);
                });

            migrationBuilder.CreateIndex(
                name: "IX_trust_grants_person_id_role",
                schema: "journey",
                table: "trust_grants",
                columns: new[] { "person_id", "role" });

            migrationBuilder.CreateIndex(
                name: "IX_trust_grants_state",
                schema: "journey",
                table: "trust_grants",
                column: "state");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "installation_owners",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "trust_grants",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "two_person_rules",
                schema: "journey");

            migrationBuilder.DropColumn(
                name: "asked_roles",
                schema: "journey",
                table: "people");
        }
    }
}
