using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CsMonolith.Compensation.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ApproveCorrectAndDispute : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "by_one_person",
                table: "compensation_pay_statements",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "issued_by",
                table: "compensation_pay_statements",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "approved_at",
                table: "compensation_pay_plans",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "approved_by",
                table: "compensation_pay_plans",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "compensation_pay_corrections",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    statement_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    difference_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    issued_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    issued_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    by_one_person = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_compensation_pay_corrections", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "compensation_pay_objections",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    statement_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    raised_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    upheld = table.Column<bool>(type: "INTEGER", nullable: true),
                    answer = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    answered_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    answered_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_compensation_pay_objections", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_compensation_pay_corrections_statement_id_number",
                table: "compensation_pay_corrections",
                columns: new[] { "statement_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_compensation_pay_objections_statement_id",
                table: "compensation_pay_objections",
                column: "statement_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "compensation_pay_corrections");

            migrationBuilder.DropTable(
                name: "compensation_pay_objections");

            migrationBuilder.DropColumn(
                name: "by_one_person",
                table: "compensation_pay_statements");

            migrationBuilder.DropColumn(
                name: "issued_by",
                table: "compensation_pay_statements");

            migrationBuilder.DropColumn(
                name: "approved_at",
                table: "compensation_pay_plans");

            migrationBuilder.DropColumn(
                name: "approved_by",
                table: "compensation_pay_plans");
        }
    }
}
