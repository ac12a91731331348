using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CsMonolith.Journey.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class AddActivities : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "activities",
                schema: "journey",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: true),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    what = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    with = table.Column<string>(type: "text", nullable: false),
                    minutes = table.Column<int>(type: "integer", nullable: true),
                    goal_id = table.Column<Guid>(type: "uuid", nullable: true),
                    fire_id = table.Column<Guid>(type: "uuid", nullable: true),
                    proactive = table.Column<bool>(type: "boolean", nullable: true),
                    because_of_score = table.Column<bool>(type: "boolean", nullable: false),
                    signal_kind = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    signal_on = table.Column<DateOnly>(type: "date", nullable: true),
                    channel = table.Column<string>(type: "text", nullable: true),
                    outcome = table.Column<string>(type: "text", nullable: true),
                    note = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    natural_key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    backfilled = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_activities", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "fire_causes",
                schema: "journey",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    causes = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_fire_causes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "fires",
                schema: "journey",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    cause = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    started_on = table.Column<DateOnly>(type: "date", nullable: false),
                    opened_by = table.Column<Guid>(type: "uuid", nullable: true),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ended_on = table.Column<DateOnly>(type: "date", nullable: true),
                    card_id = table.Column<Guid>(type: "uuid", nullable: true),
                    closed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    closed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_fires", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "initiative_reaches",
                schema: "journey",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    level = table.Column<string>(type: "text", nullable: false),
                    by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_initiative_reaches", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "known_cards",
                schema: "journey",
                columns: table => new
                {
                    card_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_known_cards", x => x.card_id);
                });

            migrationBuilder.CreateTable(
                name: "relationship_ratings",
                schema: "journey",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    score = table.Column<int>(type: "integer", nullable: false),
                    why = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_relationship_ratings", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "stakeholder_standings",
                schema: "journey",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    stakeholder_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    role = table.Column<string>(type: "text", nullable: false),
                    influence = table.Column<int>(type: "integer", nullable: false),
                    stance = table.Column<string>(type: "text", nullable: false),
                    message = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    in_touch = table.Column<bool>(type: "boolean", nullable: false),
                    has_left = table.Column<bool>(type: "boolean", nullable: false),
                    by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_stakeholder_standings", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "stakeholders",
                schema: "journey",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    title = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    department = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    email = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_stakeholders", x => x.id);
                });

            // What contacts were are activities from here on; each keeps its id, so that all that names it finds it.
            migrationBuilder.Sql(
                """
                INSERT INTO journey.activities (id, account_id, "on", kind, what, "with", minutes, goal_id, fire_id, proactive,
                    because_of_score, signal_kind, signal_on, channel, outcome, note, by_id, natural_key, recorded_at,
                    backfilled)
                SELECT id, account_id, "on", 'Contact', NULL, '[]', NULL, NULL, NULL, proactive,
                    because_of_score, NULL, NULL, channel, outcome, note, by_id, natural_key, recorded_at, backfilled
                FROM journey.contacts;
                """);

            migrationBuilder.DropTable(
                name: "contacts",
                schema: "journey");

            migrationBuilder.CreateIndex(
                name: "IX_activities_account_id_on",
                schema: "journey",
                table: "activities",
                columns: new[] { "account_id", "on" });

            migrationBuilder.CreateIndex(
                name: "IX_activities_by_id_on",
                schema: "journey",
                table: "activities",
                columns: new[] { "by_id", "on" });

            migrationBuilder.CreateIndex(
                name: "IX_activities_fire_id",
                schema: "journey",
                table: "activities",
                column: "fire_id");

            migrationBuilder.CreateIndex(
                name: "IX_activities_natural_key",
                schema: "journey",
                table: "activities",
                column: "natural_key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_activities_on",
                schema: "journey",
                table: "activities",
                column: "on");

            migrationBuilder.CreateIndex(
                name: "IX_fires_account_id_started_on",
                schema: "journey",
                table: "fires",
                columns: new[] { "account_id", "started_on" });

            migrationBuilder.CreateIndex(
                name: "IX_initiative_reaches_account_id_from",
                schema: "journey",
                table: "initiative_reaches",
                columns: new[] { "account_id", "from" });

            migrationBuilder.CreateIndex(
                name: "IX_relationship_ratings_account_id_on",
                schema: "journey",
                table: "relationship_ratings",
                columns: new[] { "account_id", "on" });

            migrationBuilder.CreateIndex(
                name: "IX_stakeholder_standings_account_id_from",
                schema: "journey",
                table: "stakeholder_standings",
                columns: new[] { "account_id", "from" });

            migrationBuilder.CreateIndex(
                name: "IX_stakeholder_standings_stakeholder_id",
                schema: "journey",
                table: "stakeholder_standings",
                column: "stakeholder_id");

            migrationBuilder.CreateIndex(
                name: "IX_stakeholders_account_id",
                schema: "journey",
                table: "stakeholders",
                column: "account_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "fire_causes",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "fires",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "initiative_reaches",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "known_cards",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "relationship_ratings",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "stakeholder_standings",
                schema: "journey");

            migrationBuilder.DropTable(
                name: "stakeholders",
                schema: "journey");

            migrationBuilder.CreateTable(
                name: "contacts",
                schema: "journey",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    backfilled = table.Column<bool>(type: "boolean", nullable: false),
                    because_of_score = table.Column<bool>(type: "boolean", nullable: false),
                    by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    channel = table.Column<string>(type: "text", nullable: false),
                    natural_key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    note = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    outcome = table.Column<string>(type: "text", nullable: false),
                    proactive = table.Column<bool>(type: "boolean", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_contacts", x => x.id);
                });

            // Activities that were no contacts have no place to go back to.
            migrationBuilder.Sql(
                """
                INSERT INTO journey.contacts (id, account_id, "on", channel, proactive, because_of_score, outcome, note, by_id,
                    natural_key, recorded_at, backfilled)
                SELECT id, account_id, "on", channel, COALESCE(proactive, FALSE), because_of_score, outcome, note, by_id,
                    natural_key, recorded_at, backfilled
                FROM journey.activities WHERE account_id IS NOT NULL AND channel IS NOT NULL;
                """);

            migrationBuilder.DropTable(
                name: "activities",
                schema: "journey");

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
        }
    }
}
