using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CsMonolith.Journey.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AddActivities : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "journey_activities",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    what = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    with = table.Column<string>(type: "TEXT", nullable: false),
                    minutes = table.Column<int>(type: "INTEGER", nullable: true),
                    goal_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    fire_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    proactive = table.Column<bool>(type: "INTEGER", nullable: true),
                    because_of_score = table.Column<bool>(type: "INTEGER", nullable: false),
                    signal_kind = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    signal_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    channel = table.Column<string>(type: "TEXT", nullable: true),
                    outcome = table.Column<string>(type: "TEXT", nullable: true),
                    note = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    by_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    natural_key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    backfilled = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_activities", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "journey_fire_causes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    causes = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_fire_causes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "journey_fires",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    cause = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    started_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    opened_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ended_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    card_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    closed_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    closed_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_fires", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "journey_initiative_reaches",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    level = table.Column<string>(type: "TEXT", nullable: false),
                    by_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_initiative_reaches", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "journey_known_cards",
                columns: table => new
                {
                    card_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_known_cards", x => x.card_id);
                });

            migrationBuilder.CreateTable(
                name: "journey_relationship_ratings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    owner_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    score = table.Column<int>(type: "INTEGER", nullable: false),
                    why = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_relationship_ratings", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "journey_stakeholder_standings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    stakeholder_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    role = table.Column<string>(type: "TEXT", nullable: false),
                    influence = table.Column<int>(type: "INTEGER", nullable: false),
                    stance = table.Column<string>(type: "TEXT", nullable: false),
                    message = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    in_touch = table.Column<bool>(type: "INTEGER", nullable: false),
                    has_left = table.Column<bool>(type: "INTEGER", nullable: false),
                    by_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_stakeholder_standings", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "journey_stakeholders",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    department = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    email = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_stakeholders", x => x.id);
                });

            // What contacts were are activities from here on; each keeps its id, so that all that names it finds it.
            migrationBuilder.Sql(
                """
                INSERT INTO journey_activities (id, account_id, "on", kind, what, "with", minutes, goal_id, fire_id, proactive,
                    because_of_score, signal_kind, signal_on, channel, outcome, note, by_id, natural_key, recorded_at,
                    backfilled)
                SELECT id, account_id, "on", 'Contact', NULL, '[]', NULL, NULL, NULL, proactive,
                    because_of_score, NULL, NULL, channel, outcome, note, by_id, natural_key, recorded_at, backfilled
                FROM journey_contacts;
                """);

            migrationBuilder.DropTable(
                name: "journey_contacts");

            migrationBuilder.CreateIndex(
                name: "IX_journey_activities_account_id_on",
                table: "journey_activities",
                columns: new[] { "account_id", "on" });

            migrationBuilder.CreateIndex(
                name: "IX_journey_activities_by_id_on",
                table: "journey_activities",
                columns: new[] { "by_id", "on" });

            migrationBuilder.CreateIndex(
                name: "IX_journey_activities_fire_id",
                table: "journey_activities",
                column: "fire_id");

            migrationBuilder.CreateIndex(
                name: "IX_journey_activities_natural_key",
                table: "journey_activities",
                column: "natural_key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_journey_activities_on",
                table: "journey_activities",
                column: "on");

            migrationBuilder.CreateIndex(
                name: "IX_journey_fires_account_id_started_on",
                table: "journey_fires",
                columns: new[] { "account_id", "started_on" });

            migrationBuilder.CreateIndex(
                name: "IX_journey_initiative_reaches_account_id_from",
                table: "journey_initiative_reaches",
                columns: new[] { "account_id", "from" });

            migrationBuilder.CreateIndex(
                name: "IX_journey_relationship_ratings_account_id_on",
                table: "journey_relationship_ratings",
                columns: new[] { "account_id", "on" });

            migrationBuilder.CreateIndex(
                name: "IX_journey_stakeholder_standings_account_id_from",
                table: "journey_stakeholder_standings",
                columns: new[] { "account_id", "from" });

            migrationBuilder.CreateIndex(
                name: "IX_journey_stakeholder_standings_stakeholder_id",
                table: "journey_stakeholder_standings",
                column: "stakeholder_id");

            migrationBuilder.CreateIndex(
                name: "IX_journey_stakeholders_account_id",
                table: "journey_stakeholders",
                column: "account_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "journey_fire_causes");

            migrationBuilder.DropTable(
                name: "journey_fires");

            migrationBuilder.DropTable(
                name: "journey_initiative_reaches");

            migrationBuilder.DropTable(
                name: "journey_known_cards");

            migrationBuilder.DropTable(
                name: "journey_relationship_ratings");

            migrationBuilder.DropTable(
                name: "journey_stakeholder_standings");

            migrationBuilder.DropTable(
                name: "journey_stakeholders");

            migrationBuilder.CreateTable(
                name: "journey_contacts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    backfilled = table.Column<bool>(type: "INTEGER", nullable: false),
                    because_of_score = table.Column<bool>(type: "INTEGER", nullable: false),
                    by_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    channel = table.Column<string>(type: "TEXT", nullable: false),
                    natural_key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    note = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    outcome = table.Column<string>(type: "TEXT", nullable: false),
                    proactive = table.Column<bool>(type: "INTEGER", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journey_contacts", x => x.id);
                });

            // Activities that were no contacts have no place to go back to.
            migrationBuilder.Sql(
                """
                INSERT INTO journey_contacts (id, account_id, "on", channel, proactive, because_of_score, outcome, note, by_id,
                    natural_key, recorded_at, backfilled)
                SELECT id, account_id, "on", channel, COALESCE(proactive, FALSE), because_of_score, outcome, note, by_id,
                    natural_key, recorded_at, backfilled
                FROM journey_activities WHERE account_id IS NOT NULL AND channel IS NOT NULL;
                """);

            migrationBuilder.DropTable(
                name: "journey_activities");

            migrationBuilder.CreateIndex(
                name: "IX_journey_contacts_account_id_on",
                table: "journey_contacts",
                columns: new[] { "account_id", "on" });

            migrationBuilder.CreateIndex(
                name: "IX_journey_contacts_natural_key",
                table: "journey_contacts",
                column: "natural_key",
                unique: true);
        }
    }
}
