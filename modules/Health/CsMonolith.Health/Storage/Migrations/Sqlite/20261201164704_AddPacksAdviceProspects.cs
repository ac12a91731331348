using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CsMonolith.Health.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AddPacksAdviceProspects : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "is_known",
                table: "health_portfolio",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "is_prospect",
                table: "health_portfolio",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "health_given_advice",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    step = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    given_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    person_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    reason_en = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    reason_ja = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    as_of = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    goal_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    pattern_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    answered_by_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    answered_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    settled_on = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_health_given_advice", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "health_review_pack_files",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    document = table.Column<string>(type: "TEXT", nullable: false),
                    html = table.Column<byte[]>(type: "BLOB", nullable: false),
                    pptx = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_health_review_pack_files", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "health_review_packs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    to = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    language = table.Column<string>(type: "TEXT", nullable: false),
                    parts = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    slides = table.Column<int>(type: "INTEGER", nullable: false),
                    built_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    built_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_health_review_packs", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_health_given_advice_account_id_state",
                table: "health_given_advice",
                columns: new[] { "account_id", "state" });

            migrationBuilder.CreateIndex(
                name: "IX_health_given_advice_given_on",
                table: "health_given_advice",
                column: "given_on");

            migrationBuilder.CreateIndex(
                name: "IX_health_review_pack_files_account_id",
                table: "health_review_pack_files",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_health_review_packs_account_id_built_at",
                table: "health_review_packs",
                columns: new[] { "account_id", "built_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "health_given_advice");

            migrationBuilder.DropTable(
                name: "health_review_pack_files");

            migrationBuilder.DropTable(
                name: "health_review_packs");

            migrationBuilder.DropColumn(
                name: "is_known",
                table: "health_portfolio");

            migrationBuilder.DropColumn(
                name: "is_prospect",
                table: "health_portfolio");
        }
    }
}
