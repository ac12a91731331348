using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CsMonolith.Revenue.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AddMovementPartsAndAcquisitionCosts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "escalator_minor",
                table: "revenue_movements",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "free_downgrade_minor",
                table: "revenue_movements",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "pause_minor",
                table: "revenue_movements",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "price_rise_minor",
                table: "revenue_movements",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "seats_minor",
                table: "revenue_movements",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "seats_minor",
                table: "revenue_closed_account_months",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "revenue_acquisition_costs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    cost_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    first_day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    amount_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    note = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    recorded_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_revenue_acquisition_costs", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_revenue_acquisition_costs_cost_id_version",
                table: "revenue_acquisition_costs",
                columns: new[] { "cost_id", "version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_revenue_acquisition_costs_first_day",
                table: "revenue_acquisition_costs",
                column: "first_day");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "revenue_acquisition_costs");

            migrationBuilder.DropColumn(
                name: "escalator_minor",
                table: "revenue_movements");

            migrationBuilder.DropColumn(
                name: "free_downgrade_minor",
                table: "revenue_movements");

            migrationBuilder.DropColumn(
                name: "pause_minor",
                table: "revenue_movements");

            migrationBuilder.DropColumn(
                name: "price_rise_minor",
                table: "revenue_movements");

            migrationBuilder.DropColumn(
                name: "seats_minor",
                table: "revenue_movements");

            migrationBuilder.DropColumn(
                name: "seats_minor",
                table: "revenue_closed_account_months");
        }
    }
}
