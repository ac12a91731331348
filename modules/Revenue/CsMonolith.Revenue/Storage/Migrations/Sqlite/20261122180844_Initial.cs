using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CsMonolith.Revenue.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "revenue_account_merges",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    survivor_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    absorbed_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    recorded_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    voided_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    voided_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    void_reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_revenue_account_merges", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "revenue_account_risks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    as_of = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    churn_millionths = table.Column<int>(type: "INTEGER", nullable: false),
                    horizon_days = table.Column<int>(type: "INTEGER", nullable: false),
                    model_version = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    heard_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_revenue_account_risks", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "revenue_benefits",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    amount_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    evidence = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    confirmed_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    recorded_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_revenue_benefits", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "revenue_churn_events",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    external_id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    is_reactivation = table.Column<bool>(type: "INTEGER", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    backfilled = table.Column<bool>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    avoidable = table.Column<bool>(type: "INTEGER", nullable: true),
                    feedback = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    refund_minor = table.Column<long>(type: "INTEGER", nullable: true),
                    refund_currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_revenue_churn_events", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "revenue_closed_account_months",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    first_day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    end_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    new_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    reactivation_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    expansion_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    contraction_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    churn_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    stands = table.Column<bool>(type: "INTEGER", nullable: false),
                    price_rise_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    escalator_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    pause_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    free_downgrade_minor = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_revenue_closed_account_months", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "revenue_closed_rates",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    first_day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    reporting = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    start_numerator = table.Column<long>(type: "INTEGER", nullable: false),
                    start_denominator = table.Column<long>(type: "INTEGER", nullable: false),
                    end_numerator = table.Column<long>(type: "INTEGER", nullable: false),
                    end_denominator = table.Column<long>(type: "INTEGER", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_revenue_closed_rates", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "revenue_credit_splits",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    opportunity_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    shares = table.Column<string>(type: "TEXT", nullable: false),
                    recorded_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_revenue_credit_splits", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "revenue_definition_packs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    en = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ja = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    @base = table.Column<string>(name: "base", type: "TEXT", maxLength: 20, nullable: false),
                    reactivation = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    gross = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    fx = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    churn_dating = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    pause = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    recorded_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_revenue_definition_packs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "revenue_exchange_rates",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    per = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    nano = table.Column<long>(type: "INTEGER", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_revenue_exchange_rates", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "revenue_expansion_opportunities",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    product = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    signal = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    goal = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    expected_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    owner_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    opened_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    stage = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    closed_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    won_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_revenue_expansion_opportunities", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "revenue_fx_movements",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    first_day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    reporting = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    amount_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_revenue_fx_movements", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "revenue_history_versions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    stamp = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_revenue_history_versions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "revenue_imported_movements",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    external_id = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    subscription_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    amount_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_revenue_imported_movements", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "revenue_invoices",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    external_id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    subscription_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    issued_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    period_from = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    period_to = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    net_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    tax_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    paid_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_revenue_invoices", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "revenue_migration_gaps",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    from_subscription_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    to_subscription_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    first_day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    last_day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    recorded_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    voided_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    voided_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    void_reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_revenue_migration_gaps", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "revenue_month_closes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    first_day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    closed_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    accounts = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_revenue_month_closes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "revenue_movements",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    amount_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    is_reversal = table.Column<bool>(type: "INTEGER", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    backfilled = table.Column<bool>(type: "INTEGER", nullable: false),
                    tags = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_revenue_movements", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "revenue_proposals",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    opportunity_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    contents = table.Column<string>(type: "TEXT", nullable: false),
                    minutes_by_hand = table.Column<int>(type: "INTEGER", nullable: false),
                    minutes_spent = table.Column<int>(type: "INTEGER", nullable: false),
                    built_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    built_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_revenue_proposals", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "revenue_purchases",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    external_id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    product = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    amount_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_revenue_purchases", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "revenue_refunds",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    subscription_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    opportunity_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    amount_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    last_paid_day = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    reason = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    recorded_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_revenue_refunds", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "revenue_renewal_calls",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    renewal_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    by = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    actor = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    millionths = table.Column<int>(type: "INTEGER", nullable: false),
                    note = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_revenue_renewal_calls", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "revenue_renewals",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    subscription_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    due_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    due_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    term_months = table.Column<int>(type: "INTEGER", nullable: false),
                    notice_by = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    stage = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    settled_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    renewed_minor = table.Column<long>(type: "INTEGER", nullable: true),
                    reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_revenue_renewals", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "revenue_revenue_policies",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    effective_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    rules = table.Column<string>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    recorded_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_revenue_revenue_policies", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "revenue_sales_leads",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    opportunity_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    summary = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    submitted_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    submitted_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    criteria = table.Column<string>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    answered_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    answered_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    settled_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: true),
                    won_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    renewal_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_revenue_sales_leads", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "revenue_serving_costs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    team_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    month = table.Column<string>(type: "TEXT", maxLength: 7, nullable: false),
                    currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    amount_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    note = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    recorded_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_revenue_serving_costs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "revenue_subscription_facts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    subscription_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    effective_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    backfilled = table.Column<bool>(type: "INTEGER", nullable: false),
                    currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    mrr_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    seats = table.Column<int>(type: "INTEGER", nullable: true),
                    interval = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    auto_renew = table.Column<bool>(type: "INTEGER", nullable: true),
                    cancelled_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    notice_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    cause = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    avoidable = table.Column<bool>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_revenue_subscription_facts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "revenue_subscriptions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    external_id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    is_trial = table.Column<bool>(type: "INTEGER", nullable: false),
                    starts_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    plan = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    product = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    interval = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    mrr_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    seats = table.Column<int>(type: "INTEGER", nullable: true),
                    auto_renew = table.Column<bool>(type: "INTEGER", nullable: true),
                    last_paid_day = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    cancelled_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    notice_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    paused_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    voided_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    terms_since = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    fact_count = table.Column<int>(type: "INTEGER", nullable: false),
                    term_months = table.Column<int>(type: "INTEGER", nullable: true),
                    notice_days = table.Column<int>(type: "INTEGER", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_revenue_subscriptions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "revenue_usage_months",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    as_of = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    uses = table.Column<long>(type: "INTEGER", nullable: false),
                    uses_before = table.Column<long>(type: "INTEGER", nullable: false),
                    features = table.Column<int>(type: "INTEGER", nullable: false),
                    features_known = table.Column<int>(type: "INTEGER", nullable: false),
                    active_users = table.Column<long>(type: "INTEGER", nullable: true),
                    licences = table.Column<long>(type: "INTEGER", nullable: true),
                    heard_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_revenue_usage_months", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_revenue_account_merges_absorbed_id",
                table: "revenue_account_merges",
                column: "absorbed_id");

            migrationBuilder.CreateIndex(
                name: "IX_revenue_account_merges_survivor_id",
                table: "revenue_account_merges",
                column: "survivor_id");

            migrationBuilder.CreateIndex(
                name: "IX_revenue_account_risks_account_id_as_of_heard_at",
                table: "revenue_account_risks",
                columns: new[] { "account_id", "as_of", "heard_at" });

            migrationBuilder.CreateIndex(
                name: "IX_revenue_benefits_account_id",
                table: "revenue_benefits",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_revenue_churn_events_account_id",
                table: "revenue_churn_events",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_revenue_churn_events_external_id",
                table: "revenue_churn_events",
                column: "external_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_revenue_churn_events_on",
                table: "revenue_churn_events",
                column: "on");

            migrationBuilder.CreateIndex(
                name: "IX_revenue_closed_account_months_account_id",
                table: "revenue_closed_account_months",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_revenue_closed_account_months_first_day_account_id_currency",
                table: "revenue_closed_account_months",
                columns: new[] { "first_day", "account_id", "currency" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_revenue_closed_rates_first_day_currency",
                table: "revenue_closed_rates",
                columns: new[] { "first_day", "currency" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_revenue_credit_splits_account_id",
                table: "revenue_credit_splits",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_revenue_credit_splits_opportunity_id",
                table: "revenue_credit_splits",
                column: "opportunity_id");

            migrationBuilder.CreateIndex(
                name: "IX_revenue_definition_packs_code_version",
                table: "revenue_definition_packs",
                columns: new[] { "code", "version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_revenue_exchange_rates_currency_per_on",
                table: "revenue_exchange_rates",
                columns: new[] { "currency", "per", "on" });

            migrationBuilder.CreateIndex(
                name: "IX_revenue_expansion_opportunities_account_id",
                table: "revenue_expansion_opportunities",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_revenue_expansion_opportunities_closed_on",
                table: "revenue_expansion_opportunities",
                column: "closed_on");

            migrationBuilder.CreateIndex(
                name: "IX_revenue_fx_movements_account_id",
                table: "revenue_fx_movements",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_revenue_fx_movements_first_day_account_id_currency",
                table: "revenue_fx_movements",
                columns: new[] { "first_day", "account_id", "currency" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_revenue_history_versions_stamp",
                table: "revenue_history_versions",
                column: "stamp");

            migrationBuilder.CreateIndex(
                name: "IX_revenue_imported_movements_account_id_on",
                table: "revenue_imported_movements",
                columns: new[] { "account_id", "on" });

            migrationBuilder.CreateIndex(
                name: "IX_revenue_imported_movements_external_id",
                table: "revenue_imported_movements",
                column: "external_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_revenue_invoices_account_id",
                table: "revenue_invoices",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_revenue_invoices_external_id",
                table: "revenue_invoices",
                column: "external_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_revenue_invoices_period_to",
                table: "revenue_invoices",
                column: "period_to");

            migrationBuilder.CreateIndex(
                name: "IX_revenue_invoices_subscription_id",
                table: "revenue_invoices",
                column: "subscription_id");

            migrationBuilder.CreateIndex(
                name: "IX_revenue_migration_gaps_account_id",
                table: "revenue_migration_gaps",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_revenue_migration_gaps_from_subscription_id",
                table: "revenue_migration_gaps",
                column: "from_subscription_id");

            migrationBuilder.CreateIndex(
                name: "IX_revenue_migration_gaps_to_subscription_id",
                table: "revenue_migration_gaps",
                column: "to_subscription_id");

            migrationBuilder.CreateIndex(
                name: "IX_revenue_month_closes_first_day",
                table: "revenue_month_closes",
                column: "first_day",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_revenue_movements_account_id",
                table: "revenue_movements",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_revenue_movements_on",
                table: "revenue_movements",
                column: "on");

            migrationBuilder.CreateIndex(
                name: "IX_revenue_proposals_account_id",
                table: "revenue_proposals",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_revenue_purchases_account_id",
                table: "revenue_purchases",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_revenue_purchases_external_id",
                table: "revenue_purchases",
                column: "external_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_revenue_refunds_account_id",
                table: "revenue_refunds",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_revenue_refunds_opportunity_id",
                table: "revenue_refunds",
                column: "opportunity_id");

            migrationBuilder.CreateIndex(
                name: "IX_revenue_refunds_subscription_id",
                table: "revenue_refunds",
                column: "subscription_id");

            migrationBuilder.CreateIndex(
                name: "IX_revenue_renewal_calls_renewal_id",
                table: "revenue_renewal_calls",
                column: "renewal_id");

            migrationBuilder.CreateIndex(
                name: "IX_revenue_renewals_account_id",
                table: "revenue_renewals",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_revenue_renewals_due_on",
                table: "revenue_renewals",
                column: "due_on");

            migrationBuilder.CreateIndex(
                name: "IX_revenue_renewals_subscription_id_due_on",
                table: "revenue_renewals",
                columns: new[] { "subscription_id", "due_on" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_revenue_revenue_policies_effective_from",
                table: "revenue_revenue_policies",
                column: "effective_from");

            migrationBuilder.CreateIndex(
                name: "IX_revenue_sales_leads_account_id",
                table: "revenue_sales_leads",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_revenue_sales_leads_submitted_on",
                table: "revenue_sales_leads",
                column: "submitted_on");

            migrationBuilder.CreateIndex(
                name: "IX_revenue_serving_costs_month",
                table: "revenue_serving_costs",
                column: "month");

            migrationBuilder.CreateIndex(
                name: "IX_revenue_subscription_facts_account_id",
                table: "revenue_subscription_facts",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_revenue_subscription_facts_recorded_at",
                table: "revenue_subscription_facts",
                column: "recorded_at");

            migrationBuilder.CreateIndex(
                name: "IX_revenue_subscription_facts_subscription_id_ordinal",
                table: "revenue_subscription_facts",
                columns: new[] { "subscription_id", "ordinal" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_revenue_subscriptions_account_id",
                table: "revenue_subscriptions",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_revenue_subscriptions_external_id",
                table: "revenue_subscriptions",
                column: "external_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_revenue_usage_months_account_id_as_of",
                table: "revenue_usage_months",
                columns: new[] { "account_id", "as_of" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "revenue_account_merges");

            migrationBuilder.DropTable(
                name: "revenue_account_risks");

            migrationBuilder.DropTable(
                name: "revenue_benefits");

            migrationBuilder.DropTable(
                name: "revenue_churn_events");

            migrationBuilder.DropTable(
                name: "revenue_closed_account_months");

            migrationBuilder.DropTable(
                name: "revenue_closed_rates");

            migrationBuilder.DropTable(
                name: "revenue_credit_splits");

            migrationBuilder.DropTable(
                name: "revenue_definition_packs");

            migrationBuilder.DropTable(
                name: "revenue_exchange_rates");

            migrationBuilder.DropTable(
                name: "revenue_expansion_opportunities");

            migrationBuilder.DropTable(
                name: "revenue_fx_movements");

            migrationBuilder.DropTable(
                name: "revenue_history_versions");

            migrationBuilder.DropTable(
                name: "revenue_imported_movements");

            migrationBuilder.DropTable(
                name: "revenue_invoices");

            migrationBuilder.DropTable(
                name: "revenue_migration_gaps");

            migrationBuilder.DropTable(
                name: "revenue_month_closes");

            migrationBuilder.DropTable(
                name: "revenue_movements");

            migrationBuilder.DropTable(
                name: "revenue_proposals");

            migrationBuilder.DropTable(
                name: "revenue_purchases");

            migrationBuilder.DropTable(
                name: "revenue_refunds");

            migrationBuilder.DropTable(
                name: "revenue_renewal_calls");

            migrationBuilder.DropTable(
                name: "revenue_renewals");

            migrationBuilder.DropTable(
                name: "revenue_revenue_policies");

            migrationBuilder.DropTable(
                name: "revenue_sales_leads");

            migrationBuilder.DropTable(
                name: "revenue_serving_costs");

            migrationBuilder.DropTable(
                name: "revenue_subscription_facts");

            migrationBuilder.DropTable(
                name: "revenue_subscriptions");

            migrationBuilder.DropTable(
                name: "revenue_usage_months");
        }
    }
}
