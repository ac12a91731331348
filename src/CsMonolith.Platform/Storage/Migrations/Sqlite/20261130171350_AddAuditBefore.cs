using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CsMonolith.Platform.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AddAuditBefore : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "before",
                table: "platform_audit",
                type: "TEXT",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "before",
                table: "platform_audit");
        }
    }
}
