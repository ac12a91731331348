using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CsMonolith.Health.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class PublishedPatterns : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "published_patterns",
                schema: "health",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    published_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    published_by = table.Column<Guid>(type: "uuid", nullable: true),
                    phase = table.Column<string>(type: "text", nullable: false),
                    condition = table.Column<string>(type: "text", nullable: false),
                    column = table.Column<string>(type: "text", nullable: false),
                    outcome = table.Column<string>(type: "text", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false),
                    data = table.Column<string>(type: "text", nullable: false),
                    data_fingerprint = table.Column<string>(type: "text", nullable: false),
                    model = table.Column<string>(type: "text", nullable: true),
                    seed = table.Column<long>(type: "bigint", nullable: false),
                    false_discovery_rate = table.Column<double>(type: "double precision", nullable: false),
                    tried = table.Column<int>(type: "integer", nullable: false),
                    hidden = table.Column<int>(type: "integer", nullable: false),
                    with = table.Column<int>(type: "integer", nullable: false),
                    with_outcome = table.Column<int>(type: "integer", nullable: false),
                    without = table.Column<int>(type: "integer", nullable: false),
                    without_outcome = table.Column<int>(type: "integer", nullable: false),
                    difference = table.Column<double>(type: "double precision", nullable: false),
                    difference_low = table.Column<double>(type: "double precision", nullable: false),
                    difference_high = table.Column<double>(type: "double precision", nullable: false),
                    adjusted = table.Column<double>(type: "double precision", nullable: false),
                    adjusted_low = table.Column<double>(type: "double precision", nullable: false),
                    adjusted_high = table.Column<double>(type: "double precision", nullable: false),
                    lift = table.Column<double>(type: "double precision", nullable: true),
                    p = table.Column<double>(type: "double precision", nullable: false),
                    q = table.Column<double>(type: "double precision", nullable: false),
                    verdict = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_published_patterns", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_published_patterns_data_fingerprint_outcome_phase_condition",
                schema: "health",
                table: "published_patterns",
                columns: new[] { "data_fingerprint", "outcome", "phase", "condition" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "published_patterns",
                schema: "health");
        }
    }
}
