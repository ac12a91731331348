using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CsMonolith.Journey.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "journey");

            migrationBuilder.CreateTable(
                name: "account_facts",
                schema: "journey",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    value = table.Column<string>(type: "text", nullable: true),
                    effective_on = table.Column<DateOnly>(type: "date", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    backfilled = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_account_facts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "account_ownerships",
                schema: "journey",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: true),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    backfilled = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_account_ownerships", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "account_phases",
                schema: "journey",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    phase = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    backfilled = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_account_phases", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "accounts",
                schema: "journey",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    external_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    industry = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    region = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    acquired_through = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    employees = table.Column<int>(type: "integer", nullable: true),
                    seats = table.Column<int>(type: "integer", nullable: true),
                    seats_since = table.Column<DateOnly>(type: "date", nullable: true),
                    tier = table.Column<int>(type: "integer", nullable: true),
                    tier_by_hand = table.Column<bool>(type: "boolean", nullable: false),
                    touch = table.Column<string>(type: "text", nullable: true),
                    purposes = table.Column<string>(type: "text", nullable: false),
                    partner_id = table.Column<Guid>(type: "uuid", nullable: true),
                    started_on = table.Column<DateOnly>(type: "date", nullable: true),
                    decision_style = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    backfilled = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_accounts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "attainments",
                schema: "journey",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    definition_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    value = table.Column<double>(type: "double precision", nullable: false),
                    is_reached = table.Column<bool>(type: "boolean", nullable: false),
                    evidence = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_attainments", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "contacts",
                schema: "journey",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    channel = table.Column<string>(type: "text", nullable: false),
                    proactive = table.Column<bool>(type: "boolean", nullable: false),
                    because_of_score = table.Column<bool>(type: "boolean", nullable: false),
                    outcome = table.Column<string>(type: "text", nullable: false),
                    note = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    natural_key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    backfilled = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_contacts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "people",
                schema: "journey",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    email = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    roles = table.Column<string>(type: "text", nullable: false),
                    is_demo = table.Column<bool>(type: "boolean", nullable: false),
                    left_on = table.Column<DateOnly>(type: "date", nullable: true),
                    partner_id = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "phase_sets",
                schema: "journey",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    phases = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_phase_sets", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "success_definitions",
                schema: "journey",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    outcome = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    metric = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    baseline = table.Column<double>(type: "double precision", nullable: true),
                    target = table.Column<double>(type: "double precision", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    our_owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    their_owner = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    agreed_on = table.Column<DateOnly>(type: "date", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_success_definitions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "teams",
                schema: "journey",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    leader_id = table.Column<Guid>(type: "uuid", nullable: false),
                    members = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_teams", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "tier_policies",
                schema: "journey",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tiers = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_tier_policies", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "timeline_entries",
                schema: "journey",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    kind = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    en = table.Column<string>(type: "text", nullable: false),
                    ja = table.Column<string>(type: "text", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_timeline_entries", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_account_facts_account_id_name_effective_on",
                schema: "journey",
                table: "account_facts",
                columns: new[] { "account_id", "name", "effective_on" });

            migrationBuilder.CreateIndex(
                name: "IX_account_ownerships_account_id_from_recorded_at",
                schema: "journey",
                table: "account_ownerships",
                columns: new[] { "account_id", "from", "recorded_at" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_account_ownerships_owner_id",
                schema: "journey",
                table: "account_ownerships",
                column: "owner_id");

            migrationBuilder.CreateIndex(
                name: "IX_account_phases_account_id_on_recorded_at",
                schema: "journey",
                table: "account_phases",
                columns: new[] { "account_id", "on", "recorded_at" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_accounts_external_id",
                schema: "journey",
                table: "accounts",
                column: "external_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_accounts_partner_id",
                schema: "journey",
                table: "accounts",
                column: "partner_id");

            migrationBuilder.CreateIndex(
                name: "IX_attainments_account_id",
                schema: "journey",
                table: "attainments",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_attainments_definition_id",
                schema: "journey",
                table: "attainments",
                column: "definition_id");

            migrationBuilder.CreateIndex(
                name: "IX_contacts_account_id_on",
                schema: "journey",
                table: "contacts",
                columns: new[] { "account_id", "on" });

            migrationBuilder.CreateIndex(
                name: "IX_contacts_natural_key",
                schema: "journey",
                table: "contacts",
                column: "natural_key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_people_email",
                schema: "journey",
                table: "people",
                column: "email",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_success_definitions_account_id_number",
                schema: "journey",
                table: "success_definitions",
                columns: new[] { "account_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_timeline_entries_account_id_on",
                schema: "journey",
                table: "timeline_entries",
                columns: new[] { "account_id", "on" });

            migrationBuilder.CreateIndex(
                name: "IX_timeline_entries_kind_key",
                schema: "journey",
                table: "timeline_entries",
                columns: new[] { "kind", "key" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "account_facts",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "account_ownerships",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "account_phases",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "accounts",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "attainments",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "contacts",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "people",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "phase_sets",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "success_definitions",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "teams",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "tier_policies",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "timeline_entries",
                schema: "journey");
        }
    }
}
