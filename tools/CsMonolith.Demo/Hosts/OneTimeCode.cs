using System.Net;
using CsMonolith.HostClient;

namespace CsMonolith.Demo.Hosts;

/// <summary>Signs in by the code of a one-time link.</summary>
internal static class OneTimeCode
{
    private const string FirstAdministrator = "管理 花子";

    /// <summary>
    /// Spends a code: as the first administrator of an empty host, otherwise as the first person with the earliest of
    /// the roles that somebody has.
    /// </summary>
    /// <exception cref="LoadException">Nobody with one of the roles may sign in by this code.</exception>
    public static async Task SignIn(
        this HostApi host,
        string code,
        CancellationToken cancellation,
        params string[] roles
    )
    {
        var choices = await host.Get($"v1/sign-in-choices?code={Uri.EscapeDataString(code)}", cancellation);
        if (HostApi.Required<bool>(choices, "firstAdmin"))
        {
            await host.SignIn(code, personId: null, FirstAdministrator, cancellation);
            return;
        }

        var people = choices["people"]!.AsArray();
        var person = roles
            .Select(role => people.FirstOrDefault(one => one!["roles"]!.AsArray().Any(had => (string?)had == role)))
            .FirstOrDefault(one => one is not null);
        var id =
            (string?)person?["personId"]
            ?? throw new LoadException($"Nobody with one of the roles {string.Join(", ", roles)} may sign in.");
        await host.SignIn(code, id, firstAdminName: null, cancellation);
    }

    /// <summary>Whether the host has no people yet. Asks, but does not spend the code.</summary>
    public static async Task<bool> IsEmpty(this HostApi host, string code, CancellationToken cancellation)
    {
        var answer = await host.Send(
            HttpMethod.Get,
            $"v1/sign-in-choices?code={Uri.EscapeDataString(code)}",
            content: null,
            ifMatch: null,
            cancellation
        );
        return answer.Status == HttpStatusCode.OK && HostApi.Required<bool>(answer.Body, "firstAdmin");
    }
}
