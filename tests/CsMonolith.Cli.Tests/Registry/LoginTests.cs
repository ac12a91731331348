using System.Text;
using CsMonolith.Cli.Host;

namespace CsMonolith.Cli.Tests.Registry;

/// <summary>Each test is a process of its own: variables and the place of kept tokens belong to one.</summary>
public sealed class LoginTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("churn-login-").FullName;

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public async Task A_device_code_signs_in_and_the_token_goes_to_that_host_alone()
    {
        using var provider = new StubHost(new Dictionary<string, StubAnswer>());
        using var host = new StubHost(
            new Dictionary<string, StubAnswer>
            {
                ["/v1/me"] = StubAnswer.Json("{\"name\":\"Sato\"}"),
                ["/v1/models/"] = StubAnswer.Json("{\"card\":\"# a card\"}"),
            }
        );
        using var other = new StubHost(200, "application/json", "{}");
        provider.Answer(
            "/.well-known/openid-configuration",
            StubAnswer.Json(
                $$"""{"device_authorization_endpoint":"{{provider.Address}}/device","token_endpoint":"{{provider.Address}}/token"}"""
            )
        );
        provider.Answer(
            "/device",
            StubAnswer.Json(
                """{"device_code":"d1","user_code":"WDJB-MJHT","verification_uri":"https://id/device","interval":0}"""
            )
        );
        provider.Answer(
            "/token",
            new StubAnswer(400, "application/json", "{\"error\":\"authorization_pending\"}"u8.ToArray())
        );
        provider.Then("/token", StubAnswer.Json("{\"access_token\":\"abc.def\",\"expires_in\":3600}"));

        var said = await Run(
            null,
            "login",
            "--host",
            host.Address,
            "--issuer",
            provider.Address,
            "--client-id",
            "churn"
        );
        var card = await Run(null, "card", "v1", "--host", host.Address);
        var elsewhere = await Run(null, "card", "v1", "--host", other.Address);

        said.Code.ShouldBe(0, said.Error);
        said.Error.ShouldContain("https://id/device and confirm the code WDJB-MJHT");
        said.Out.ShouldNotContain("abc.def");
        card.Out.ShouldContain("# a card");
        host.Asked.ShouldAllBe(asked => asked.Authorization == "Bearer abc.def");
        (elsewhere.Code, other.Asked.Count).ShouldBe((2, 0));
        elsewhere.Error.ShouldContain("churn login --host");
        var kept = Path.Combine(_home, "churn", "tokens.json");
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(kept).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        (await Run(null, "logout", "--host", host.Address)).Code.ShouldBe(0);
        File.ReadAllText(kept).ShouldNotContain("abc.def");
    }

    [Fact]
    public async Task A_refusal_of_the_provider_is_told_and_keeps_nothing()
    {
        using var provider = new StubHost(new Dictionary<string, StubAnswer>());
        provider.Answer(
            "/.well-known/openid-configuration",
            StubAnswer.Json($$"""{"token_endpoint":"{{provider.Address}}/token"}""")
        );

        var said = await Run(
            null,
            "login",
            "--host",
            "http://127.0.0.1:9",
            "--issuer",
            provider.Address,
            "--client-id",
            "churn"
        );

        said.Code.ShouldBe(4);
        said.Error.ShouldContain("no sign-in by device code");
        File.Exists(Path.Combine(_home, "churn", "tokens.json")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_one_time_link_signs_in_as_the_person_that_is_named()
    {
        using var host = new StubHost(
            new Dictionary<string, StubAnswer>
            {
                ["/v1/sessions"] = StubAnswer.Json("{\"token\":\"s3\",\"expiresAt\":\"2099-01-01T00:00:00Z\"}"),
                ["/v1/sign-in-choices"] = StubAnswer.Json("{\"people\":[{\"id\":\"p1\",\"name\":\"佐藤\"}]}"),
            }
        );

        var asked = await Run(null, "login", "--host", host.Address, "--link", $"{host.Address}/sign-in#code7");
        var said = await Run(null, "login", "--host", host.Address, "--link", "code7", "--person", "p1");

        (asked.Code, asked.Error.Contains("p1", StringComparison.Ordinal)).ShouldBe((2, true));
        said.Code.ShouldBe(0, said.Error);
        host.Asked.Single(one => one.Path == "/v1/sessions").Body.ShouldContain("code7");
        File.ReadAllText(Path.Combine(_home, "churn", "tokens.json")).ShouldContain("s3");
    }

    [Fact]
    public async Task The_variable_goes_before_what_is_kept_and_without_either_it_is_told_how_to_come_by_a_token()
    {
        using var host = new StubHost(200, "application/json", "{\"card\":\"x\"}");

        var named = await Run("csm_key", "card", "v1", "--host", host.Address);
        var none = await Run(null, "card", "v1", "--host", host.Address);

        named.Code.ShouldBe(0, named.Error);
        host.Asked.Single().Authorization.ShouldBe("Bearer csm_key");
        (none.Code, none.Error.Contains(Tokens.Variable, StringComparison.Ordinal)).ShouldBe((2, true));
    }

    [Fact]
    public async Task No_token_is_asked_for_over_a_line_that_others_can_read() =>
        (await Run(null, "login", "--host", "http://cs.example.com", "--link", "x")).Error.ShouldContain(
            "is not https"
        );

    private async Task<Said> Run(string? variable, params string[] args)
    {
        using var process = Tool.Start(
            null,
            start =>
            {
                start.Environment["XDG_CONFIG_HOME"] = _home;
                start.Environment[Tokens.Variable] = variable;
            },
            args
        );
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new Said(process.ExitCode, output, await error);
    }
}
