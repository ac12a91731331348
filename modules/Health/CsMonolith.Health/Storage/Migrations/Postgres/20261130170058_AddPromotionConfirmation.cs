using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CsMonolith.Health.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class AddPromotionConfirmation : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "asked_at",
                schema: "health",
                table: "models",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "asked_by",
                schema: "health",
                table: "models",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "asked_waiver_gate",
                schema: "health",
                table: "models",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "asked_waiver_reason",
                schema: "health",
                table: "models",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "confirmed_by",
                schema: "health",
                table: "models",
                type: "uuid",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "asked_at",
                schema: "health",
                table: "models");

            migrationBuilder.DropColumn(
                name: "asked_by",
                schema: "health",
                table: "models");

            migrationBuilder.DropColumn(
                name: "asked_waiver_gate",
                schema: "health",
                table: "models");

            migrationBuilder.DropColumn(
                name: "asked_waiver_reason",
                schema: "health",
                table: "models");

            migrationBuilder.DropColumn(
                name: "confirmed_by",
                schema: "health",
                table: "models");
        }
    }
}
