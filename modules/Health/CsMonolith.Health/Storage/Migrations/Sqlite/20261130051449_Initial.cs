using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CsMonolith.Health.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "health_group_claims",
                columns: table => new
                {
                    source = table.Column<string>(type: "TEXT", nullable: false),
                    group_id = table.Column<string>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    claimed_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_health_group_claims", x => new { x.source, x.group_id });
                });

            migrationBuilder.CreateTable(
                name: "health_licence_counts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    revision = table.Column<int>(type: "INTEGER", nullable: false),
                    purchased = table.Column<int>(type: "INTEGER", nullable: true),
                    assigned = table.Column<int>(type: "INTEGER", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    backfilled = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_health_licence_counts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "health_model_artefacts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    json = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_health_model_artefacts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "health_models",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    outcome = table.Column<string>(type: "TEXT", nullable: false),
                    horizon_days = table.Column<int>(type: "INTEGER", nullable: false),
                    policy = table.Column<string>(type: "TEXT", nullable: false),
                    has_signal = table.Column<bool>(type: "INTEGER", nullable: false),
                    base_rate = table.Column<double>(type: "REAL", nullable: false),
                    seed = table.Column<long>(type: "INTEGER", nullable: true),
                    trained_from = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    trained_to = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    test_from = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    test_to = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    data_fingerprint = table.Column<string>(type: "TEXT", nullable: true),
                    artefact_sha256 = table.Column<string>(type: "TEXT", nullable: false),
                    treated_rows = table.Column<int>(type: "INTEGER", nullable: false),
                    feature_names = table.Column<string>(type: "TEXT", nullable: false),
                    measures_json = table.Column<string>(type: "TEXT", nullable: false),
                    findings_json = table.Column<string>(type: "TEXT", nullable: false),
                    factors_json = table.Column<string>(type: "TEXT", nullable: false),
                    card = table.Column<string>(type: "TEXT", nullable: false),
                    registered_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    registered_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    alias = table.Column<string>(type: "TEXT", nullable: false),
                    promoted_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    promoted_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    withdrawn_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    waived_gate = table.Column<string>(type: "TEXT", nullable: true),
                    waiver_reason = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_health_models", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "health_pattern_runs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    origin = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    by = table.Column<Guid>(type: "TEXT", nullable: true),
                    outcome = table.Column<string>(type: "TEXT", nullable: false),
                    outcome_is_loss = table.Column<bool>(type: "INTEGER", nullable: false),
                    program = table.Column<string>(type: "TEXT", nullable: false),
                    data = table.Column<string>(type: "TEXT", nullable: false),
                    data_fingerprint = table.Column<string>(type: "TEXT", nullable: false),
                    model = table.Column<string>(type: "TEXT", nullable: true),
                    seed = table.Column<long>(type: "INTEGER", nullable: false),
                    false_discovery_rate = table.Column<double>(type: "REAL", nullable: false),
                    tried = table.Column<int>(type: "INTEGER", nullable: false),
                    hidden = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_health_pattern_runs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "health_patterns",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    run_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    origin = table.Column<string>(type: "TEXT", nullable: false),
                    outcome = table.Column<string>(type: "TEXT", nullable: false),
                    phase = table.Column<string>(type: "TEXT", nullable: false),
                    condition = table.Column<string>(type: "TEXT", nullable: false),
                    feature = table.Column<string>(type: "TEXT", nullable: false),
                    at_least = table.Column<double>(type: "REAL", nullable: true),
                    publication_key = table.Column<Guid>(type: "TEXT", nullable: true),
                    evidence_json = table.Column<string>(type: "TEXT", nullable: false),
                    lift = table.Column<double>(type: "REAL", nullable: true),
                    q = table.Column<double>(type: "REAL", nullable: false),
                    verdict = table.Column<string>(type: "TEXT", nullable: false),
                    is_told = table.Column<bool>(type: "INTEGER", nullable: false),
                    reach_accounts = table.Column<int>(type: "INTEGER", nullable: true),
                    reach_mrr_json = table.Column<string>(type: "TEXT", nullable: false),
                    year_customers = table.Column<int>(type: "INTEGER", nullable: false),
                    year_arr_json = table.Column<string>(type: "TEXT", nullable: false),
                    worth = table.Column<double>(type: "REAL", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_health_patterns", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "health_portfolio",
                columns: table => new
                {
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    phase = table.Column<string>(type: "TEXT", nullable: true),
                    phase_since = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    last_contact_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    mrr_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    currency = table.Column<string>(type: "TEXT", nullable: true),
                    mrr_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    probability = table.Column<double>(type: "REAL", nullable: true),
                    expected_loss = table.Column<double>(type: "REAL", nullable: true),
                    has_no_loss = table.Column<bool>(type: "INTEGER", nullable: false),
                    band = table.Column<string>(type: "TEXT", nullable: true),
                    score_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    scored_as_of = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_health_portfolio", x => x.account_id);
                });

            migrationBuilder.CreateTable(
                name: "health_pseudonym_keys",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    secret = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_health_pseudonym_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "health_quarantined_groups",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    source = table.Column<string>(type: "TEXT", nullable: false),
                    group_id = table.Column<string>(type: "TEXT", nullable: false),
                    events = table.Column<long>(type: "INTEGER", nullable: false),
                    first_event_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    last_event_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    first_seen_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    last_seen_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_health_quarantined_groups", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "health_quarantined_uses",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    key_hash = table.Column<Guid>(type: "TEXT", nullable: false),
                    source = table.Column<string>(type: "TEXT", nullable: false),
                    group_id = table.Column<string>(type: "TEXT", nullable: false),
                    user_ref = table.Column<string>(type: "TEXT", nullable: true),
                    day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    feature = table.Column<string>(type: "TEXT", nullable: false),
                    properties = table.Column<string>(type: "TEXT", nullable: true),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_health_quarantined_uses", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "health_scores",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    as_of = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    model_version = table.Column<string>(type: "TEXT", nullable: false),
                    outcome = table.Column<string>(type: "TEXT", nullable: false),
                    horizon_days = table.Column<int>(type: "INTEGER", nullable: false),
                    probability = table.Column<double>(type: "REAL", nullable: false),
                    log_odds = table.Column<double>(type: "REAL", nullable: false),
                    base_log_odds = table.Column<double>(type: "REAL", nullable: false),
                    base_rate = table.Column<double>(type: "REAL", nullable: false),
                    has_signal = table.Column<bool>(type: "INTEGER", nullable: false),
                    band = table.Column<string>(type: "TEXT", nullable: false),
                    drivers_json = table.Column<string>(type: "TEXT", nullable: false),
                    scored_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_health_scores", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "health_snapshots",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    as_of = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    features = table.Column<string>(type: "TEXT", nullable: false),
                    phase = table.Column<string>(type: "TEXT", nullable: true),
                    mrr_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    currency = table.Column<string>(type: "TEXT", nullable: true),
                    is_live = table.Column<bool>(type: "INTEGER", nullable: false),
                    imported_label = table.Column<bool>(type: "INTEGER", nullable: true),
                    built_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    loaded_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_health_snapshots", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "health_stream_refusals",
                columns: table => new
                {
                    source = table.Column<string>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: false),
                    count = table.Column<long>(type: "INTEGER", nullable: false),
                    first_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    last_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    last_message_id = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_health_stream_refusals", x => new { x.source, x.reason });
                });

            migrationBuilder.CreateTable(
                name: "health_stream_users",
                columns: table => new
                {
                    source = table.Column<string>(type: "TEXT", nullable: false),
                    user_ref = table.Column<string>(type: "TEXT", nullable: false),
                    group_id = table.Column<string>(type: "TEXT", nullable: true),
                    grouped_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    same_as = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_health_stream_users", x => new { x.source, x.user_ref });
                });

            migrationBuilder.CreateTable(
                name: "health_treatments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    because_of_score = table.Column<bool>(type: "INTEGER", nullable: false),
                    outcome = table.Column<string>(type: "TEXT", nullable: false),
                    probability = table.Column<double>(type: "REAL", nullable: true),
                    model_version = table.Column<string>(type: "TEXT", nullable: true),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_health_treatments", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "health_usage_events",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    key_hash = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    subscription_external_id = table.Column<string>(type: "TEXT", nullable: true),
                    day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    feature = table.Column<string>(type: "TEXT", nullable: false),
                    user_ref = table.Column<string>(type: "TEXT", nullable: true),
                    department = table.Column<string>(type: "TEXT", nullable: true),
                    count = table.Column<long>(type: "INTEGER", nullable: false),
                    duration_seconds = table.Column<long>(type: "INTEGER", nullable: false),
                    errors = table.Column<long>(type: "INTEGER", nullable: false),
                    is_beta = table.Column<bool>(type: "INTEGER", nullable: false),
                    source = table.Column<string>(type: "TEXT", nullable: false),
                    import_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    backfilled = table.Column<bool>(type: "INTEGER", nullable: false),
                    properties = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_health_usage_events", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "health_usage_features",
                columns: table => new
                {
                    feature = table.Column<string>(type: "TEXT", nullable: false),
                    known_from = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_health_usage_features", x => x.feature);
                });

            migrationBuilder.CreateTable(
                name: "health_usage_keys",
                columns: table => new
                {
                    hash = table.Column<Guid>(type: "TEXT", nullable: false),
                    content = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_health_usage_keys", x => x.hash);
                });

            migrationBuilder.CreateIndex(
                name: "IX_health_licence_counts_account_id_on_revision",
                table: "health_licence_counts",
                columns: new[] { "account_id", "on", "revision" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_health_models_name",
                table: "health_models",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_health_patterns_publication_key",
                table: "health_patterns",
                column: "publication_key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_health_patterns_run_id",
                table: "health_patterns",
                column: "run_id");

            migrationBuilder.CreateIndex(
                name: "IX_health_portfolio_has_no_loss_expected_loss_account_id",
                table: "health_portfolio",
                columns: new[] { "has_no_loss", "expected_loss", "account_id" },
                descending: new[] { false, true, false });

            migrationBuilder.CreateIndex(
                name: "IX_health_quarantined_groups_source_group_id",
                table: "health_quarantined_groups",
                columns: new[] { "source", "group_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_health_quarantined_uses_source_group_id_user_ref",
                table: "health_quarantined_uses",
                columns: new[] { "source", "group_id", "user_ref" });

            migrationBuilder.CreateIndex(
                name: "IX_health_scores_account_id_as_of_model_version",
                table: "health_scores",
                columns: new[] { "account_id", "as_of", "model_version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_health_snapshots_account_id_as_of",
                table: "health_snapshots",
                columns: new[] { "account_id", "as_of" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_health_snapshots_as_of",
                table: "health_snapshots",
                column: "as_of");

            migrationBuilder.CreateIndex(
                name: "IX_health_treatments_account_id_on",
                table: "health_treatments",
                columns: new[] { "account_id", "on" });

            migrationBuilder.CreateIndex(
                name: "IX_health_usage_events_account_id_day",
                table: "health_usage_events",
                columns: new[] { "account_id", "day" });

            migrationBuilder.CreateIndex(
                name: "IX_health_usage_events_day",
                table: "health_usage_events",
                column: "day");

            migrationBuilder.CreateIndex(
                name: "IX_health_usage_events_import_id",
                table: "health_usage_events",
                column: "import_id",
                filter: "import_id IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "health_group_claims");

            migrationBuilder.DropTable(
                name: "health_licence_counts");

            migrationBuilder.DropTable(
                name: "health_model_artefacts");

            migrationBuilder.DropTable(
                name: "health_models");

            migrationBuilder.DropTable(
                name: "health_pattern_runs");

            migrationBuilder.DropTable(
                name: "health_patterns");

            migrationBuilder.DropTable(
                name: "health_portfolio");

            migrationBuilder.DropTable(
                name: "health_pseudonym_keys");

            migrationBuilder.DropTable(
                name: "health_quarantined_groups");

            migrationBuilder.DropTable(
                name: "health_quarantined_uses");

            migrationBuilder.DropTable(
                name: "health_scores");

            migrationBuilder.DropTable(
                name: "health_snapshots");

            migrationBuilder.DropTable(
                name: "health_stream_refusals");

            migrationBuilder.DropTable(
                name: "health_stream_users");

            migrationBuilder.DropTable(
                name: "health_treatments");

            migrationBuilder.DropTable(
                name: "health_usage_events");

            migrationBuilder.DropTable(
                name: "health_usage_features");

            migrationBuilder.DropTable(
                name: "health_usage_keys");
        }
    }
}
