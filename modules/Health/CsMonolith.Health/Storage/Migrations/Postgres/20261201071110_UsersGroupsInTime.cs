using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CsMonolith.Health.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class UsersGroupsInTime : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "stream_user_groups",
                schema: "health",
                columns: table => new
                {
                    source = table.Column<string>(type: "text", nullable: false),
                    user_ref = table.Column<string>(type: "text", nullable: false),
                    grouped_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    group_id = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_stream_user_groups", x => new { x.source, x.user_ref, x.grouped_at });
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "stream_user_groups",
                schema: "health");
        }
    }
}
