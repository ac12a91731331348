using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CsMonolith.Health.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class AddReviewPacks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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
                name: "review_pack_files",
                schema: "health");

            migrationBuilder.DropTable(
                name: "review_packs",
                schema: "health");
        }
    }
}
