using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CsMonolith.Health.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class PatternWorth : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "loaded_at",
                schema: "health",
                table: "snapshots",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "worth",
                schema: "health",
                table: "published_patterns",
                type: "double precision",
                nullable: false,
                defaultValue: 0.0);

            migrationBuilder.AddColumn<string>(
                name: "year_arr_json",
                schema: "health",
                table: "published_patterns",
                type: "text",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<int>(
                name: "year_customers",
                schema: "health",
                table: "published_patterns",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<double>(
                name: "year_effect",
                schema: "health",
                table: "published_patterns",
                type: "double precision",
                nullable: false,
                defaultValue: 0.0);

            migrationBuilder.AddColumn<double>(
                name: "year_effect_high",
                schema: "health",
                table: "published_patterns",
                type: "double precision",
                nullable: false,
                defaultValue: 0.0);

            migrationBuilder.AddColumn<double>(
                name: "year_effect_low",
                schema: "health",
                table: "published_patterns",
                type: "double precision",
                nullable: false,
                defaultValue: 0.0);

            migrationBuilder.AddColumn<int>(
                name: "rank_in_phase",
                schema: "health",
                table: "patterns",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "year_arr_json",
                schema: "health",
                table: "patterns",
                type: "text",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<int>(
                name: "year_customers",
                schema: "health",
                table: "patterns",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<double>(
                name: "year_effect",
                schema: "health",
                table: "patterns",
                type: "double precision",
                nullable: false,
                defaultValue: 0.0);

            migrationBuilder.AddColumn<double>(
                name: "year_effect_high",
                schema: "health",
                table: "patterns",
                type: "double precision",
                nullable: false,
                defaultValue: 0.0);

            migrationBuilder.AddColumn<double>(
                name: "year_effect_low",
                schema: "health",
                table: "patterns",
                type: "double precision",
                nullable: false,
                defaultValue: 0.0);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "loaded_at",
                schema: "health",
                table: "snapshots");

            migrationBuilder.DropColumn(
                name: "worth",
                schema: "health",
                table: "published_patterns");

            migrationBuilder.DropColumn(
                name: "year_arr_json",
                schema: "health",
                table: "published_patterns");

            migrationBuilder.DropColumn(
                name: "year_customers",
                schema: "health",
                table: "published_patterns");

            migrationBuilder.DropColumn(
                name: "year_effect",
                schema: "health",
                table: "published_patterns");

            migrationBuilder.DropColumn(
                name: "year_effect_high",
                schema: "health",
                table: "published_patterns");

            migrationBuilder.DropColumn(
                name: "year_effect_low",
                schema: "health",
                table: "published_patterns");

            migrationBuilder.DropColumn(
                name: "rank_in_phase",
                schema: "health",
                table: "patterns");

            migrationBuilder.DropColumn(
                name: "year_arr_json",
                schema: "health",
                table: "patterns");

            migrationBuilder.DropColumn(
                name: "year_customers",
                schema: "health",
                table: "patterns");

            migrationBuilder.DropColumn(
                name: "year_effect",
                schema: "health",
                table: "patterns");

            migrationBuilder.DropColumn(
                name: "year_effect_high",
                schema: "health",
                table: "patterns");

            migrationBuilder.DropColumn(
                name: "year_effect_low",
                schema: "health",
                table: "patterns");
        }
    }
}
