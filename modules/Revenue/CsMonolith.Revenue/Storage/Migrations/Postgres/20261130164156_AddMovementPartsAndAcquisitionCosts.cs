using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CsMonolith.Revenue.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class AddMovementPartsAndAcquisitionCosts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "escalator_minor",
                schema: "revenue",
                table: "movements",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "free_downgrade_minor",
                schema: "revenue",
                table: "movements",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "pause_minor",
                schema: "revenue",
                table: "movements",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "price_rise_minor",
                schema: "revenue",
                table: "movements",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "seats_minor",
                schema: "revenue",
                table: "movements",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "seats_minor",
                schema: "revenue",
                table: "closed_account_months",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "acquisition_costs",
                schema: "revenue",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    cost_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    first_day = table.Column<DateOnly>(type: "date", nullable: false),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    amount_minor = table.Column<long>(type: "bigint", nullable: false),
                    note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    recorded_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_acquisition_costs", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_acquisition_costs_cost_id_version",
                schema: "revenue",
                table: "acquisition_costs",
                columns: new[] { "cost_id", "version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_acquisition_costs_first_day",
                schema: "revenue",
                table: "acquisition_costs",
                column: "first_day");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "acquisition_costs",
                schema: "revenue");

            migrationBuilder.DropColumn(
                name: "escalator_minor",
                schema: "revenue",
                table: "movements");

            migrationBuilder.DropColumn(
                name: "free_downgrade_minor",
                schema: "revenue",
                table: "movements");

            migrationBuilder.DropColumn(
                name: "pause_minor",
                schema: "revenue",
                table: "movements");

            migrationBuilder.DropColumn(
                name: "price_rise_minor",
                schema: "revenue",
                table: "movements");

            migrationBuilder.DropColumn(
                name: "seats_minor",
                schema: "revenue",
                table: "movements");

            migrationBuilder.DropColumn(
                name: "seats_minor",
                schema: "revenue",
                table: "closed_account_months");
        }
    }
}
