using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CsMonolith.Compensation.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "compensation_pay_plans",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    edition = table.Column<int>(type: "INTEGER", nullable: false),
                    gate_ratio = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    drafted_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    drafted_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_compensation_pay_plans", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "compensation_pay_statements",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    plan_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    plan_name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    plan_edition = table.Column<int>(type: "INTEGER", nullable: false),
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    person_name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    start = table.Column<string>(type: "TEXT", nullable: false),
                    end = table.Column<string>(type: "TEXT", nullable: false),
                    starts_after = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ends_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    issued_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    known_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    formula_version = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    credit_rule = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    book_currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    group_end_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    group_start_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    gate_ratio = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    gate_open = table.Column<bool>(type: "INTEGER", nullable: false),
                    book_start_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    book_kept_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    factor_numerator = table.Column<string>(type: "TEXT", nullable: false),
                    factor_denominator = table.Column<string>(type: "TEXT", nullable: false),
                    from_group_average = table.Column<bool>(type: "INTEGER", nullable: false),
                    currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    target_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    payout_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_compensation_pay_statements", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "compensation_pay_plan_members",
                columns: table => new
                {
                    plan_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    target_minor = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_compensation_pay_plan_members", x => new { x.plan_id, x.person_id });
                    table.ForeignKey(
                        name: "FK_compensation_pay_plan_members_compensation_pay_plans_plan_id",
                        column: x => x.plan_id,
                        principalTable: "compensation_pay_plans",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "compensation_pay_plan_points",
                columns: table => new
                {
                    plan_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    grr = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    factor = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_compensation_pay_plan_points", x => new { x.plan_id, x.ordinal });
                    table.ForeignKey(
                        name: "FK_compensation_pay_plan_points_compensation_pay_plans_plan_id",
                        column: x => x.plan_id,
                        principalTable: "compensation_pay_plans",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "compensation_pay_statement_accounts",
                columns: table => new
                {
                    statement_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    start_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    end_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    kept_minor = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_compensation_pay_statement_accounts", x => new { x.statement_id, x.account_id });
                    table.ForeignKey(
                        name: "FK_compensation_pay_statement_accounts_compensation_pay_statements_statement_id",
                        column: x => x.statement_id,
                        principalTable: "compensation_pay_statements",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_compensation_pay_plans_name_edition",
                table: "compensation_pay_plans",
                columns: new[] { "name", "edition" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_compensation_pay_statement_accounts_account_id",
                table: "compensation_pay_statement_accounts",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_compensation_pay_statements_person_id",
                table: "compensation_pay_statements",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "IX_compensation_pay_statements_plan_id_person_id_start_end",
                table: "compensation_pay_statements",
                columns: new[] { "plan_id", "person_id", "start", "end" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_compensation_pay_statements_plan_name_ends_on",
                table: "compensation_pay_statements",
                columns: new[] { "plan_name", "ends_on" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "compensation_pay_plan_members");

            migrationBuilder.DropTable(
                name: "compensation_pay_plan_points");

            migrationBuilder.DropTable(
                name: "compensation_pay_statement_accounts");

            migrationBuilder.DropTable(
                name: "compensation_pay_plans");

            migrationBuilder.DropTable(
                name: "compensation_pay_statements");
        }
    }
}
