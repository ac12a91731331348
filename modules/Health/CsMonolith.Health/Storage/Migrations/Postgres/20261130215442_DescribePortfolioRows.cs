using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CsMonolith.Health.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class DescribePortfolioRows : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "model_version",
                schema: "health",
                table: "portfolio",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "mrr_amount",
                schema: "health",
                table: "portfolio",
                type: "double precision",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "next_renewal_on",
                schema: "health",
                table: "portfolio",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "owner_id",
                schema: "health",
                table: "portfolio",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "owner_name",
                schema: "health",
                table: "portfolio",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "reason",
                schema: "health",
                table: "portfolio",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "reasons_json",
                schema: "health",
                table: "portfolio",
                type: "text",
                nullable: false,
                defaultValueSql: "'[]'");

            migrationBuilder.AddColumn<Guid>(
                name: "team_id",
                schema: "health",
                table: "portfolio",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "team_name",
                schema: "health",
                table: "portfolio",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "tier",
                schema: "health",
                table: "portfolio",
                type: "integer",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_portfolio_owner_id",
                schema: "health",
                table: "portfolio",
                column: "owner_id");

            migrationBuilder.CreateIndex(
                name: "IX_portfolio_team_id",
                schema: "health",
                table: "portfolio",
                column: "team_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_portfolio_owner_id",
                schema: "health",
                table: "portfolio");

            migrationBuilder.DropIndex(
                name: "IX_portfolio_team_id",
                schema: "health",
                table: "portfolio");

            migrationBuilder.DropColumn(
                name: "model_version",
                schema: "health",
                table: "portfolio");

            migrationBuilder.DropColumn(
                name: "mrr_amount",
                schema: "health",
                table: "portfolio");

            migrationBuilder.DropColumn(
                name: "next_renewal_on",
                schema: "health",
                table: "portfolio");

            migrationBuilder.DropColumn(
                name: "owner_id",
                schema: "health",
                table: "portfolio");

            migrationBuilder.DropColumn(
                name: "owner_name",
                schema: "health",
                table: "portfolio");

            migrationBuilder.DropColumn(
                name: "reason",
                schema: "health",
                table: "portfolio");

            migrationBuilder.DropColumn(
                name: "reasons_json",
                schema: "health",
                table: "portfolio");

            migrationBuilder.DropColumn(
                name: "team_id",
                schema: "health",
                table: "portfolio");

            migrationBuilder.DropColumn(
                name: "team_name",
                schema: "health",
                table: "portfolio");

            migrationBuilder.DropColumn(
                name: "tier",
                schema: "health",
                table: "portfolio");
        }
    }
}
