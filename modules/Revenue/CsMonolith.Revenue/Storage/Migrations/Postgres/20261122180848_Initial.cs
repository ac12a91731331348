using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CsMonolith.Revenue.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "revenue");

            migrationBuilder.CreateTable(
                name: "account_merges",
                schema: "revenue",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    survivor_id = table.Column<Guid>(type: "uuid", nullable: false),
                    absorbed_id = table.Column<Guid>(type: "uuid", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    recorded_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    voided_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    voided_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    void_reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_account_merges", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "account_risks",
                schema: "revenue",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    as_of = table.Column<DateOnly>(type: "date", nullable: false),
                    churn_millionths = table.Column<int>(type: "integer", nullable: false),
                    horizon_days = table.Column<int>(type: "integer", nullable: false),
                    model_version = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    heard_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_account_risks", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "benefits",
                schema: "revenue",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    amount_minor = table.Column<long>(type: "bigint", nullable: false),
                    evidence = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    confirmed_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    recorded_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_benefits", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "churn_events",
                schema: "revenue",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    external_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    is_reactivation = table.Column<bool>(type: "boolean", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    backfilled = table.Column<bool>(type: "boolean", nullable: false),
                    reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    avoidable = table.Column<bool>(type: "boolean", nullable: true),
                    feedback = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    refund_minor = table.Column<long>(type: "bigint", nullable: true),
                    refund_currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_churn_events", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "closed_account_months",
                schema: "revenue",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    first_day = table.Column<DateOnly>(type: "date", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    end_minor = table.Column<long>(type: "bigint", nullable: false),
                    new_minor = table.Column<long>(type: "bigint", nullable: false),
                    reactivation_minor = table.Column<long>(type: "bigint", nullable: false),
                    expansion_minor = table.Column<long>(type: "bigint", nullable: false),
                    contraction_minor = table.Column<long>(type: "bigint", nullable: false),
                    churn_minor = table.Column<long>(type: "bigint", nullable: false),
                    stands = table.Column<bool>(type: "boolean", nullable: false),
                    price_rise_minor = table.Column<long>(type: "bigint", nullable: false),
                    escalator_minor = table.Column<long>(type: "bigint", nullable: false),
                    pause_minor = table.Column<long>(type: "bigint", nullable: false),
                    free_downgrade_minor = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_closed_account_months", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "closed_rates",
                schema: "revenue",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    first_day = table.Column<DateOnly>(type: "date", nullable: false),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    reporting = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    start_numerator = table.Column<long>(type: "bigint", nullable: false),
                    start_denominator = table.Column<long>(type: "bigint", nullable: false),
                    end_numerator = table.Column<long>(type: "bigint", nullable: false),
                    end_denominator = table.Column<long>(type: "bigint", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_closed_rates", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "credit_splits",
                schema: "revenue",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    opportunity_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    shares = table.Column<string>(type: "text", nullable: false),
                    recorded_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_credit_splits", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "definition_packs",
                schema: "revenue",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    en = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    ja = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    @base = table.Column<string>(name: "base", type: "character varying(20)", maxLength: 20, nullable: false),
                    reactivation = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    gross = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    fx = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    churn_dating = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    pause = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    recorded_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_definition_packs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "exchange_rates",
                schema: "revenue",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    per = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    nano = table.Column<long>(type: "bigint", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_exchange_rates", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "expansion_opportunities",
                schema: "revenue",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    product = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    signal = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    goal = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    expected_minor = table.Column<long>(type: "bigint", nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: true),
                    opened_on = table.Column<DateOnly>(type: "date", nullable: false),
                    stage = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    closed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    won_minor = table.Column<long>(type: "bigint", nullable: false),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_expansion_opportunities", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "fx_movements",
                schema: "revenue",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    first_day = table.Column<DateOnly>(type: "date", nullable: false),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    reporting = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    amount_minor = table.Column<long>(type: "bigint", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_fx_movements", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "history_versions",
                schema: "revenue",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_history_versions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "imported_movements",
                schema: "revenue",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    external_id = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    subscription_id = table.Column<Guid>(type: "uuid", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    amount_minor = table.Column<long>(type: "bigint", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_imported_movements", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "invoices",
                schema: "revenue",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    external_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    subscription_id = table.Column<Guid>(type: "uuid", nullable: true),
                    issued_on = table.Column<DateOnly>(type: "date", nullable: false),
                    period_from = table.Column<DateOnly>(type: "date", nullable: true),
                    period_to = table.Column<DateOnly>(type: "date", nullable: true),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    net_minor = table.Column<long>(type: "bigint", nullable: false),
                    tax_minor = table.Column<long>(type: "bigint", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    paid_on = table.Column<DateOnly>(type: "date", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_invoices", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "migration_gaps",
                schema: "revenue",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from_subscription_id = table.Column<Guid>(type: "uuid", nullable: false),
                    to_subscription_id = table.Column<Guid>(type: "uuid", nullable: false),
                    first_day = table.Column<DateOnly>(type: "date", nullable: false),
                    last_day = table.Column<DateOnly>(type: "date", nullable: false),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    recorded_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    voided_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    voided_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    void_reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_migration_gaps", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "month_closes",
                schema: "revenue",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    first_day = table.Column<DateOnly>(type: "date", nullable: false),
                    closed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    accounts = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_month_closes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "movements",
                schema: "revenue",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    amount_minor = table.Column<long>(type: "bigint", nullable: false),
                    is_reversal = table.Column<bool>(type: "boolean", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    backfilled = table.Column<bool>(type: "boolean", nullable: false),
                    tags = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_movements", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "proposals",
                schema: "revenue",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    opportunity_id = table.Column<Guid>(type: "uuid", nullable: true),
                    contents = table.Column<string>(type: "text", nullable: false),
                    minutes_by_hand = table.Column<int>(type: "integer", nullable: false),
                    minutes_spent = table.Column<int>(type: "integer", nullable: false),
                    built_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    built_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_proposals", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "purchases",
                schema: "revenue",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    external_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    product = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    amount_minor = table.Column<long>(type: "bigint", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_purchases", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "refunds",
                schema: "revenue",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    subscription_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    opportunity_id = table.Column<Guid>(type: "uuid", nullable: true),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    amount_minor = table.Column<long>(type: "bigint", nullable: false),
                    last_paid_day = table.Column<DateOnly>(type: "date", nullable: true),
                    reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    recorded_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_refunds", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "renewal_calls",
                schema: "revenue",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    renewal_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    actor = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    millionths = table.Column<int>(type: "integer", nullable: false),
                    note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_renewal_calls", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "renewals",
                schema: "revenue",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    subscription_id = table.Column<Guid>(type: "uuid", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    due_minor = table.Column<long>(type: "bigint", nullable: false),
                    term_months = table.Column<int>(type: "integer", nullable: false),
                    notice_by = table.Column<DateOnly>(type: "date", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    stage = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    settled_on = table.Column<DateOnly>(type: "date", nullable: true),
                    renewed_minor = table.Column<long>(type: "bigint", nullable: true),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_renewals", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "revenue_policies",
                schema: "revenue",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    effective_from = table.Column<DateOnly>(type: "date", nullable: false),
                    rules = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    recorded_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_revenue_policies", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "sales_leads",
                schema: "revenue",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    opportunity_id = table.Column<Guid>(type: "uuid", nullable: true),
                    summary = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    submitted_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    submitted_on = table.Column<DateOnly>(type: "date", nullable: false),
                    criteria = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    answered_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    answered_on = table.Column<DateOnly>(type: "date", nullable: true),
                    settled_on = table.Column<DateOnly>(type: "date", nullable: true),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: true),
                    won_minor = table.Column<long>(type: "bigint", nullable: false),
                    renewal_minor = table.Column<long>(type: "bigint", nullable: false),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sales_leads", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "serving_costs",
                schema: "revenue",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    team_id = table.Column<Guid>(type: "uuid", nullable: false),
                    month = table.Column<string>(type: "character varying(7)", maxLength: 7, nullable: false),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    amount_minor = table.Column<long>(type: "bigint", nullable: false),
                    note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    recorded_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_serving_costs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "subscription_facts",
                schema: "revenue",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    subscription_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    effective_on = table.Column<DateOnly>(type: "date", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    backfilled = table.Column<bool>(type: "boolean", nullable: false),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    mrr_minor = table.Column<long>(type: "bigint", nullable: false),
                    seats = table.Column<int>(type: "integer", nullable: true),
                    interval = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    auto_renew = table.Column<bool>(type: "boolean", nullable: true),
                    cancelled_on = table.Column<DateOnly>(type: "date", nullable: true),
                    notice_on = table.Column<DateOnly>(type: "date", nullable: true),
                    cause = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    avoidable = table.Column<bool>(type: "boolean", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_subscription_facts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "subscriptions",
                schema: "revenue",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    external_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    is_trial = table.Column<bool>(type: "boolean", nullable: false),
                    starts_on = table.Column<DateOnly>(type: "date", nullable: false),
                    plan = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    product = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    interval = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    mrr_minor = table.Column<long>(type: "bigint", nullable: false),
                    seats = table.Column<int>(type: "integer", nullable: true),
                    auto_renew = table.Column<bool>(type: "boolean", nullable: true),
                    last_paid_day = table.Column<DateOnly>(type: "date", nullable: true),
                    cancelled_on = table.Column<DateOnly>(type: "date", nullable: true),
                    notice_on = table.Column<DateOnly>(type: "date", nullable: true),
                    paused_on = table.Column<DateOnly>(type: "date", nullable: true),
                    voided_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    terms_since = table.Column<DateOnly>(type: "date", nullable: false),
                    fact_count = table.Column<int>(type: "integer", nullable: false),
                    term_months = table.Column<int>(type: "integer", nullable: true),
                    notice_days = table.Column<int>(type: "integer", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_subscriptions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "usage_months",
                schema: "revenue",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    as_of = table.Column<DateOnly>(type: "date", nullable: false),
                    uses = table.Column<long>(type: "bigint", nullable: false),
                    uses_before = table.Column<long>(type: "bigint", nullable: false),
                    features = table.Column<int>(type: "integer", nullable: false),
                    features_known = table.Column<int>(type: "integer", nullable: false),
                    active_users = table.Column<long>(type: "bigint", nullable: true),
                    licences = table.Column<long>(type: "bigint", nullable: true),
                    heard_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_usage_months", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_account_merges_absorbed_id",
                schema: "revenue",
                table: "account_merges",
                column: "absorbed_id");

            migrationBuilder.CreateIndex(
                name: "IX_account_merges_survivor_id",
                schema: "revenue",
                table: "account_merges",
                column: "survivor_id");

            migrationBuilder.CreateIndex(
                name: "IX_account_risks_account_id_as_of_heard_at",
                schema: "revenue",
                table: "account_risks",
                columns: new[] { "account_id", "as_of", "heard_at" });

            migrationBuilder.CreateIndex(
                name: "IX_benefits_account_id",
                schema: "revenue",
                table: "benefits",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_churn_events_account_id",
                schema: "revenue",
                table: "churn_events",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_churn_events_external_id",
                schema: "revenue",
                table: "churn_events",
                column: "external_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_churn_events_on",
                schema: "revenue",
                table: "churn_events",
                column: "on");

            migrationBuilder.CreateIndex(
                name: "IX_closed_account_months_account_id",
                schema: "revenue",
                table: "closed_account_months",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_closed_account_months_first_day_account_id_currency",
                schema: "revenue",
                table: "closed_account_months",
                columns: new[] { "first_day", "account_id", "currency" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_closed_rates_first_day_currency",
                schema: "revenue",
                table: "closed_rates",
                columns: new[] { "first_day", "currency" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_credit_splits_account_id",
                schema: "revenue",
                table: "credit_splits",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_credit_splits_opportunity_id",
                schema: "revenue",
                table: "credit_splits",
                column: "opportunity_id");

            migrationBuilder.CreateIndex(
                name: "IX_definition_packs_code_version",
                schema: "revenue",
                table: "definition_packs",
                columns: new[] { "code", "version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_exchange_rates_currency_per_on",
                schema: "revenue",
                table: "exchange_rates",
                columns: new[] { "currency", "per", "on" });

            migrationBuilder.CreateIndex(
                name: "IX_expansion_opportunities_account_id",
                schema: "revenue",
                table: "expansion_opportunities",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_expansion_opportunities_closed_on",
                schema: "revenue",
                table: "expansion_opportunities",
                column: "closed_on");

            migrationBuilder.CreateIndex(
                name: "IX_fx_movements_account_id",
                schema: "revenue",
                table: "fx_movements",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_fx_movements_first_day_account_id_currency",
                schema: "revenue",
                table: "fx_movements",
                columns: new[] { "first_day", "account_id", "currency" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_history_versions_stamp",
                schema: "revenue",
                table: "history_versions",
                column: "stamp");

            migrationBuilder.CreateIndex(
                name: "IX_imported_movements_account_id_on",
                schema: "revenue",
                table: "imported_movements",
                columns: new[] { "account_id", "on" });

            migrationBuilder.CreateIndex(
                name: "IX_imported_movements_external_id",
                schema: "revenue",
                table: "imported_movements",
                column: "external_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_invoices_account_id",
                schema: "revenue",
                table: "invoices",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_invoices_external_id",
                schema: "revenue",
                table: "invoices",
                column: "external_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_invoices_period_to",
                schema: "revenue",
                table: "invoices",
                column: "period_to");

            migrationBuilder.CreateIndex(
                name: "IX_invoices_subscription_id",
                schema: "revenue",
                table: "invoices",
                column: "subscription_id");

            migrationBuilder.CreateIndex(
                name: "IX_migration_gaps_account_id",
                schema: "revenue",
                table: "migration_gaps",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_migration_gaps_from_subscription_id",
                schema: "revenue",
                table: "migration_gaps",
                column: "from_subscription_id");

            migrationBuilder.CreateIndex(
                name: "IX_migration_gaps_to_subscription_id",
                schema: "revenue",
                table: "migration_gaps",
                column: "to_subscription_id");

            migrationBuilder.CreateIndex(
                name: "IX_month_closes_first_day",
                schema: "revenue",
                table: "month_closes",
                column: "first_day",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_movements_account_id",
                schema: "revenue",
                table: "movements",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_movements_on",
                schema: "revenue",
                table: "movements",
                column: "on");

            migrationBuilder.CreateIndex(
                name: "IX_proposals_account_id",
                schema: "revenue",
                table: "proposals",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_purchases_account_id",
                schema: "revenue",
                table: "purchases",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_purchases_external_id",
                schema: "revenue",
                table: "purchases",
                column: "external_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_refunds_account_id",
                schema: "revenue",
                table: "refunds",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_refunds_opportunity_id",
                schema: "revenue",
                table: "refunds",
                column: "opportunity_id");

            migrationBuilder.CreateIndex(
                name: "IX_refunds_subscription_id",
                schema: "revenue",
                table: "refunds",
                column: "subscription_id");

            migrationBuilder.CreateIndex(
                name: "IX_renewal_calls_renewal_id",
                schema: "revenue",
                table: "renewal_calls",
                column: "renewal_id");

            migrationBuilder.CreateIndex(
                name: "IX_renewals_account_id",
                schema: "revenue",
                table: "renewals",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_renewals_due_on",
                schema: "revenue",
                table: "renewals",
                column: "due_on");

            migrationBuilder.CreateIndex(
                name: "IX_renewals_subscription_id_due_on",
                schema: "revenue",
                table: "renewals",
                columns: new[] { "subscription_id", "due_on" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_revenue_policies_effective_from",
                schema: "revenue",
                table: "revenue_policies",
                column: "effective_from");

            migrationBuilder.CreateIndex(
                name: "IX_sales_leads_account_id",
                schema: "revenue",
                table: "sales_leads",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_sales_leads_submitted_on",
                schema: "revenue",
                table: "sales_leads",
                column: "submitted_on");

            migrationBuilder.CreateIndex(
                name: "IX_serving_costs_month",
                schema: "revenue",
                table: "serving_costs",
                column: "month");

            migrationBuilder.CreateIndex(
                name: "IX_subscription_facts_account_id",
                schema: "revenue",
                table: "subscription_facts",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_subscription_facts_recorded_at",
                schema: "revenue",
                table: "subscription_facts",
                column: "recorded_at");

            migrationBuilder.CreateIndex(
                name: "IX_subscription_facts_subscription_id_ordinal",
                schema: "revenue",
                table: "subscription_facts",
                columns: new[] { "subscription_id", "ordinal" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_subscriptions_account_id",
                schema: "revenue",
                table: "subscriptions",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_subscriptions_external_id",
                schema: "revenue",
                table: "subscriptions",
                column: "external_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_usage_months_account_id_as_of",
                schema: "revenue",
                table: "usage_months",
                columns: new[] { "account_id", "as_of" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "account_merges",
                schema: "revenue");

            migrationBuilder.DropTable(
                name: "account_risks",
                schema: "revenue");

            migrationBuilder.DropTable(
                name: "benefits",
                schema: "revenue");

            migrationBuilder.DropTable(
                name: "churn_events",
                schema: "revenue");

            migrationBuilder.DropTable(
                name: "closed_account_months",
                schema: "revenue");

            migrationBuilder.DropTable(
                name: "closed_rates",
                schema: "revenue");

            migrationBuilder.DropTable(
                name: "credit_splits",
                schema: "revenue");

            migrationBuilder.DropTable(
                name: "definition_packs",
                schema: "revenue");

            migrationBuilder.DropTable(
                name: "exchange_rates",
                schema: "revenue");

            migrationBuilder.DropTable(
                name: "expansion_opportunities",
                schema: "revenue");

            migrationBuilder.DropTable(
                name: "fx_movements",
                schema: "revenue");

            migrationBuilder.DropTable(
                name: "history_versions",
                schema: "revenue");

            migrationBuilder.DropTable(
                name: "imported_movements",
                schema: "revenue");

            migrationBuilder.DropTable(
                name: "invoices",
                schema: "revenue");

            migrationBuilder.DropTable(
                name: "migration_gaps",
                schema: "revenue");

            migrationBuilder.DropTable(
                name: "month_closes",
                schema: "revenue");

            migrationBuilder.DropTable(
                name: "movements",
                schema: "revenue");

            migrationBuilder.DropTable(
                name: "proposals",
                schema: "revenue");

            migrationBuilder.DropTable(
                name: "purchases",
                schema: "revenue");

            migrationBuilder.DropTable(
                name: "refunds",
                schema: "revenue");

            migrationBuilder.DropTable(
                name: "renewal_calls",
                schema: "revenue");

            migrationBuilder.DropTable(
                name: "renewals",
                schema: "revenue");

            migrationBuilder.DropTable(
                name: "revenue_policies",
                schema: "revenue");

            migrationBuilder.DropTable(
                name: "sales_leads",
                schema: "revenue");

            migrationBuilder.DropTable(
                name: "serving_costs",
                schema: "revenue");

            migrationBuilder.DropTable(
                name: "subscription_facts",
                schema: "revenue");

            migrationBuilder.DropTable(
                name: "subscriptions",
                schema: "revenue");

            migrationBuilder.DropTable(
                name: "usage_months",
                schema: "revenue");
        }
    }
}
