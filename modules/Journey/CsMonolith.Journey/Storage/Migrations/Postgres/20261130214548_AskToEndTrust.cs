using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CsMonolith.Journey.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class AskToEndTrust : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "takes_away",
                schema: "journey",
                table: "trust_grants",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "ending_roles",
                schema: "journey",
                table: "people",
                type: "text",
                nullable: false,
                defaultValueSql: "'[]'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "takes_away",
                schema: "journey",
                table: "trust_grants");

            migrationBuilder.DropColumn(
                name: "ending_roles",
                schema: "journey",
                table: "people");
        }
    }
}
