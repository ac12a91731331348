using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CsMonolith.Imports.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class HowFilesAreRead : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "reading",
                schema: "imports",
                table: "mappings",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "loaded_nothing",
                schema: "imports",
                table: "imports",
                type: "boolean",
                nullable: false,
                defaultValue: false);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "reading",
                schema: "imports",
                table: "mappings");

            migrationBuilder.DropColumn(
                name: "loaded_nothing",
                schema: "imports",
                table: "imports");
        }
    }
}
