using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CsMonolith.Platform.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class AddAuditBefore : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "before",
                schema: "platform",
                table: "audit",
                type: "text",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "before",
                schema: "platform",
                table: "audit");
        }
    }
}
