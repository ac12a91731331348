using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CsMonolith.Health.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class PatternWorth : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "loaded_at",
                table: "health_snapshots",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "worth",
                table: "health_published_patterns",
                type: "REAL",
                nullable: false,
                defaultValue: 0.0);

            migrationBuilder.AddColumn<string>(
                name: "year_arr_json",
                table: "health_published_patterns",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<int>(
                name: "year_customers",
                table: "health_published_patterns",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<double>(
                name: "year_effect",
                table: "health_published_patterns",
                type: "REAL",
                nullable: false,
                defaultValue: 0.0);

            migrationBuilder.AddColumn<double>(
                name: "year_effect_high",
                table: "health_published_patterns",
                type: "REAL",
                nullable: false,
                defaultValue: 0.0);

            migrationBuilder.AddColumn<double>(
                name: "year_effect_low",
                table: "health_published_patterns",
                type: "REAL",
                nullable: false,
                defaultValue: 0.0);

            migrationBuilder.AddColumn<int>(
                name: "rank_in_phase",
                table: "health_patterns",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "year_arr_json",
                table: "health_patterns",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<int>(
                name: "year_customers",
                table: "health_patterns",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<double>(
                name: "year_effect",
                table: "health_patterns",
                type: "REAL",
                nullable: false,
                defaultValue: 0.0);

            migrationBuilder.AddColumn<double>(
                name: "year_effect_high",
                table: "health_patterns",
                type: "REAL",
                nullable: false,
                defaultValue: 0.0);

            migrationBuilder.AddColumn<double>(
                name: "year_effect_low",
                table: "health_patterns",
                type: "REAL",
                nullable: false,
                defaultValue: 0.0);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "loaded_at",
                table: "health_snapshots");

            migrationBuilder.DropColumn(
                name: "worth",
                table: "health_published_patterns");

            migrationBuilder.DropColumn(
                name: "year_arr_json",
                table: "health_published_patterns");

            migrationBuilder.DropColumn(
                name: "year_customers",
                table: "health_published_patterns");

            migrationBuilder.DropColumn(
                name: "year_effect",
                table: "health_published_patterns");

            migrationBuilder.DropColumn(
                name: "year_effect_high",
                table: "health_published_patterns");

            migrationBuilder.DropColumn(
                name: "year_effect_low",
                table: "health_published_patterns");

            migrationBuilder.DropColumn(
                name: "rank_in_phase",
                table: "health_patterns");

            migrationBuilder.DropColumn(
                name: "year_arr_json",
                table: "health_patterns");

            migrationBuilder.DropColumn(
                name: "year_customers",
                table: "health_patterns");

            migrationBuilder.DropColumn(
                name: "year_effect",
                table: "health_patterns");

            migrationBuilder.DropColumn(
                name: "year_effect_high",
                table: "health_patterns");

            migrationBuilder.DropColumn(
                name: "year_effect_low",
                table: "health_patterns");
        }
    }
}
