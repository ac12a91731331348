using System.Text.Json;
using CsMonolith.Testing;
using Xunit.Abstractions;

namespace CsMonolith.EndToEnd.Tests;

/// <summary>
/// What the platform says about companies whose truth is known: planted factors that it finds, verdicts that are false.
/// </summary>
public sealed class PlantedTruthTests(ITestOutputHelper output)
{
    [Fact]
    public async Task In_the_demo_company_the_planted_factors_are_found_and_no_false_verdict_stands_first() =>
        (await Verified(seed: 20)).GetProperty("passed").GetBoolean().ShouldBeTrue();

    [Fact]
    [Trait("When", "nightly")]
    public async Task Of_ten_companies_nine_tenths_of_the_factors_are_found_and_at_most_one_verdict_in_ten_is_false()
    {
        var (factors, found, verdicts, wrong) = (0, 0, 0, 0);
        for (var seed = 20; seed < 30; seed++)
        {
            var verdict = await Verified(seed);
            factors += verdict.GetProperty("facts").GetArrayLength();
            found += verdict
                .GetProperty("facts")
                .EnumerateArray()
                .Count(fact => fact.GetProperty("byPattern").GetBoolean());
            verdicts += verdict.GetProperty("verdicts").GetInt32();
            wrong += verdict.GetProperty("false").GetArrayLength();
        }

        output.WriteLine($"{found} of {factors} factors told as patterns, {wrong} of {verdicts} verdicts false");
        ((double)found / factors).ShouldBeGreaterThanOrEqualTo(0.9);
        ((double)wrong / verdicts).ShouldBeLessThanOrEqualTo(0.1);
    }

    private async Task<JsonElement> Verified(int seed)
    {
        using var database = TestDatabase.Fresh();
        await using var host = await HostProcess.Start(database);
        var demo = new DemoTool(host.Address);
        var loaded = await demo.Run("load", "--code", host.Link.Fragment[1..], "--seed", $"{seed}");
        loaded.Code.ShouldBe(0, loaded.Messages);
        var verified = await demo.Run("verify", "--code", new Uri(loaded.Said.Trim()).Fragment[1..], "--json");
        output.WriteLine($"{seed}: {verified.Said} {verified.Messages}");
        return JsonDocument.Parse(verified.Said).RootElement;
    }
}
