using System.Text.RegularExpressions;

namespace CsMonolith.Architecture.Tests;

/// <summary>
/// <c>docs/proofs.md</c> names for each promise the test that holds it. A test that was renamed or taken out is missed
/// here, or the page would go on promising.
/// </summary>
public sealed partial class ProofTests
{
    private static readonly string[] Sections =
    [
        "Imports",
        "Usage that is sent",
        "Tables for training",
        "Command line",
        "API",
    ];

    [Fact]
    public void Every_promise_names_tests_that_are_there()
    {
        var page = File.ReadAllLines(Path.Combine(House.Root, "docs", "proofs.md"));
        page.Where(line => line.StartsWith("## ", StringComparison.Ordinal))
            .Select(line => line[3..])
            .ShouldBe(Sections);

        var promises = page.Where(line =>
                line.StartsWith("| ", StringComparison.Ordinal) && line != "| Promise | Test |"
            )
            .ToList();
        promises.Count.ShouldBeGreaterThan(50);
        foreach (var promise in promises)
        {
            var named = Named().Matches(promise.Split('|')[2]);
            named.Count.ShouldBePositive(promise);
            named.Select(Missing).OfType<string>().ShouldBeEmpty(promise);
        }
    }

    [Theory]
    [InlineData("`Host.Tests/EdgeTests.A_link_works_twice`", "EdgeTests has no test A_link_works_twice")]
    [InlineData("`Host.Tests/NoSuchTests.A_link_works_once`", "There is no NoSuchTests.cs in CsMonolith.Host.Tests")]
    [InlineData("`Host.Tests/EdgeTests.A_link_works_once`", null)]
    [InlineData("`EndToEnd.Tests/DataScientistTests`", null)]
    public void A_test_that_is_not_there_is_missed(string named, string? missed) =>
        Missing(Named().Match(named)).ShouldBe(missed);

    private static string? Missing(Match named)
    {
        var (suite, type, test) = (
            $"CsMonolith.{named.Groups["suite"].Value}",
            named.Groups["type"].Value,
            named.Groups["test"].Value
        );
        var files = Directory.GetFiles(
            Path.Combine(House.Root, "tests", suite),
            $"{type}.cs",
            SearchOption.AllDirectories
        );
        if (files.Length == 0)
        {
            return $"There is no {type}.cs in {suite}";
        }

        var tests = files
            .SelectMany(file => Tests().Matches(File.ReadAllText(file)))
            .Select(one => one.Groups["test"].Value);
        return test.Length == 0 || tests.Contains(test) ? null : $"{type} has no test {test}";
    }

    [GeneratedRegex(
        @"`(?<suite>[A-Za-z]+\.Tests)/(?<type>\w+)(\.(?<test>\w+))?`",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex Named();

    [GeneratedRegex(
        @"public (async )?(Task|void) (?<test>\w+)\(",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex Tests();
}
