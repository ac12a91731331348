using System.Runtime.CompilerServices;
using System.Text;
using CsMonolith.Kernel;
using CsMonolith.Platform.Permissions;

namespace CsMonolith.Host.Tests;

/// <summary>docs/permissions.md is written from the table, so the two cannot part.</summary>
public sealed class PermissionPageTests
{
    private static readonly Role[] Roles = [.. Enum.GetValues<Role>().Where(role => role != Role.System)];

    [Fact]
    public async Task The_page_says_what_the_table_says()
    {
        var page = Write();
        var path = Path.GetFullPath(Path.Combine(Here(), "..", "..", "docs", "permissions.md"));
        if (Environment.GetEnvironmentVariable("APPROVE_PERMISSIONS") == "1")
        {
            await File.WriteAllTextAsync(path, page);
        }

        page.ShouldBe(
            await File.ReadAllTextAsync(path),
            "The table has changed. If that is meant: APPROVE_PERMISSIONS=1 dotnet test tests/CsMonolith.Host.Tests --filter PermissionPageTests"
        );
    }

    private static string Write()
    {
        var page = new StringBuilder(
            """
            # Who may do what

            Written from the files `permissions.csv` beside the modules' front doors, which the host joins when it starts; do not edit this page.
            The running host tells the same at `GET /v1/permissions`, and `GET /v1/permissions/explain?operation=…&resource=accounts&id=…` says why something cannot be seen.
            An operation without a row is nobody's. Of several roles the furthest reach counts. What is out of reach answers exactly like what does not exist;
            what may be read and not changed answers 403 with the way to ask. A file needs the rights of the requests that write the same, and a key
            gets no scope whose operations its maker may not use.

            | Sign | Reach | 範囲 |
            |---|---|---|

            """
        );
        foreach (var (reach, sign) in PermissionTable.SignOf.OrderBy(sign => sign.Key))
        {
            page.Append($"| `{sign}` | {PermissionWording.Of(reach).En} | {PermissionWording.Of(reach).Ja} |\n");
        }

        foreach (
            var resource in WholeHost
                .Permissions.Rows.GroupBy(row => row.Resource)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
        )
        {
            page.Append(
                $"\n## {resource.Key}\n\n| Operation | {string.Join(" | ", Roles.Select(role => PermissionWording.Of(role).En))} |\n|---|{string.Concat(Roles.Select(_ => ":-:|"))}\n"
            );
            foreach (var row in resource.OrderBy(row => row.Operation, StringComparer.Ordinal))
            {
                page.Append(
                    $"| {row.Operation}{(row.Anonymous ? " (without sign-in)" : "")} | {string.Join(" | ", Roles.Select(role => Sign(row, role)))} |\n"
                );
            }
        }

        return page.ToString();
    }

    private static string Sign(PermissionRow row, Role role) =>
        row.Reaches[role] == PermissionScope.None ? "" : $"`{PermissionTable.SignOf[row.Reaches[role]]}`";

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
