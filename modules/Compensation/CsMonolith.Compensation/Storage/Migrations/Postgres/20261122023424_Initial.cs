using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CsMonolith.Compensation.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "compensation");

            migrationBuilder.CreateTable(
                name: "pay_plans",
                schema: "compensation",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    edition = table.Column<int>(type: "integer", nullable: false),
                    gate_ratio = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    drafted_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    drafted_by = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_pay_plans", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "pay_statements",
                schema: "compensation",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    plan_id = table.Column<Guid>(type: "uuid", nullable: false),
                    plan_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    plan_edition = table.Column<int>(type: "integer", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    start = table.Column<string>(type: "text", nullable: false),
                    end = table.Column<string>(type: "text", nullable: false),
                    starts_after = table.Column<DateOnly>(type: "date", nullable: false),
                    ends_on = table.Column<DateOnly>(type: "date", nullable: false),
                    issued_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    known_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    formula_version = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    credit_rule = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    book_currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    group_end_minor = table.Column<long>(type: "bigint", nullable: false),
                    group_start_minor = table.Column<long>(type: "bigint", nullable: false),
                    gate_ratio = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    gate_open = table.Column<bool>(type: "boolean", nullable: false),
                    book_start_minor = table.Column<long>(type: "bigint", nullable: false),
                    book_kept_minor = table.Column<long>(type: "bigint", nullable: false),
                    factor_numerator = table.Column<string>(type: "text", nullable: false),
                    factor_denominator = table.Column<string>(type: "text", nullable: false),
                    from_group_average = table.Column<bool>(type: "boolean", nullable: false),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    target_minor = table.Column<long>(type: "bigint", nullable: false),
                    payout_minor = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_pay_statements", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "pay_plan_members",
                schema: "compensation",
                columns: table => new
                {
                    plan_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    target_minor = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_pay_plan_members", x => new { x.plan_id, x.person_id });
                    table.ForeignKey(
                        name: "FK_pay_plan_members_pay_plans_plan_id",
                        column: x => x.plan_id,
                        principalSchema: "compensation",
                        principalTable: "pay_plans",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "pay_plan_points",
                schema: "compensation",
                columns: table => new
                {
                    plan_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    grr = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    factor = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_pay_plan_points", x => new { x.plan_id, x.ordinal });
                    table.ForeignKey(
                        name: "FK_pay_plan_points_pay_plans_plan_id",
                        column: x => x.plan_id,
                        principalSchema: "compensation",
                        principalTable: "pay_plans",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "pay_statement_accounts",
                schema: "compensation",
                columns: table => new
                {
                    statement_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    start_minor = table.Column<long>(type: "bigint", nullable: false),
                    end_minor = table.Column<long>(type: "bigint", nullable: false),
                    kept_minor = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_pay_statement_accounts", x => new { x.statement_id, x.account_id });
                    table.ForeignKey(
                        name: "FK_pay_statement_accounts_pay_statements_statement_id",
                        column: x => x.statement_id,
                        principalSchema: "compensation",
                        principalTable: "pay_statements",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_pay_plans_name_edition",
                schema: "compensation",
                table: "pay_plans",
                columns: new[] { "name", "edition" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_pay_statement_accounts_account_id",
                schema: "compensation",
                table: "pay_statement_accounts",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_pay_statements_person_id",
                schema: "compensation",
                table: "pay_statements",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "IX_pay_statements_plan_id_person_id_start_end",
                schema: "compensation",
                table: "pay_statements",
                columns: new[] { "plan_id", "person_id", "start", "end" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_pay_statements_plan_name_ends_on",
                schema: "compensation",
                table: "pay_statements",
                columns: new[] { "plan_name", "ends_on" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "pay_plan_members",
                schema: "compensation");

            migrationBuilder.DropTable(
                name: "pay_plan_points",
                schema: "compensation");

            migrationBuilder.DropTable(
                name: "pay_statement_accounts",
                schema: "compensation");

            migrationBuilder.DropTable(
                name: "pay_plans",
                schema: "compensation");

            migrationBuilder.DropTable(
                name: "pay_statements",
                schema: "compensation");
        }
    }
}
