using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CsMonolith.Journey.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "journey_account_facts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    value = table.Column<string>(type: "TEXT", nullable: true),
                    effective_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    backfilled = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_account_facts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "journey_account_ownerships",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    owner_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    backfilled = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_account_ownerships", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "journey_account_phases",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    phase = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    backfilled = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_account_phases", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "journey_accounts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    external_id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    industry = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    region = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    acquired_through = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    employees = table.Column<int>(type: "INTEGER", nullable: true),
                    seats = table.Column<int>(type: "INTEGER", nullable: true),
                    seats_since = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    tier = table.Column<int>(type: "INTEGER", nullable: true),
                    tier_by_hand = table.Column<bool>(type: "INTEGER", nullable: false),
                    touch = table.Column<string>(type: "TEXT", nullable: true),
                    purposes = table.Column<string>(type: "TEXT", nullable: false),
                    partner_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    started_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    decision_style = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    backfilled = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_accounts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "journey_attainments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    definition_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    value = table.Column<double>(type: "REAL", nullable: false),
                    is_reached = table.Column<bool>(type: "INTEGER", nullable: false),
                    evidence = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_attainments", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "journey_contacts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    channel = table.Column<string>(type: "TEXT", nullable: false),
                    proactive = table.Column<bool>(type: "INTEGER", nullable: false),
                    because_of_score = table.Column<bool>(type: "INTEGER", nullable: false),
                    outcome = table.Column<string>(type: "TEXT", nullable: false),
                    note = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    by_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    natural_key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    backfilled = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_contacts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "journey_people",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    email = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    roles = table.Column<string>(type: "TEXT", nullable: false),
                    is_demo = table.Column<bool>(type: "INTEGER", nullable: false),
                    left_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    partner_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_people", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "journey_phase_sets",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    phases = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_phase_sets", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "journey_success_definitions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    outcome = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    metric = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    baseline = table.Column<double>(type: "REAL", nullable: true),
                    target = table.Column<double>(type: "REAL", nullable: false),
                    due_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    our_owner_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    their_owner = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    agreed_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_success_definitions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "journey_teams",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    leader_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    members = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_teams", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "journey_tier_policies",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    tiers = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_tier_policies", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "journey_timeline_entries",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    en = table.Column<string>(type: "TEXT", nullable: false),
                    ja = table.Column<string>(type: "TEXT", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_timeline_entries", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_journey_account_facts_account_id_name_effective_on",
                table: "journey_account_facts",
                columns: new[] { "account_id", "name", "effective_on" });

            migrationBuilder.CreateIndex(
                name: "IX_journey_account_ownerships_account_id_from_recorded_at",
                table: "journey_account_ownerships",
                columns: new[] { "account_id", "from", "recorded_at" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_journey_account_ownerships_owner_id",
                table: "journey_account_ownerships",
                column: "owner_id");

            migrationBuilder.CreateIndex(
                name: "IX_journey_account_phases_account_id_on_recorded_at",
                table: "journey_account_phases",
                columns: new[] { "account_id", "on", "recorded_at" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_journey_accounts_external_id",
                table: "journey_accounts",
                column: "external_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_journey_accounts_partner_id",
                table: "journey_accounts",
                column: "partner_id");

            migrationBuilder.CreateIndex(
                name: "IX_journey_attainments_account_id",
                table: "journey_attainments",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_journey_attainments_definition_id",
                table: "journey_attainments",
                column: "definition_id");

            migrationBuilder.CreateIndex(
                name: "IX_journey_contacts_account_id_on",
                table: "journey_contacts",
                columns: new[] { "account_id", "on" });

            migrationBuilder.CreateIndex(
                name: "IX_journey_contacts_natural_key",
                table: "journey_contacts",
                column: "natural_key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_journey_people_email",
                table: "journey_people",
                column: "email",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_journey_success_definitions_account_id_number",
                table: "journey_success_definitions",
                columns: new[] { "account_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_journey_timeline_entries_account_id_on",
                table: "journey_timeline_entries",
                columns: new[] { "account_id", "on" });

            migrationBuilder.CreateIndex(
                name: "IX_journey_timeline_entries_kind_key",
                table: "journey_timeline_entries",
                columns: new[] { "kind", "key" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "journey_account_facts");

            migrationBuilder.DropTable(
                name: "journey_account_ownerships");

            migrationBuilder.DropTable(
                name: "journey_account_phases");

            migrationBuilder.DropTable(
                name: "journey_accounts");

            migrationBuilder.DropTable(
                name: "journey_attainments");

            migrationBuilder.DropTable(
                name: "journey_contacts");

            migrationBuilder.DropTable(
                name: "journey_people");

            migrationBuilder.DropTable(
                name: "journey_phase_sets");

            migrationBuilder.DropTable(
                name: "journey_success_definitions");

            migrationBuilder.DropTable(
                name: "journey_teams");

            migrationBuilder.DropTable(
                name: "journey_tier_policies");

            migrationBuilder.DropTable(
                name: "journey_timeline_entries");
        }
    }
}
