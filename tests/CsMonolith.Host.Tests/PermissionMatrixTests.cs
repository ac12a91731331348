using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CsMonolith.Kernel;
using CsMonolith.Platform.Permissions;

namespace CsMonolith.Host.Tests;

/// <summary>
/// The permission table against the running host: every role and nobody, each operation, with the operation's own
/// example.
/// </summary>
public sealed class PermissionMatrixTests(WholeHost host) : IClassFixture<WholeHost>
{
    public static TheoryData<string> EveryRole =>
        ["nobody", .. Enum.GetNames<Role>().Where(role => role != nameof(Role.System))];

    [Theory]
    [MemberData(nameof(EveryRole))]
    public async Task A_role_may_do_what_its_column_says_and_nothing_else(string role)
    {
        using var client = await SignedInAs(role);
        var wrong = new List<string>();
        foreach (var operation in Operation.Of(host))
        {
            // What needs no sign-in refuses nobody; who ends their session is nobody afterwards.
            if (WholeHost.Permissions.Find(operation.Name)!.Anonymous || operation.Name == "EndSession")
            {
                continue;
            }

            // A path that leads nowhere is enough: who may not use the function is told so before anything is looked
            // up.
            using var ask = operation.Example();
            using var answer = await client.SendAsync(ask);
            var row = WholeHost.Permissions.Find(operation.Name)!;
            var reaches = role != "nobody" && row.Reaches[Enum.Parse<Role>(role)] != PermissionScope.None;

            // A refusal of what somebody would do with the function, such as the owner's alone, is not one of the
            // function.
            var refused =
                role == "nobody"
                    ? answer.StatusCode == HttpStatusCode.Unauthorized
                    : answer.StatusCode == HttpStatusCode.Forbidden
                        && (await answer.Content.ReadAsStringAsync()).Contains(
                            "\"platform.not-allowed\"",
                            StringComparison.Ordinal
                        );
            if (refused == reaches || (int)answer.StatusCode >= 500)
            {
                wrong.Add(
                    $"{operation.Name}: {(int)answer.StatusCode}, though the table says {(reaches ? "yes" : "no")}: {await answer.Content.ReadAsStringAsync()}"
                );
            }
        }

        wrong.ShouldBeEmpty();
    }

    private async Task<HttpClient> SignedInAs(string role)
    {
        var client = host.CreateClient();
        if (role == "nobody")
        {
            return client;
        }

        if (role == nameof(Role.IntegrationKey))
        {
            client.DefaultRequestHeaders.Authorization = await host.KeyWith();
            return client;
        }

        using var admin = await host.AsAdmin();
        var person = await admin.PostAsJsonAsync(
            "/v1/people",
            new
            {
                name = $"役割 {role}",
                email = $"{role.ToLowerInvariant()}@example.jp",
                roles = new[] { JsonNamingPolicy.CamelCase.ConvertName(role) },
                isDemo = false,
            }
        );
        person.EnsureSuccessStatusCode();
        var id = (await person.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
        client.DefaultRequestHeaders.Authorization = await host.SessionOf(id);
        return client;
    }
}
