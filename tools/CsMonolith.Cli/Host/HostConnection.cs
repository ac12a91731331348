using System.Net.Http.Headers;
using System.Text.Json;
using CsMonolith.Cli.Output;
using CsMonolith.HostClient;

namespace CsMonolith.Cli.Host;

/// <summary>Opens a host by <c>--host</c> and <c>--token</c>, and reads its answers as JSON.</summary>
internal static class HostConnection
{
    /// <param name="host">What stood after <c>--host</c>.</param>
    /// <param name="token">What stood after <c>--token</c>; null for the one that <see cref="Tokens"/> finds.</param>
    /// <param name="language">In which the host is to answer; its own choice if null.</param>
    /// <exception cref="CliException">The address is not one of HTTP, or the token cannot be sent.</exception>
    public static HostApi Open(string host, string? token, string? language = null)
    {
        var address = Address(host);
        var found = Tokens.For(address, token, TimeProvider.System.GetUtcNow());
        return AuthenticationHeaderValue.TryParse($"Bearer {found}", out _)
            ? new HostApi(address, found, language)
            : throw new CliException(
                ExitCode.Usage,
                new(
                    "The token is none: look at --token or CHURN_TOKEN.",
                    "トークンの形が正しくありません(--token か CHURN_TOKEN)。"
                )
            );
    }

    /// <summary>What stood after <c>--host</c> as an address.</summary>
    public static Uri Address(string host)
    {
        if (!Uri.TryCreate(host, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            throw new CliException(
                ExitCode.Usage,
                new(
                    "--host is an address such as https://cs.example.com.",
                    "--host は https://cs.example.com のような形です。"
                )
            );
        }

        return address;
    }

    /// <summary>GET; returns the JSON object of the answer.</summary>
    /// <exception cref="HostRefusal">The status is not a success.</exception>
    /// <exception cref="UnreadableAnswerException">The answer is not a JSON object.</exception>
    public static Task<JsonElement> GetJson(this HostApi host, string path, CancellationToken cancellation) =>
        Json(host, HttpMethod.Get, path, content: null, cancellation);

    /// <summary>POST of JSON; returns the JSON object of the answer.</summary>
    /// <inheritdoc cref="GetJson" path="exception"/>
    public static async Task<JsonElement> PostJson(
        this HostApi host,
        string path,
        byte[] json,
        CancellationToken cancellation
    )
    {
        using var content = new ByteArrayContent(json);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return await Json(host, HttpMethod.Post, path, content, cancellation);
    }

    private static async Task<JsonElement> Json(
        HostApi host,
        HttpMethod method,
        string path,
        HttpContent? content,
        CancellationToken cancellation
    )
    {
        using var answer = await host.Open(method, path, content, cancellation);
        try
        {
            using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancellation));
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document.RootElement.Clone()
                : throw new UnreadableAnswerException();
        }
        catch (JsonException)
        {
            throw new UnreadableAnswerException();
        }
    }
}
