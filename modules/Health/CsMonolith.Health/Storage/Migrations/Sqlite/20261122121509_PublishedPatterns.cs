using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CsMonolith.Health.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class PublishedPatterns : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "health_published_patterns",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    published_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    published_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    phase = table.Column<string>(type: "TEXT", nullable: false),
                    condition = table.Column<string>(type: "TEXT", nullable: false),
                    column = table.Column<string>(type: "TEXT", nullable: false),
                    outcome = table.Column<string>(type: "TEXT", nullable: false),
                    code = table.Column<string>(type: "TEXT", nullable: false),
                    data = table.Column<string>(type: "TEXT", nullable: false),
                    data_fingerprint = table.Column<string>(type: "TEXT", nullable: false),
                    model = table.Column<string>(type: "TEXT", nullable: true),
                    seed = table.Column<long>(type: "INTEGER", nullable: false),
                    false_discovery_rate = table.Column<double>(type: "REAL", nullable: false),
                    tried = table.Column<int>(type: "INTEGER", nullable: false),
                    hidden = table.Column<int>(type: "INTEGER", nullable: false),
                    with = table.Column<int>(type: "INTEGER", nullable: false),
                    with_outcome = table.Column<int>(type: "INTEGER", nullable: false),
                    without = table.Column<int>(type: "INTEGER", nullable: false),
                    without_outcome = table.Column<int>(type: "INTEGER", nullable: false),
                    difference = table.Column<double>(type: "REAL", nullable: false),
                    difference_low = table.Column<double>(type: "REAL", nullable: false),
                    difference_high = table.Column<double>(type: "REAL", nullable: false),
                    adjusted = table.Column<double>(type: "REAL", nullable: false),
                    adjusted_low = table.Column<double>(type: "REAL", nullable: false),
                    adjusted_high = table.Column<double>(type: "REAL", nullable: false),
                    lift = table.Column<double>(type: "REAL", nullable: true),
                    p = table.Column<double>(type: "REAL", nullable: false),
                    q = table.Column<double>(type: "REAL", nullable: false),
                    verdict = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_health_published_patterns", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_health_published_patterns_data_fingerprint_outcome_phase_condition",
                table: "health_published_patterns",
                columns: new[] { "data_fingerprint", "outcome", "phase", "condition" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "health_published_patterns");
        }
    }
}
