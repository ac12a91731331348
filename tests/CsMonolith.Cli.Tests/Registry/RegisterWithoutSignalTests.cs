namespace CsMonolith.Cli.Tests.Registry;

public sealed class RegisterWithoutSignalTests(Bench bench) : IClassFixture<Bench>
{
    [Fact]
    public async Task A_model_without_signal_is_handed_over_only_with_a_reason()
    {
        var rows = string.Concat(Enumerable.Range(0, 200).Select(i => $"{i % 17},{(i is 20 or 120 or 180 ? 1 : 0)}\n"));
        await File.WriteAllTextAsync(bench.In("none.csv"), $"x,churned\n{rows}");
        await Tool.Run("train", bench.In("none.csv"), "--label", "churned", "--out", bench.In("none"));
        using var host = new StubHost(201, "application/json", "{\"version\":\"v1\",\"alias\":\"challenger\"}");
        string[] asked = ["register", bench.In("none"), "--host", host.Address, "--token", "t"];

        var refused = await Tool.Run(asked);
        var odd = await Tool.Run([.. asked, "--waive", "no-signal="]);
        var waived = await Tool.Run([.. asked, "--waive", "no-signal=a base line to compare with"]);

        (refused.Code, odd.Code, waived.Code).ShouldBe((1, 2, 0), refused.Error + waived.Error);
        refused.Error.ShouldContain("--waive no-signal=REASON");
        host.Asked.Single().Body.ShouldContain("\"waiver\":\"a base line to compare with\"");
    }

    [Fact]
    public async Task A_model_with_signal_needs_none()
    {
        using var host = new StubHost(201, "application/json", "{\"version\":\"v1\",\"alias\":\"challenger\"}");

        var said = await Tool.Run("register", bench.RunFolder, "--host", host.Address, "--token", "t");

        said.Code.ShouldBe(0, said.Error);
        host.Asked.Single().Body.ShouldNotContain("waiver");
    }
}
