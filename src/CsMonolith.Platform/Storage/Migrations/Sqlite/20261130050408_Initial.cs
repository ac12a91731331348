using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

#pragma warning disable CA1814 // Prefer jagged arrays over multidimensional

namespace CsMonolith.Platform.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "platform_access_versions",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_platform_access_versions", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "platform_audit",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    actor = table.Column<string>(type: "TEXT", nullable: false),
                    person_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    operation = table.Column<string>(type: "TEXT", nullable: false),
                    request = table.Column<string>(type: "TEXT", nullable: false),
                    trace_id = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_platform_audit", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "platform_failed_deliveries",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    seq = table.Column<long>(type: "INTEGER", nullable: false),
                    message_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    lane = table.Column<string>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    listener = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    payload = table.Column<string>(type: "TEXT", nullable: false),
                    original_payload = table.Column<string>(type: "TEXT", nullable: true),
                    told_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    not_before = table.Column<DateTime>(type: "TEXT", nullable: true),
                    failure = table.Column<string>(type: "TEXT", nullable: true),
                    given_up_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    mended_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    closed_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_platform_failed_deliveries", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "platform_idempotency",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    fingerprint = table.Column<string>(type: "TEXT", nullable: false),
                    outcome = table.Column<byte[]>(type: "BLOB", nullable: false),
                    expires_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_platform_idempotency", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "platform_import_batches",
                columns: table => new
                {
                    import_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    first_row = table.Column<int>(type: "INTEGER", nullable: false),
                    rows = table.Column<int>(type: "INTEGER", nullable: false),
                    created = table.Column<int>(type: "INTEGER", nullable: false),
                    updated = table.Column<int>(type: "INTEGER", nullable: false),
                    skipped = table.Column<int>(type: "INTEGER", nullable: false),
                    refused = table.Column<int>(type: "INTEGER", nullable: false),
                    flagged = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_platform_import_batches", x => new { x.import_id, x.first_row });
                });

            migrationBuilder.CreateTable(
                name: "platform_import_changes",
                columns: table => new
                {
                    seq = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    import_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    entity = table.Column<string>(type: "TEXT", nullable: false),
                    row_key = table.Column<string>(type: "TEXT", nullable: false),
                    before = table.Column<string>(type: "TEXT", nullable: true),
                    after = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_platform_import_changes", x => x.seq);
                });

            migrationBuilder.CreateTable(
                name: "platform_import_faults",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    import_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    line = table.Column<int>(type: "INTEGER", nullable: false),
                    refused = table.Column<bool>(type: "INTEGER", nullable: false),
                    column = table.Column<string>(type: "TEXT", nullable: true),
                    value = table.Column<string>(type: "TEXT", nullable: true),
                    en = table.Column<string>(type: "TEXT", nullable: false),
                    ja = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_platform_import_faults", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "platform_inbox",
                columns: table => new
                {
                    message_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    listener = table.Column<string>(type: "TEXT", nullable: false),
                    taken_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_platform_inbox", x => new { x.message_id, x.listener });
                });

            migrationBuilder.CreateTable(
                name: "platform_job_events",
                columns: table => new
                {
                    job_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    seq = table.Column<long>(type: "INTEGER", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    percent = table.Column<int>(type: "INTEGER", nullable: false),
                    step_en = table.Column<string>(type: "TEXT", nullable: true),
                    step_ja = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_platform_job_events", x => new { x.job_id, x.seq });
                });

            migrationBuilder.CreateTable(
                name: "platform_jobs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    arguments = table.Column<string>(type: "TEXT", nullable: false),
                    started_by = table.Column<string>(type: "TEXT", nullable: false),
                    person_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    key_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    once_key = table.Column<string>(type: "TEXT", nullable: true),
                    lane = table.Column<string>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    percent = table.Column<int>(type: "INTEGER", nullable: false),
                    step_en = table.Column<string>(type: "TEXT", nullable: true),
                    step_ja = table.Column<string>(type: "TEXT", nullable: true),
                    queued_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    started_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ended_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    leased_until = table.Column<DateTime>(type: "TEXT", nullable: true),
                    attempt = table.Column<int>(type: "INTEGER", nullable: false),
                    held_by = table.Column<string>(type: "TEXT", nullable: true),
                    last_event = table.Column<long>(type: "INTEGER", nullable: false),
                    cancel_asked = table.Column<bool>(type: "INTEGER", nullable: false),
                    result = table.Column<string>(type: "TEXT", nullable: true),
                    refusal = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_platform_jobs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "platform_lane_claims",
                columns: table => new
                {
                    lane = table.Column<string>(type: "TEXT", nullable: false),
                    token = table.Column<Guid>(type: "TEXT", nullable: false),
                    until = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_platform_lane_claims", x => x.lane);
                });

            migrationBuilder.CreateTable(
                name: "platform_outbox",
                columns: table => new
                {
                    seq = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    message_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    lane = table.Column<string>(type: "TEXT", nullable: false),
                    news = table.Column<string>(type: "TEXT", nullable: false),
                    payload = table.Column<string>(type: "TEXT", nullable: false),
                    stored_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    delivered_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_platform_outbox", x => x.seq);
                });

            migrationBuilder.CreateTable(
                name: "platform_schedules",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    last_firing = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_platform_schedules", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "platform_secrets",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    value = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_platform_secrets", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "platform_versions",
                columns: table => new
                {
                    seq = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    entity = table.Column<string>(type: "TEXT", nullable: false),
                    row_key = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    was = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_platform_versions", x => x.seq);
                });

            migrationBuilder.InsertData(
                table: "platform_access_versions",
                columns: new[] { "name", "version" },
                values: new object[,]
                {
                    { "scope", 0L },
                    { "sign-in", 0L }
                });

            migrationBuilder.CreateIndex(
                name: "IX_platform_audit_at",
                table: "platform_audit",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_failed_deliveries_given_up",
                table: "platform_failed_deliveries",
                column: "given_up_at",
                filter: "given_up_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_failed_deliveries_open",
                table: "platform_failed_deliveries",
                columns: new[] { "lane", "listener", "seq" },
                filter: "state IN ('Waiting', 'Replaying')");

            migrationBuilder.CreateIndex(
                name: "ix_failed_deliveries_paused",
                table: "platform_failed_deliveries",
                columns: new[] { "lane", "listener", "not_before" },
                filter: "not_before IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_platform_failed_deliveries_message_id_listener",
                table: "platform_failed_deliveries",
                columns: new[] { "message_id", "listener" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_platform_idempotency_expires_at",
                table: "platform_idempotency",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "IX_platform_import_changes_import_id",
                table: "platform_import_changes",
                column: "import_id");

            migrationBuilder.CreateIndex(
                name: "IX_platform_import_faults_import_id_line",
                table: "platform_import_faults",
                columns: new[] { "import_id", "line" });

            migrationBuilder.CreateIndex(
                name: "IX_platform_jobs_lane",
                table: "platform_jobs",
                column: "lane",
                unique: true,
                filter: "state = 'Running'");

            migrationBuilder.CreateIndex(
                name: "IX_platform_jobs_once_key",
                table: "platform_jobs",
                column: "once_key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_platform_jobs_state_queued_at",
                table: "platform_jobs",
                columns: new[] { "state", "queued_at" });

            migrationBuilder.CreateIndex(
                name: "IX_platform_lane_claims_token",
                table: "platform_lane_claims",
                column: "token");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_undelivered",
                table: "platform_outbox",
                column: "seq",
                filter: "delivered_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_platform_outbox_message_id",
                table: "platform_outbox",
                column: "message_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_platform_versions_at",
                table: "platform_versions",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "IX_platform_versions_entity_row_key_version",
                table: "platform_versions",
                columns: new[] { "entity", "row_key", "version" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "platform_access_versions");

            migrationBuilder.DropTable(
                name: "platform_audit");

            migrationBuilder.DropTable(
                name: "platform_failed_deliveries");

            migrationBuilder.DropTable(
                name: "platform_idempotency");

            migrationBuilder.DropTable(
                name: "platform_import_batches");

            migrationBuilder.DropTable(
                name: "platform_import_changes");

            migrationBuilder.DropTable(
                name: "platform_import_faults");

            migrationBuilder.DropTable(
                name: "platform_inbox");

            migrationBuilder.DropTable(
                name: "platform_job_events");

            migrationBuilder.DropTable(
                name: "platform_jobs");

            migrationBuilder.DropTable(
                name: "platform_lane_claims");

            migrationBuilder.DropTable(
                name: "platform_outbox");

            migrationBuilder.DropTable(
                name: "platform_schedules");

            migrationBuilder.DropTable(
                name: "platform_secrets");

            migrationBuilder.DropTable(
                name: "platform_versions");
        }
    }
}
