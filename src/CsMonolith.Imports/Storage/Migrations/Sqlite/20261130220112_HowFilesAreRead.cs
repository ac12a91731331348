using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CsMonolith.Imports.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class HowFilesAreRead : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "reading",
                table: "imports_mappings",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "loaded_nothing",
                table: "imports_imports",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "reading",
                table: "imports_mappings");

            migrationBuilder.DropColumn(
                name: "loaded_nothing",
                table: "imports_imports");
        }
    }
}
