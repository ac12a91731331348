using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CsMonolith.Journey.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AskToEndTrust : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "takes_away",
                table: "journey_trust_grants",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "ending_roles",
                table: "journey_people",
                type: "TEXT",
                nullable: false,
                defaultValueSql: "'[]'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "takes_away",
                table: "journey_trust_grants");

            migrationBuilder.DropColumn(
                name: "ending_roles",
                table: "journey_people");
        }
    }
}
