using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CsMonolith.Revenue.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class RenewalsFollowContracts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "anchor_day",
                schema: "revenue",
                table: "renewals",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "first_fact",
                schema: "revenue",
                table: "renewals",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "is_by_contract",
                schema: "revenue",
                table: "renewals",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "is_stated",
                schema: "revenue",
                table: "renewals",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "next_fact",
                schema: "revenue",
                table: "renewals",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "talks",
                schema: "revenue",
                table: "renewals",
                type: "character varying(20)",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "band",
                schema: "revenue",
                table: "account_risks",
                type: "character varying(20)",
                maxLength: 20,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "anchor_day",
                schema: "revenue",
                table: "renewals");

            migrationBuilder.DropColumn(
                name: "first_fact",
                schema: "revenue",
                table: "renewals");

            migrationBuilder.DropColumn(
                name: "is_by_contract",
                schema: "revenue",
                table: "renewals");

            migrationBuilder.DropColumn(
                name: "is_stated",
                schema: "revenue",
                table: "renewals");

            migrationBuilder.DropColumn(
                name: "next_fact",
                schema: "revenue",
                table: "renewals");

            migrationBuilder.DropColumn(
                name: "talks",
                schema: "revenue",
                table: "renewals");

            migrationBuilder.DropColumn(
                name: "band",
                schema: "revenue",
                table: "account_risks");
        }
    }
}
