using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CsMonolith.Health.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class UsersGroupsInTime : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "health_stream_user_groups",
                columns: table => new
                {
                    source = table.Column<string>(type: "TEXT", nullable: false),
                    user_ref = table.Column<string>(type: "TEXT", nullable: false),
                    grouped_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    group_id = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_health_stream_user_groups", x => new { x.source, x.user_ref, x.grouped_at });
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "health_stream_user_groups");
        }
    }
}
