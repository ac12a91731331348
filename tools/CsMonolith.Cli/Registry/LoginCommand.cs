using System.CommandLine;
using System.Globalization;
using CsMonolith.Cli.Host;
using CsMonolith.Cli.Input;
using CsMonolith.Cli.Output;
using CsMonolith.HostClient;

namespace CsMonolith.Cli.Registry;

/// <summary>
/// <c>churn login --host URL</c> with <c>--issuer URL --client-id ID</c> (device code at the identity provider) or with
/// <c>--link LINK --person ID</c> (a one-time link of the host); <c>churn logout --host URL</c> forgets the token.
/// </summary>
internal static class LoginCommand
{
    public static Command Create(CliEnvironment environment)
    {
        var host = CommonOptions.HostUrl();
        var issuer = new Option<string?>("--issuer")
        {
            Description =
                "Address of the identity provider, as the host's SignIn:Authority says; CHURN_ISSUER if absent",
        };
        var client = new Option<string?>("--client-id")
        {
            Description = "Public client of the provider that may sign in by device code; CHURN_CLIENT_ID if absent",
        };
        var scope = new Option<string>("--scope")
        {
            Description = "What is asked of the provider",
            DefaultValueFactory = _ => "openid email profile",
        };
        var audience = new Option<string?>("--audience")
        {
            Description = "What the access token is for, where the provider wants it named; the host's SignIn:Audience",
        };
        var link = new Option<string?>("--link")
        {
            Description = "One-time link that the host printed, or its code; - reads it from standard input",
        };
        var person = new Option<string?>("--person")
        {
            Description = "With --link: id of the person who signs in; the choices are told if absent",
        };
        var command = new Command("login", "Sign in to a host and keep the token for it")
        {
            host,
            issuer,
            client,
            scope,
            audience,
            link,
            person,
        };
        command.SetGuardedAction(
            environment,
            async (parsed, output) =>
            {
                var address = HostConnection.Address(parsed.GetValue(host)!);
                if (!DeviceSignIn.IsSafe(address))
                {
                    throw new CliException(
                        ExitCode.Usage,
                        new(
                            $"{address} is not https: whoever listens would read the token.",
                            $"{address} は https ではないため、トークンを盗み見られるおそれがあります。"
                        )
                    );
                }

                var expires = parsed.GetValue(link) is { } opened
                    ? await ByLink(address, Code(opened, output), parsed.GetValue(person), output)
                    : await ByDevice(
                        address,
                        parsed.GetValue(issuer) ?? Variable("CHURN_ISSUER"),
                        parsed.GetValue(client) ?? Variable("CHURN_CLIENT_ID"),
                        parsed.GetValue(scope)!,
                        parsed.GetValue(audience),
                        output,
                        environment.Time
                    );
                var until = expires.ToString("u", CultureInfo.InvariantCulture);
                output.Json(json => json.WriteString("expiresAt", until));
                output.Message(
                    new($"Signed in to {address} until {until}.", $"{address} に {until} までサインインしました。")
                );
                return ExitCode.Ok;
            }
        );
        return command;
    }

    public static Command Logout(CliEnvironment environment)
    {
        var host = CommonOptions.HostUrl();
        var command = new Command("logout", "Forget the token that is kept for a host") { host };
        command.SetGuardedAction(
            environment,
            (parsed, output) =>
            {
                var address = HostConnection.Address(parsed.GetValue(host)!);
                var had = Tokens.Forget(address);
                output.Json(json => json.WriteBoolean("forgotten", had));
                output.Message(
                    had
                        ? new($"The token for {address} is forgotten.", $"{address} のトークンを消しました。")
                        : new($"No token was kept for {address}.", $"{address} のトークンは保存されていません。")
                );
                return ExitCode.Ok;
            }
        );
        return command;
    }

    private static async Task<DateTimeOffset> ByDevice(
        Uri host,
        string? issuer,
        string? client,
        string scope,
        string? audience,
        ConsoleOutput output,
        TimeProvider time
    )
    {
        if (
            client is null
            || !Uri.TryCreate(issuer, UriKind.Absolute, out var provider)
            || !DeviceSignIn.IsSafe(provider)
        )
        {
            throw new CliException(
                ExitCode.Usage,
                new(
                    "Give --issuer https://… and --client-id ID to sign in at the identity provider, or --link "
                        + "LINK for a one-time link of the host.",
                    "認証基盤でサインインするには --issuer https://… と --client-id ID を、ホストの一回限りのリンクを使うには --link リンク を"
                        + "指定してください。"
                )
            );
        }

        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false });
        var (token, seconds) = await new DeviceSignIn(provider, client, scope, audience).Run(http, output, time);
        using var api = new HostApi(host, token, output.Language);
        // Whom the host does not know must hear it now, not at the first pull.
        _ = await api.Get("v1/me", output.Cancellation);
        return Kept(host, token, time.GetUtcNow().AddSeconds(seconds));
    }

    private static async Task<DateTimeOffset> ByLink(Uri host, string code, string? person, ConsoleOutput output)
    {
        using var api = new HostApi(host, token: null, output.Language);
        if (person is null)
        {
            var choices = await api.Get($"v1/sign-in-choices?code={Uri.EscapeDataString(code)}", output.Cancellation);
            throw new CliException(
                ExitCode.Usage,
                new(
                    $"Say who signs in with --person ID. The choices: {choices.ToJsonString()}",
                    $"--person ID でサインインする人を指定してください。候補:{choices.ToJsonString()}"
                )
            );
        }

        var session = await api.Post("v1/sessions", new { code, personId = person }, output.Cancellation);
        return Kept(
            host,
            HostApi.Required<string>(session, "token"),
            HostApi.Required<DateTimeOffset>(session, "expiresAt")
        );
    }

    private static DateTimeOffset Kept(Uri host, string token, DateTimeOffset until)
    {
        Tokens.Keep(host, token, until);
        return until;
    }

    // What stands behind the link's #, wherever the link came from.
    private static string Code(string link, ConsoleOutput output)
    {
        if (link == RowStream.StandardInput)
        {
            using var reader = new StreamReader(output.Input());
            link = reader.ReadLine() ?? "";
        }

        return link[(link.LastIndexOf('#') + 1)..].Trim();
    }

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
