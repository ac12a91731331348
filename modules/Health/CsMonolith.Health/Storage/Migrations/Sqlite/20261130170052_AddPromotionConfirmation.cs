using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CsMonolith.Health.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AddPromotionConfirmation : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "asked_at",
                table: "health_models",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "asked_by",
                table: "health_models",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "asked_waiver_gate",
                table: "health_models",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "asked_waiver_reason",
                table: "health_models",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "confirmed_by",
                table: "health_models",
                type: "TEXT",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "asked_at",
                table: "health_models");

            migrationBuilder.DropColumn(
                name: "asked_by",
                table: "health_models");

            migrationBuilder.DropColumn(
                name: "asked_waiver_gate",
                table: "health_models");

            migrationBuilder.DropColumn(
                name: "asked_waiver_reason",
                table: "health_models");

            migrationBuilder.DropColumn(
                name: "confirmed_by",
                table: "health_models");
        }
    }
}
