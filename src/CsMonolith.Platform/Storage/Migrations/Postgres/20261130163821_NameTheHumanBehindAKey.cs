using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CsMonolith.Platform.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class NameTheHumanBehindAKey : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "acted_alone_as",
                schema: "platform",
                table: "audit",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "key_made_by",
                schema: "platform",
                table: "audit",
                type: "uuid",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "acted_alone_as",
                schema: "platform",
                table: "audit");

            migrationBuilder.DropColumn(
                name: "key_made_by",
                schema: "platform",
                table: "audit");
        }
    }
}
