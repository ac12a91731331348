using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CsMonolith.Platform.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class NameTheHumanBehindAKey : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "acted_alone_as",
                table: "platform_audit",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "key_made_by",
                table: "platform_audit",
                type: "TEXT",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "acted_alone_as",
                table: "platform_audit");

            migrationBuilder.DropColumn(
                name: "key_made_by",
                table: "platform_audit");
        }
    }
}
