using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

#pragma warning disable CA1814 // Prefer jagged arrays over multidimensional

namespace CsMonolith.Platform.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "platform");

            migrationBuilder.CreateTable(
                name: "access_versions",
                schema: "platform",
                columns: table => new
                {
                    name = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_access_versions", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "audit",
                schema: "platform",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    actor = table.Column<string>(type: "text", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    operation = table.Column<string>(type: "text", nullable: false),
                    request = table.Column<string>(type: "text", nullable: false),
                    trace_id = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "failed_deliveries",
                schema: "platform",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    seq = table.Column<long>(type: "bigint", nullable: false),
                    message_id = table.Column<Guid>(type: "uuid", nullable: false),
                    lane = table.Column<string>(type: "text", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: true),
                    listener = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    payload = table.Column<string>(type: "text", nullable: false),
                    original_payload = table.Column<string>(type: "text", nullable: true),
                    told_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    not_before = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    failure = table.Column<string>(type: "text", nullable: true),
                    given_up_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    mended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true),
                    closed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_failed_deliveries", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "idempotency",
                schema: "platform",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    fingerprint = table.Column<string>(type: "text", nullable: false),
                    outcome = table.Column<byte[]>(type: "bytea", nullable: false),
                    expires_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_idempotency", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "import_batches",
                schema: "platform",
                columns: table => new
                {
                    import_id = table.Column<Guid>(type: "uuid", nullable: false),
                    first_row = table.Column<int>(type: "integer", nullable: false),
                    rows = table.Column<int>(type: "integer", nullable: false),
                    created = table.Column<int>(type: "integer", nullable: false),
                    updated = table.Column<int>(type: "integer", nullable: false),
                    skipped = table.Column<int>(type: "integer", nullable: false),
                    refused = table.Column<int>(type: "integer", nullable: false),
                    flagged = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_import_batches", x => new { x.import_id, x.first_row });
                });

            migrationBuilder.CreateTable(
                name: "import_changes",
                schema: "platform",
                columns: table => new
                {
                    seq = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    import_id = table.Column<Guid>(type: "uuid", nullable: false),
                    entity = table.Column<string>(type: "text", nullable: false),
                    row_key = table.Column<string>(type: "text", nullable: false),
                    before = table.Column<string>(type: "text", nullable: true),
                    after = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_import_changes", x => x.seq);
                });

            migrationBuilder.CreateTable(
                name: "import_faults",
                schema: "platform",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    import_id = table.Column<Guid>(type: "uuid", nullable: false),
                    line = table.Column<int>(type: "integer", nullable: false),
                    refused = table.Column<bool>(type: "boolean", nullable: false),
                    column = table.Column<string>(type: "text", nullable: true),
                    value = table.Column<string>(type: "text", nullable: true),
                    en = table.Column<string>(type: "text", nullable: false),
                    ja = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_import_faults", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "inbox",
                schema: "platform",
                columns: table => new
                {
                    message_id = table.Column<Guid>(type: "uuid", nullable: false),
                    listener = table.Column<string>(type: "text", nullable: false),
                    taken_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inbox", x => new { x.message_id, x.listener });
                });

            migrationBuilder.CreateTable(
                name: "job_events",
                schema: "platform",
                columns: table => new
                {
                    job_id = table.Column<Guid>(type: "uuid", nullable: false),
                    seq = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    percent = table.Column<int>(type: "integer", nullable: false),
                    step_en = table.Column<string>(type: "text", nullable: true),
                    step_ja = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_job_events", x => new { x.job_id, x.seq });
                });

            migrationBuilder.CreateTable(
                name: "jobs",
                schema: "platform",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    arguments = table.Column<string>(type: "text", nullable: false),
                    started_by = table.Column<string>(type: "text", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    key_id = table.Column<Guid>(type: "uuid", nullable: true),
                    once_key = table.Column<string>(type: "text", nullable: true),
                    lane = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    percent = table.Column<int>(type: "integer", nullable: false),
                    step_en = table.Column<string>(type: "text", nullable: true),
                    step_ja = table.Column<string>(type: "text", nullable: true),
                    queued_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    started_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    leased_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    attempt = table.Column<int>(type: "integer", nullable: false),
                    held_by = table.Column<string>(type: "text", nullable: true),
                    last_event = table.Column<long>(type: "bigint", nullable: false),
                    cancel_asked = table.Column<bool>(type: "boolean", nullable: false),
                    result = table.Column<string>(type: "text", nullable: true),
                    refusal = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_jobs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "lane_claims",
                schema: "platform",
                columns: table => new
                {
                    lane = table.Column<string>(type: "text", nullable: false),
                    token = table.Column<Guid>(type: "uuid", nullable: false),
                    until = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_lane_claims", x => x.lane);
                });

            migrationBuilder.CreateTable(
                name: "outbox",
                schema: "platform",
                columns: table => new
                {
                    seq = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    message_id = table.Column<Guid>(type: "uuid", nullable: false),
                    lane = table.Column<string>(type: "text", nullable: false),
                    news = table.Column<string>(type: "text", nullable: false),
                    payload = table.Column<string>(type: "text", nullable: false),
                    stored_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    delivered_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_outbox", x => x.seq);
                });

            migrationBuilder.CreateTable(
                name: "schedules",
                schema: "platform",
                columns: table => new
                {
                    name = table.Column<string>(type: "text", nullable: false),
                    last_firing = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_schedules", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "secrets",
                schema: "platform",
                columns: table => new
                {
                    name = table.Column<string>(type: "text", nullable: false),
                    value = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_secrets", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "versions",
                schema: "platform",
                columns: table => new
                {
                    seq = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    entity = table.Column<string>(type: "text", nullable: false),
                    row_key = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    was = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_versions", x => x.seq);
                });

            migrationBuilder.InsertData(
                schema: "platform",
                table: "access_versions",
                columns: new[] { "name", "version" },
                values: new object[,]
                {
                    { "scope", 0L },
                    { "sign-in", 0L }
                });

            migrationBuilder.CreateIndex(
                name: "IX_audit_at",
                schema: "platform",
                table: "audit",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_failed_deliveries_given_up",
                schema: "platform",
                table: "failed_deliveries",
                column: "given_up_at",
                filter: "given_up_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_failed_deliveries_message_id_listener",
                schema: "platform",
                table: "failed_deliveries",
                columns: new[] { "message_id", "listener" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_failed_deliveries_open",
                schema: "platform",
                table: "failed_deliveries",
                columns: new[] { "lane", "listener", "seq" },
                filter: "state IN ('Waiting', 'Replaying')");

            migrationBuilder.CreateIndex(
                name: "ix_failed_deliveries_paused",
                schema: "platform",
                table: "failed_deliveries",
                columns: new[] { "lane", "listener", "not_before" },
                filter: "not_before IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_idempotency_expires_at",
                schema: "platform",
                table: "idempotency",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "IX_import_changes_import_id",
                schema: "platform",
                table: "import_changes",
                column: "import_id");

            migrationBuilder.CreateIndex(
                name: "IX_import_faults_import_id_line",
                schema: "platform",
                table: "import_faults",
                columns: new[] { "import_id", "line" });

            migrationBuilder.CreateIndex(
                name: "IX_jobs_lane",
                schema: "platform",
                table: "jobs",
                column: "lane",
                unique: true,
                filter: "state = 'Running'");

            migrationBuilder.CreateIndex(
                name: "IX_jobs_once_key",
                schema: "platform",
                table: "jobs",
                column: "once_key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_jobs_state_queued_at",
                schema: "platform",
                table: "jobs",
                columns: new[] { "state", "queued_at" });

            migrationBuilder.CreateIndex(
                name: "IX_lane_claims_token",
                schema: "platform",
                table: "lane_claims",
                column: "token");

            migrationBuilder.CreateIndex(
                name: "IX_outbox_message_id",
                schema: "platform",
                table: "outbox",
                column: "message_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_outbox_undelivered",
                schema: "platform",
                table: "outbox",
                column: "seq",
                filter: "delivered_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_versions_at",
                schema: "platform",
                table: "versions",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "IX_versions_entity_row_key_version",
                schema: "platform",
                table: "versions",
                columns: new[] { "entity", "row_key", "version" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "access_versions",
                schema: "platform");

            migrationBuilder.DropTable(
                name: "audit",
                schema: "platform");

            migrationBuilder.DropTable(
                name: "failed_deliveries",
                schema: "platform");

            migrationBuilder.DropTable(
                name: "idempotency",
                schema: "platform");

            migrationBuilder.DropTable(
                name: "import_batches",
                schema: "platform");

            migrationBuilder.DropTable(
                name: "import_changes",
                schema: "platform");

            migrationBuilder.DropTable(
                name: "import_faults",
                schema: "platform");

            migrationBuilder.DropTable(
                name: "inbox",
                schema: "platform");

            migrationBuilder.DropTable(
                name: "job_events",
                schema: "platform");

            migrationBuilder.DropTable(
                name: "jobs",
                schema: "platform");

            migrationBuilder.DropTable(
                name: "lane_claims",
                schema: "platform");

            migrationBuilder.DropTable(
                name: "outbox",
                schema: "platform");

            migrationBuilder.DropTable(
                name: "schedules",
                schema: "platform");

            migrationBuilder.DropTable(
                name: "secrets",
                schema: "platform");

            migrationBuilder.DropTable(
                name: "versions",
                schema: "platform");
        }
    }
}
