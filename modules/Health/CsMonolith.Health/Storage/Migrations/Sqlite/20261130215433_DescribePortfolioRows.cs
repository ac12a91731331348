using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CsMonolith.Health.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class DescribePortfolioRows : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "model_version",
                table: "health_portfolio",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "mrr_amount",
                table: "health_portfolio",
                type: "REAL",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "next_renewal_on",
                table: "health_portfolio",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "owner_id",
                table: "health_portfolio",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "owner_name",
                table: "health_portfolio",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "reason",
                table: "health_portfolio",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "reasons_json",
                table: "health_portfolio",
                type: "TEXT",
                nullable: false,
                defaultValueSql: "'[]'");

            migrationBuilder.AddColumn<Guid>(
                name: "team_id",
                table: "health_portfolio",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "team_name",
                table: "health_portfolio",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "tier",
                table: "health_portfolio",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_health_portfolio_owner_id",
                table: "health_portfolio",
                column: "owner_id");

            migrationBuilder.CreateIndex(
                name: "IX_health_portfolio_team_id",
                table: "health_portfolio",
                column: "team_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_health_portfolio_owner_id",
                table: "health_portfolio");

            migrationBuilder.DropIndex(
                name: "IX_health_portfolio_team_id",
                table: "health_portfolio");

            migrationBuilder.DropColumn(
                name: "model_version",
                table: "health_portfolio");

            migrationBuilder.DropColumn(
                name: "mrr_amount",
                table: "health_portfolio");

            migrationBuilder.DropColumn(
                name: "next_renewal_on",
                table: "health_portfolio");

            migrationBuilder.DropColumn(
                name: "owner_id",
                table: "health_portfolio");

            migrationBuilder.DropColumn(
                name: "owner_name",
                table: "health_portfolio");

            migrationBuilder.DropColumn(
                name: "reason",
                table: "health_portfolio");

            migrationBuilder.DropColumn(
                name: "reasons_json",
                table: "health_portfolio");

            migrationBuilder.DropColumn(
                name: "team_id",
                table: "health_portfolio");

            migrationBuilder.DropColumn(
                name: "team_name",
                table: "health_portfolio");

            migrationBuilder.DropColumn(
                name: "tier",
                table: "health_portfolio");
        }
    }
}
