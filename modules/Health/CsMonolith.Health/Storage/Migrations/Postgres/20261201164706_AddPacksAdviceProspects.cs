using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CsMonolith.Health.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class AddPacksAdviceProspects : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "is_known",
                schema: "health",
                table: "portfolio",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "is_prospect",
                schema: "health",
                table: "portfolio",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "given_advice",
                schema: "health",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    step = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    given_on = table.Column<DateOnly>(type: "date", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reason_en = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    reason_ja = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    as_of = table.Column<DateOnly>(type: "date", nullable: false),
                    goal_id = table.Column<Guid>(type: "uuid", nullable: true),
                    pattern_id = table.Column<Guid>(type: "uuid", nullable: true),
                    state = table.Column<string>(type: "text", nullable: false),
                    answered_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    answered_on = table.Column<DateOnly>(type: "date", nullable: true),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    settled_on = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_given_advice", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "review_pack_files",
                schema: "health",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    document = table.Column<string>(type: "text", nullable: false),
                    html = table.Column<byte[]>(type: "bytea", nullable: false),
                    pptx = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_review_pack_files", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "review_packs",
                schema: "health",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    to = table.Column<DateOnly>(type: "date", nullable: false),
                    language = table.Column<string>(type: "text", nullable: false),
                    parts = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    slides = table.Column<int>(type: "integer", nullable: false),
                    built_by = table.Column<Guid>(type: "uuid", nullable: true),
                    built_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_review_packs", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_given_advice_account_id_state",
                schema: "health",
                table: "given_advice",
                columns: new[] { "account_id", "state" });

            migrationBuilder.CreateIndex(
                name: "IX_given_advice_given_on",
                schema: "health",
                table: "given_advice",
                column: "given_on");

            migrationBuilder.CreateIndex(
                name: "IX_review_pack_files_account_id",
                schema: "health",
                table: "review_pack_files",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_review_packs_account_id_built_at",
                schema: "health",
                table: "review_packs",
                columns: new[] { "account_id", "built_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "given_advice",
                schema: "health");

            migrationBuilder.DropTable(
                name: "review_pack_files",
                schema: "health");

            migrationBuilder.DropTable(
                name: "review_packs",
                schema: "health");

            migrationBuilder.DropColumn(
                name: "is_known",
                schema: "health",
                table: "portfolio");

            migrationBuilder.DropColumn(
                name: "is_prospect",
                schema: "health",
                table: "portfolio");
        }
    }
}
