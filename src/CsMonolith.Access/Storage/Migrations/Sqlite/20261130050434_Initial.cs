using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CsMonolith.Access.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "access_api_keys",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    scope_words = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    created_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    expires_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    revoked_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_access_api_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "access_audit_heads",
                columns: table => new
                {
                    number = table.Column<long>(type: "INTEGER", nullable: false),
                    hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    sealed_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    key_id = table.Column<string>(type: "TEXT", nullable: false),
                    signature = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_access_audit_heads", x => x.number);
                });

            migrationBuilder.CreateTable(
                name: "access_audit_links",
                columns: table => new
                {
                    number = table.Column<long>(type: "INTEGER", nullable: false),
                    audit_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    hash = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_access_audit_links", x => x.number);
                });

            migrationBuilder.CreateTable(
                name: "access_data_keys",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    xml = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_access_data_keys", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "access_identities",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    issuer = table.Column<string>(type: "TEXT", nullable: false),
                    subject = table.Column<string>(type: "TEXT", nullable: false),
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    linked_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    linked_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    unlinked_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_access_identities", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "access_sessions",
                columns: table => new
                {
                    token_hash = table.Column<string>(type: "TEXT", nullable: false),
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    started_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    expires_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_access_sessions", x => x.token_hash);
                });

            migrationBuilder.CreateTable(
                name: "access_sign_in_links",
                columns: table => new
                {
                    code_hash = table.Column<string>(type: "TEXT", nullable: false),
                    expires_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    used_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_access_sign_in_links", x => x.code_hash);
                });

            migrationBuilder.CreateTable(
                name: "access_api_key_secrets",
                columns: table => new
                {
                    prefix = table.Column<string>(type: "TEXT", nullable: false),
                    key_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    hash = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    expires_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    last_used_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_access_api_key_secrets", x => x.prefix);
                    table.ForeignKey(
                        name: "FK_access_api_key_secrets_access_api_keys_key_id",
                        column: x => x.key_id,
                        principalTable: "access_api_keys",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_access_api_key_secrets_key_id",
                table: "access_api_key_secrets",
                column: "key_id");

            migrationBuilder.CreateIndex(
                name: "IX_access_api_keys_name",
                table: "access_api_keys",
                column: "name",
                unique: true,
                filter: "revoked_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_access_audit_links_audit_id",
                table: "access_audit_links",
                column: "audit_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_access_identities_issuer_subject",
                table: "access_identities",
                columns: new[] { "issuer", "subject" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_access_identities_person_id",
                table: "access_identities",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "IX_access_sessions_expires_at",
                table: "access_sessions",
                column: "expires_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "access_api_key_secrets");

            migrationBuilder.DropTable(
                name: "access_audit_heads");

            migrationBuilder.DropTable(
                name: "access_audit_links");

            migrationBuilder.DropTable(
                name: "access_data_keys");

            migrationBuilder.DropTable(
                name: "access_identities");

            migrationBuilder.DropTable(
                name: "access_sessions");

            migrationBuilder.DropTable(
                name: "access_sign_in_links");

            migrationBuilder.DropTable(
                name: "access_api_keys");
        }
    }
}
