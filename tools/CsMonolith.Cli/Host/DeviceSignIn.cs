using System.Text.Json;
using CsMonolith.Cli.Input;
using CsMonolith.Cli.Output;
using CsMonolith.HostClient;
using CsMonolith.Learning.Localization;

namespace CsMonolith.Cli.Host;

/// <summary>
/// Signs in by a code that is typed into a browser anywhere: RFC 8628, at the host's identity provider.
/// </summary>
/// <param name="Issuer">Address of the provider; its metadata is found under it.</param>
/// <param name="ClientId">
/// By which the provider knows this program: a public client that may use the device flow.
/// </param>
/// <param name="Scope">What is asked for.</param>
/// <param name="Audience">For providers that want it named; null for none.</param>
internal sealed record DeviceSignIn(Uri Issuer, string ClientId, string Scope, string? Audience)
{
    private const int MostPolls = 400;
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>Shows the code and waits until somebody has confirmed it.</summary>
    /// <returns>The access token, and the seconds that it is good for.</returns>
    /// <exception cref="CliException">The provider has no such flow, or refused; or the code is over.</exception>
    public async Task<(string Token, double Seconds)> Run(HttpClient http, ConsoleOutput output, TimeProvider time)
    {
        var metadata = await Json(
            await http.GetAsync(
                new Uri($"{Issuer.ToString().TrimEnd('/')}/.well-known/openid-configuration"),
                output.Cancellation
            ),
            output.Cancellation
        );
        var (begin, end) = (Endpoint(metadata, "device_authorization_endpoint"), Endpoint(metadata, "token_endpoint"));
        var asked = await Post(
            http,
            begin,
            [("client_id", ClientId), ("scope", Scope), ("audience", Audience)],
            output
        );
        if (
            asked.TextOf("device_code") is not { } device
            || asked.TextOf("user_code") is not { } user
            || asked.TextOf("verification_uri") is not { } page
        )
        {
            throw Refused(asked);
        }

        output.Message(
            new(
                $"Open {asked.TextOf("verification_uri_complete") ?? page} and confirm the code {user}.",
                $"{asked.TextOf("verification_uri_complete") ?? page} を開き、コード {user} を確認してください。"
            )
        );
        var pause = TimeSpan.FromSeconds(Number(asked, "interval") ?? 5);
        for (var poll = 0; poll < MostPolls; poll++)
        {
            await Task.Delay(pause < LongestPause ? pause : LongestPause, time, output.Cancellation);
            var answer = await Post(
                http,
                end,
                [
                    ("grant_type", "urn:ietf:params:oauth:grant-type:device_code"),
                    ("device_code", device),
                    ("client_id", ClientId),
                ],
                output
            );
            if (answer.TextOf("access_token") is { } token)
            {
                return (token, Number(answer, "expires_in") ?? 3600);
            }

            switch (answer.TextOf("error"))
            {
                case "authorization_pending":
                    break;
                case "slow_down":
                    pause += TimeSpan.FromSeconds(5);
                    break;
                default:
                    throw Refused(answer);
            }
        }

        throw Refused(asked);
    }

    private static Uri Endpoint(JsonElement metadata, string name) =>
        Uri.TryCreate(metadata.TextOf(name), UriKind.Absolute, out var address) && IsSafe(address)
            ? address
            : throw new CliException(
                ExitCode.Unsupported,
                new(
                    $"The identity provider names no {name} by https: it has no sign-in by device code. Set "
                        + $"{Tokens.Variable} to an API key or an access token instead.",
                    $"認証基盤に https の {name} がなく、デバイスコードでのサインインに対応していません。代わりに環境変数 "
                        + $"{Tokens.Variable} に API キーかアクセストークンを設定してください。"
                )
            );

    /// <summary>Whether what is sent to an address cannot be read on the way: https, or this machine.</summary>
    public static bool IsSafe(Uri address) => address.Scheme == Uri.UriSchemeHttps || address.IsLoopback;

    private static async Task<JsonElement> Post(
        HttpClient http,
        Uri address,
        IEnumerable<(string Name, string? Value)> fields,
        ConsoleOutput output
    )
    {
        using var content = new FormUrlEncodedContent(
            fields
                .Where(field => field.Value is not null)
                .Select(field => KeyValuePair.Create(field.Name, field.Value!))
        );
        return await Json(await http.PostAsync(address, content, output.Cancellation), output.Cancellation);
    }

    // Refusals are JSON as well, and the flow lives of them.
    private static async Task<JsonElement> Json(HttpResponseMessage answer, CancellationToken cancellation)
    {
        using (answer)
        {
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

    private static double? Number(JsonElement answer, string name) =>
        answer.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.Number
        && value.GetDouble() is >= 0 and <= 1e9 and var number
            ? number
            : null;

    private static CliException Refused(JsonElement answer)
    {
        var why = answer.TextOf("error_description") ?? answer.TextOf("error") ?? "expired_token";
        return new CliException(
            ExitCode.Server,
            new LocalizedText(
                $"The identity provider did not sign you in: {why}.",
                $"認証基盤でサインインできませんでした:{why}"
            )
        );
    }
}
