using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CsMonolith.Compensation.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class ApproveCorrectAndDispute : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "by_one_person",
                schema: "compensation",
                table: "pay_statements",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "issued_by",
                schema: "compensation",
                table: "pay_statements",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "approved_at",
                schema: "compensation",
                table: "pay_plans",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "approved_by",
                schema: "compensation",
                table: "pay_plans",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "pay_corrections",
                schema: "compensation",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    statement_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    difference_minor = table.Column<long>(type: "bigint", nullable: false),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    issued_by = table.Column<Guid>(type: "uuid", nullable: true),
                    issued_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    by_one_person = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_pay_corrections", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "pay_objections",
                schema: "compensation",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    statement_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    raised_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    upheld = table.Column<bool>(type: "boolean", nullable: true),
                    answer = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    answered_by = table.Column<Guid>(type: "uuid", nullable: true),
                    answered_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_pay_objections", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_pay_corrections_statement_id_number",
                schema: "compensation",
                table: "pay_corrections",
                columns: new[] { "statement_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_pay_objections_statement_id",
                schema: "compensation",
                table: "pay_objections",
                column: "statement_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "pay_corrections",
                schema: "compensation");

            migrationBuilder.DropTable(
                name: "pay_objections",
                schema: "compensation");

            migrationBuilder.DropColumn(
                name: "by_one_person",
                schema: "compensation",
                table: "pay_statements");

            migrationBuilder.DropColumn(
                name: "issued_by",
                schema: "compensation",
                table: "pay_statements");

            migrationBuilder.DropColumn(
                name: "approved_at",
                schema: "compensation",
                table: "pay_plans");

            migrationBuilder.DropColumn(
                name: "approved_by",
                schema: "compensation",
                table: "pay_plans");
        }
    }
}
