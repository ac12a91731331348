using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CsMonolith.Health.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "health");

            migrationBuilder.CreateTable(
                name: "group_claims",
                schema: "health",
                columns: table => new
                {
                    source = table.Column<string>(type: "text", nullable: false),
                    group_id = table.Column<string>(type: "text", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    claimed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_group_claims", x => new { x.source, x.group_id });
                });

            migrationBuilder.CreateTable(
                name: "licence_counts",
                schema: "health",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    purchased = table.Column<int>(type: "integer", nullable: true),
                    assigned = table.Column<int>(type: "integer", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    backfilled = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_licence_counts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "model_artefacts",
                schema: "health",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    json = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_model_artefacts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "models",
                schema: "health",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    outcome = table.Column<string>(type: "text", nullable: false),
                    horizon_days = table.Column<int>(type: "integer", nullable: false),
                    policy = table.Column<string>(type: "text", nullable: false),
                    has_signal = table.Column<bool>(type: "boolean", nullable: false),
                    base_rate = table.Column<double>(type: "double precision", nullable: false),
                    seed = table.Column<long>(type: "bigint", nullable: true),
                    trained_from = table.Column<DateOnly>(type: "date", nullable: true),
                    trained_to = table.Column<DateOnly>(type: "date", nullable: true),
                    test_from = table.Column<DateOnly>(type: "date", nullable: true),
                    test_to = table.Column<DateOnly>(type: "date", nullable: true),
                    data_fingerprint = table.Column<string>(type: "text", nullable: true),
                    artefact_sha256 = table.Column<string>(type: "text", nullable: false),
                    treated_rows = table.Column<int>(type: "integer", nullable: false),
                    feature_names = table.Column<string>(type: "text", nullable: false),
                    measures_json = table.Column<string>(type: "text", nullable: false),
                    findings_json = table.Column<string>(type: "text", nullable: false),
                    factors_json = table.Column<string>(type: "text", nullable: false),
                    card = table.Column<string>(type: "text", nullable: false),
                    registered_by = table.Column<Guid>(type: "uuid", nullable: true),
                    registered_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    alias = table.Column<string>(type: "text", nullable: false),
                    promoted_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    promoted_by = table.Column<Guid>(type: "uuid", nullable: true),
                    withdrawn_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    waived_gate = table.Column<string>(type: "text", nullable: true),
                    waiver_reason = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_models", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "pattern_runs",
                schema: "health",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    origin = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                    outcome = table.Column<string>(type: "text", nullable: false),
                    outcome_is_loss = table.Column<bool>(type: "boolean", nullable: false),
                    program = table.Column<string>(type: "text", nullable: false),
                    data = table.Column<string>(type: "text", nullable: false),
                    data_fingerprint = table.Column<string>(type: "text", nullable: false),
                    model = table.Column<string>(type: "text", nullable: true),
                    seed = table.Column<long>(type: "bigint", nullable: false),
                    false_discovery_rate = table.Column<double>(type: "double precision", nullable: false),
                    tried = table.Column<int>(type: "integer", nullable: false),
                    hidden = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_pattern_runs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "patterns",
                schema: "health",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    origin = table.Column<string>(type: "text", nullable: false),
                    outcome = table.Column<string>(type: "text", nullable: false),
                    phase = table.Column<string>(type: "text", nullable: false),
                    condition = table.Column<string>(type: "text", nullable: false),
                    feature = table.Column<string>(type: "text", nullable: false),
                    at_least = table.Column<double>(type: "double precision", nullable: true),
                    publication_key = table.Column<Guid>(type: "uuid", nullable: true),
                    evidence_json = table.Column<string>(type: "text", nullable: false),
                    lift = table.Column<double>(type: "double precision", nullable: true),
                    q = table.Column<double>(type: "double precision", nullable: false),
                    verdict = table.Column<string>(type: "text", nullable: false),
                    is_told = table.Column<bool>(type: "boolean", nullable: false),
                    reach_accounts = table.Column<int>(type: "integer", nullable: true),
                    reach_mrr_json = table.Column<string>(type: "text", nullable: false),
                    year_customers = table.Column<int>(type: "integer", nullable: false),
                    year_arr_json = table.Column<string>(type: "text", nullable: false),
                    worth = table.Column<double>(type: "double precision", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_patterns", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "portfolio",
                schema: "health",
                columns: table => new
                {
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    phase = table.Column<string>(type: "text", nullable: true),
                    phase_since = table.Column<DateOnly>(type: "date", nullable: true),
                    last_contact_on = table.Column<DateOnly>(type: "date", nullable: true),
                    mrr_minor = table.Column<long>(type: "bigint", nullable: false),
                    currency = table.Column<string>(type: "text", nullable: true),
                    mrr_on = table.Column<DateOnly>(type: "date", nullable: true),
                    probability = table.Column<double>(type: "double precision", nullable: true),
                    expected_loss = table.Column<double>(type: "double precision", nullable: true),
                    has_no_loss = table.Column<bool>(type: "boolean", nullable: false),
                    band = table.Column<string>(type: "text", nullable: true),
                    score_id = table.Column<Guid>(type: "uuid", nullable: true),
                    scored_as_of = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_portfolio", x => x.account_id);
                });

            migrationBuilder.CreateTable(
                name: "pseudonym_keys",
                schema: "health",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    secret = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_pseudonym_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "quarantined_groups",
                schema: "health",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    group_id = table.Column<string>(type: "text", nullable: false),
                    events = table.Column<long>(type: "bigint", nullable: false),
                    first_event_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    last_event_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    first_seen_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    last_seen_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_quarantined_groups", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "quarantined_uses",
                schema: "health",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    key_hash = table.Column<Guid>(type: "uuid", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    group_id = table.Column<string>(type: "text", nullable: false),
                    user_ref = table.Column<string>(type: "text", nullable: true),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    feature = table.Column<string>(type: "text", nullable: false),
                    properties = table.Column<string>(type: "text", nullable: true),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_quarantined_uses", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "scores",
                schema: "health",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    as_of = table.Column<DateOnly>(type: "date", nullable: false),
                    model_version = table.Column<string>(type: "text", nullable: false),
                    outcome = table.Column<string>(type: "text", nullable: false),
                    horizon_days = table.Column<int>(type: "integer", nullable: false),
                    probability = table.Column<double>(type: "double precision", nullable: false),
                    log_odds = table.Column<double>(type: "double precision", nullable: false),
                    base_log_odds = table.Column<double>(type: "double precision", nullable: false),
                    base_rate = table.Column<double>(type: "double precision", nullable: false),
                    has_signal = table.Column<bool>(type: "boolean", nullable: false),
                    band = table.Column<string>(type: "text", nullable: false),
                    drivers_json = table.Column<string>(type: "text", nullable: false),
                    scored_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_scores", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "snapshots",
                schema: "health",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    as_of = table.Column<DateOnly>(type: "date", nullable: false),
                    features = table.Column<string>(type: "text", nullable: false),
                    phase = table.Column<string>(type: "text", nullable: true),
                    mrr_minor = table.Column<long>(type: "bigint", nullable: false),
                    currency = table.Column<string>(type: "text", nullable: true),
                    is_live = table.Column<bool>(type: "boolean", nullable: false),
                    imported_label = table.Column<bool>(type: "boolean", nullable: true),
                    built_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    loaded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_snapshots", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "stream_refusals",
                schema: "health",
                columns: table => new
                {
                    source = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    count = table.Column<long>(type: "bigint", nullable: false),
                    first_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    last_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    last_message_id = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_stream_refusals", x => new { x.source, x.reason });
                });

            migrationBuilder.CreateTable(
                name: "stream_users",
                schema: "health",
                columns: table => new
                {
                    source = table.Column<string>(type: "text", nullable: false),
                    user_ref = table.Column<string>(type: "text", nullable: false),
                    group_id = table.Column<string>(type: "text", nullable: true),
                    grouped_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    same_as = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_stream_users", x => new { x.source, x.user_ref });
                });

            migrationBuilder.CreateTable(
                name: "treatments",
                schema: "health",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    because_of_score = table.Column<bool>(type: "boolean", nullable: false),
                    outcome = table.Column<string>(type: "text", nullable: false),
                    probability = table.Column<double>(type: "double precision", nullable: true),
                    model_version = table.Column<string>(type: "text", nullable: true),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_treatments", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "usage_events",
                schema: "health",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    key_hash = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    subscription_external_id = table.Column<string>(type: "text", nullable: true),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    feature = table.Column<string>(type: "text", nullable: false),
                    user_ref = table.Column<string>(type: "text", nullable: true),
                    department = table.Column<string>(type: "text", nullable: true),
                    count = table.Column<long>(type: "bigint", nullable: false),
                    duration_seconds = table.Column<long>(type: "bigint", nullable: false),
                    errors = table.Column<long>(type: "bigint", nullable: false),
                    is_beta = table.Column<bool>(type: "boolean", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    import_id = table.Column<Guid>(type: "uuid", nullable: true),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    backfilled = table.Column<bool>(type: "boolean", nullable: false),
                    properties = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_usage_events", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "usage_features",
                schema: "health",
                columns: table => new
                {
                    feature = table.Column<string>(type: "text", nullable: false),
                    known_from = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_usage_features", x => x.feature);
                });

            migrationBuilder.CreateTable(
                name: "usage_keys",
                schema: "health",
                columns: table => new
                {
                    hash = table.Column<Guid>(type: "uuid", nullable: false),
                    content = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_usage_keys", x => x.hash);
                });

            migrationBuilder.CreateIndex(
                name: "IX_licence_counts_account_id_on_revision",
                schema: "health",
                table: "licence_counts",
                columns: new[] { "account_id", "on", "revision" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_models_name",
                schema: "health",
                table: "models",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_patterns_publication_key",
                schema: "health",
                table: "patterns",
                column: "publication_key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_patterns_run_id",
                schema: "health",
                table: "patterns",
                column: "run_id");

            migrationBuilder.CreateIndex(
                name: "IX_portfolio_has_no_loss_expected_loss_account_id",
                schema: "health",
                table: "portfolio",
                columns: new[] { "has_no_loss", "expected_loss", "account_id" },
                descending: new[] { false, true, false });

            migrationBuilder.CreateIndex(
                name: "IX_quarantined_groups_source_group_id",
                schema: "health",
                table: "quarantined_groups",
                columns: new[] { "source", "group_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_quarantined_uses_source_group_id_user_ref",
                schema: "health",
                table: "quarantined_uses",
                columns: new[] { "source", "group_id", "user_ref" });

            migrationBuilder.CreateIndex(
                name: "IX_scores_account_id_as_of_model_version",
                schema: "health",
                table: "scores",
                columns: new[] { "account_id", "as_of", "model_version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_snapshots_account_id_as_of",
                schema: "health",
                table: "snapshots",
                columns: new[] { "account_id", "as_of" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_snapshots_as_of",
                schema: "health",
                table: "snapshots",
                column: "as_of");

            migrationBuilder.CreateIndex(
                name: "IX_treatments_account_id_on",
                schema: "health",
                table: "treatments",
                columns: new[] { "account_id", "on" });

            migrationBuilder.CreateIndex(
                name: "IX_usage_events_account_id_day",
                schema: "health",
                table: "usage_events",
                columns: new[] { "account_id", "day" });

            migrationBuilder.CreateIndex(
                name: "IX_usage_events_day",
                schema: "health",
                table: "usage_events",
                column: "day")
                .Annotation("Npgsql:IndexMethod", "brin");

            migrationBuilder.CreateIndex(
                name: "IX_usage_events_import_id",
                schema: "health",
                table: "usage_events",
                column: "import_id",
                filter: "import_id IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "group_claims",
                schema: "health");

            migrationBuilder.DropTable(
                name: "licence_counts",
                schema: "health");

            migrationBuilder.DropTable(
                name: "model_artefacts",
                schema: "health");

            migrationBuilder.DropTable(
                name: "models",
                schema: "health");

            migrationBuilder.DropTable(
                name: "pattern_runs",
                schema: "health");

            migrationBuilder.DropTable(
                name: "patterns",
                schema: "health");

            migrationBuilder.DropTable(
                name: "portfolio",
                schema: "health");

            migrationBuilder.DropTable(
                name: "pseudonym_keys",
                schema: "health");

            migrationBuilder.DropTable(
                name: "quarantined_groups",
                schema: "health");

            migrationBuilder.DropTable(
                name: "quarantined_uses",
                schema: "health");

            migrationBuilder.DropTable(
                name: "scores",
                schema: "health");

            migrationBuilder.DropTable(
                name: "snapshots",
                schema: "health");

            migrationBuilder.DropTable(
                name: "stream_refusals",
                schema: "health");

            migrationBuilder.DropTable(
                name: "stream_users",
                schema: "health");

            migrationBuilder.DropTable(
                name: "treatments",
                schema: "health");

            migrationBuilder.DropTable(
                name: "usage_events",
                schema: "health");

            migrationBuilder.DropTable(
                name: "usage_features",
                schema: "health");

            migrationBuilder.DropTable(
                name: "usage_keys",
                schema: "health");
        }
    }
}
