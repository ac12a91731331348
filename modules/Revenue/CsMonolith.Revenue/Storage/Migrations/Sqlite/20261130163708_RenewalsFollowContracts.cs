using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CsMonolith.Revenue.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class RenewalsFollowContracts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "anchor_day",
                table: "revenue_renewals",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "first_fact",
                table: "revenue_renewals",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "is_by_contract",
                table: "revenue_renewals",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "is_stated",
                table: "revenue_renewals",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "next_fact",
                table: "revenue_renewals",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "talks",
                table: "revenue_renewals",
                type: "TEXT",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "band",
                table: "revenue_account_risks",
                type: "TEXT",
                maxLength: 20,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "anchor_day",
                table: "revenue_renewals");

            migrationBuilder.DropColumn(
                name: "first_fact",
                table: "revenue_renewals");

            migrationBuilder.DropColumn(
                name: "is_by_contract",
                table: "revenue_renewals");

            migrationBuilder.DropColumn(
                name: "is_stated",
                table: "revenue_renewals");

            migrationBuilder.DropColumn(
                name: "next_fact",
                table: "revenue_renewals");

            migrationBuilder.DropColumn(
                name: "talks",
                table: "revenue_renewals");

            migrationBuilder.DropColumn(
                name: "band",
                table: "revenue_account_risks");
        }
    }
}
