using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using CsMonolith.Kernel;
using CsMonolith.Platform;
using CsMonolith.Platform.Documents;
using CsMonolith.Platform.Permissions;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Host.Tests;

/// <summary>The permission table against the running host: every role and nobody, each operation, with the operation's own example.</summary>
public sealed class PermissionMatrixTests(WholeHost host) : IClassFixture<WholeHost>
{
    public static TheoryData<string> EveryRole => ["nobody", .. Enum.GetNames<Role>().Where(role => role != nameof(Role.System))];

    [Theory]
    [MemberData(nameof(EveryRole))]
    public async Task A_role_may_do_what_its_column_says_and_nothing_else(string role)
    {
        using var client = await SignedInAs(role);
        var wrong = new List<string>();
        foreach (var operation in Operations())
        {
            var name = operation.Metadata.GetMetadata<IEndpointNameMetadata>()!.EndpointName;
            if (name is "StartSession" or "ListSignInChoices" or "GetSignInWays" or "EndSession")
            {
                continue;
            }

            using var ask = Example(operation);
            using var answer = await client.SendAsync(ask);
            var row = PermissionTable.OfTheHouse.Find(name)!;
            var reaches = role != "nobody" && row.Reaches[Enum.Parse<Role>(role)] != Reach.None;
            var refused = answer.StatusCode == (role == "nobody" ? HttpStatusCode.Unauthorized : HttpStatusCode.Forbidden);
            if (refused == reaches || (int)answer.StatusCode >= 500)
            {
                wrong.Add($"{name}: {(int)answer.StatusCode}, though the table says {(reaches ? "yes" : "no")}: {await answer.Content.ReadAsStringAsync()}");
            }
        }

        wrong.ShouldBeEmpty();
    }

    private IEnumerable<RouteEndpoint> Operations() => host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/v1/", StringComparison.Ordinal));

    // A path that leads nowhere is enough: who may not use the function is told so before anything is looked up.
    private static HttpRequestMessage Example(RouteEndpoint operation)
    {
        var path = operation.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart { Name: "month" } => "2024-01",
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart { Name: "version" } => "2024-01-01-1",
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart => "0199a000-0000-7000-8000-00000000dead",
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
            _ => "",
        })));
        var query = operation.Metadata.GetOrderedMetadata<IParameterBindingMetadata>()
            .Where(parameter => !parameter.IsOptional && (parameter.HasTryParse || parameter.ParameterInfo.ParameterType == typeof(string)) && !operation.RoutePattern.Parameters.Any(own => own.Name == parameter.Name))
            .Select(parameter => $"{parameter.Name}={Sample(parameter.ParameterInfo.ParameterType)}");
        var method = operation.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0];
        var request = new HttpRequestMessage(new HttpMethod(method), $"/{string.Join('/', path)}?{string.Join('&', query)}".TrimEnd('?'));
        request.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
        if (operation.Metadata.GetMetadata<OperationExample>()?.Request is { } body)
        {
            request.Content = new StringContent(JsonSerializer.Serialize(body, Wire.Json), Encoding.UTF8, "application/json");
        }
        else if (operation.Metadata.GetMetadata<IAcceptsMetadata>() is not null || method == "POST")
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes("a,b\n1,2\n")) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };
        }

        return request;
    }

    private static string Sample(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var plain when plain == typeof(Month) => "2024-01",
        var plain when plain == typeof(DateOnly) => "2024-01-31",
        var plain when plain == typeof(Guid) => Guid.Empty.ToString(),
        var plain when plain == typeof(int) => 1.ToString(CultureInfo.InvariantCulture),
        var plain when plain == typeof(bool) => "false",
        var plain when plain.IsEnum => Enum.GetNames(plain)[0],
        _ => "x",
    };

    private async Task<HttpClient> SignedInAs(string role)
    {
        var client = host.CreateClient();
        if (role == "nobody")
        {
            return client;
        }

        using var admin = await host.AsAdmin();
        var person = await admin.PostAsJsonAsync("/v1/people", new { name = $"役割 {role}", email = $"{role.ToLowerInvariant()}@example.jp", roles = new[] { JsonNamingPolicy.CamelCase.ConvertName(role) }, isDemo = false });
        person.EnsureSuccessStatusCode();
        var id = (await person.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
        client.DefaultRequestHeaders.Authorization = await host.SessionOf(id);
        return client;
    }
}
