using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CsMonolith.Host.Tests;

/// <summary>
/// Every operator of every filter stands in the document with its type, and no other does: what is documented is taken,
/// what is not is refused.
/// </summary>
public sealed partial class ListParameterTests(WholeHost host) : IClassFixture<WholeHost>
{
    private static readonly string[] Operators = ["eq", "ne", "in", "lt", "lte", "gt", "gte", "contains"];

    [Fact]
    public async Task A_list_takes_each_operator_that_is_documented_and_refuses_the_rest()
    {
        using var client = await host.AsAdmin();
        var document = await client.GetFromJsonAsync<JsonNode>("/openapi/v1.json");
        var (wrong, asked) = (new List<string>(), 0);
        foreach (var (path, item) in document!["paths"]!.AsObject())
        {
            var parameters = item!["get"]?["parameters"]?.AsArray() ?? [];
            var filters = parameters
                .Select(one => (Schema: one!["schema"]!, Match: FilterName().Match(one["name"]!.GetValue<string>())))
                .Where(one => one.Match.Success)
                .ToList();
            if (filters.Count == 0 || path.Contains('{', StringComparison.Ordinal))
            {
                continue;
            }

            using var plain = await client.GetAsync(path);
            if (plain.StatusCode != HttpStatusCode.OK)
            {
                continue;
            }

            var sample = filters.ToLookup(
                one => one.Match.Groups["field"].Value,
                one => (Operator: one.Match.Groups["op"].Value, Value: Sample(one.Schema))
            );
            foreach (var field in sample)
            {
                foreach (var how in Operators)
                {
                    var known = field.Where(one => one.Operator == how).Select(one => one.Value).SingleOrDefault();
                    var value = known ?? field.First().Value;
                    using var answer = await client.GetAsync(
                        $"{path}?filter[{field.Key}][{how}]={Uri.EscapeDataString(value)}"
                    );
                    asked++;
                    if (answer.StatusCode != (known is null ? HttpStatusCode.BadRequest : HttpStatusCode.OK))
                    {
                        wrong.Add($"{path} filter[{field.Key}][{how}]={value}: {(int)answer.StatusCode}");
                    }
                }
            }

            var sort = parameters.Single(one => one!["name"]!.GetValue<string>() == "sort")!["schema"]!;
            foreach (var key in sort["items"]!["enum"]!.AsArray().Select(one => one!.GetValue<string>()))
            {
                using var answer = await client.GetAsync($"{path}?sort={key}");
                if (answer.StatusCode != HttpStatusCode.OK)
                {
                    wrong.Add($"{path} sort={key}: {(int)answer.StatusCode}");
                }
            }
        }

        wrong.ShouldBeEmpty();
        asked.ShouldBeGreaterThan(1_000);
    }

    [Fact]
    public async Task The_portfolios_filters_are_typed_and_enumerations_are_enumerated()
    {
        using var client = host.CreateClient();
        var document = await client.GetFromJsonAsync<JsonNode>("/openapi/v1.json");
        var parameters = document!["paths"]!["/v1/portfolio"]!["get"]!["parameters"]!
            .AsArray()
            .ToDictionary(one => one!["name"]!.GetValue<string>(), one => one!["schema"]!);

        parameters["filter[probability][gte]"]["type"]!.GetValue<string>().ShouldBe("number");
        parameters["filter[tier][lte]"]["format"]!.GetValue<string>().ShouldBe("int32");
        parameters["filter[nextRenewalOn][lt]"]["format"]!.GetValue<string>().ShouldBe("date");
        parameters["filter[band][eq]"]["enum"]!
            .AsArray()
            .Select(one => one!.GetValue<string>())
            .ShouldBe(["low", "medium", "high", "null"], ignoreOrder: true);
        parameters.ShouldNotContainKey("filter[band][gt]");
        parameters.ShouldNotContainKey("filter[tier][contains]");
        var sorts = parameters["sort"]["items"]!["enum"]!.AsArray().Select(one => one!.GetValue<string>()).ToList();
        sorts.ShouldContain("-probability");
        sorts.ShouldNotContain("band");
    }

    [Fact]
    public async Task No_schema_is_named_as_a_type_of_types_is_in_the_code()
    {
        using var client = host.CreateClient();
        var document = await client.GetFromJsonAsync<JsonNode>("/openapi/v1.json");
        var names = document!["components"]!["schemas"]!.AsObject().Select(one => one.Key).ToList();

        names.Where(name => GenericName().IsMatch(name)).ShouldBeEmpty();
        names.ShouldContain("PortfolioLinePage");
    }

    private static string Sample(JsonNode schema)
    {
        if (schema["items"] is { } item)
        {
            return Sample(item);
        }

        if (schema["anyOf"] is { } either)
        {
            return Sample(either[0]!);
        }

        if (schema["enum"] is { } words)
        {
            return words[0]!.GetValue<string>();
        }

        return (schema["type"]!.GetValue<string>(), schema["format"]?.GetValue<string>()) switch
        {
            ("boolean", _) => "true",
            ("integer" or "number", _) => "1",
            (_, "uuid") => "0199a000-0000-7000-8000-00000000dead",
            (_, "date") => "2026-04-01",
            (_, "date-time") => "2026-04-01T00:00:00Z",
            _ when schema["pattern"]?.GetValue<string>().Contains("(0[1-9]", StringComparison.Ordinal) == true =>
                "2026-04",
            _ => "x",
        };
    }

    [GeneratedRegex(@"^filter\[(?<field>\w+)\]\[(?<op>\w+)\]$")]
    private static partial Regex FilterName();

    [GeneratedRegex("^(Page|BulkAnswer|BulkBody|BulkOutcome|Optional)Of|IReadOnly|Nullable|`")]
    private static partial Regex GenericName();
}
