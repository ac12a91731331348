using System.Net;
using CsMonolith.Platform.Outbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Platform.Tests.Endpoints;

public sealed class LazyEndpointsTests
{
    private delegate Results<Ok<string>, NotFound> Handler(Guid id, string? word, Parcel parcel);

    [Fact]
    public async Task Of_a_route_as_much_is_known_at_once_as_the_framework_knows()
    {
        await using var app = WebApplication.CreateSlimBuilder().Build();
        Handler handler = [EndpointSummary("Take a parcel")]
        (id, word, parcel) => TypedResults.Ok($"{id} {word} {parcel.Name}");

        EndpointRouteBuilderExtensions
            .MapPut(app.MapGroup("/theirs").WithTags("t"), "/{id}", handler)
            .WithName("theirs");
        app.MapGroup("/ours").WithTags("t").MapPut("/{id}", handler).WithName("ours");

        var known = ((IEndpointRouteBuilder)app)
            .DataSources.SelectMany(source => source.Endpoints)
            .Cast<RouteEndpoint>()
            .ToDictionary(endpoint => endpoint.RoutePattern.RawText!.Split('/')[1], Kinds);
        known["ours"].ShouldBe(known["theirs"], ignoreOrder: true);
        known["ours"].ShouldContain("EndpointSummaryAttribute");
    }

    [Fact]
    public async Task The_first_request_is_answered_and_so_is_the_next()
    {
        await using var app = WebApplication.CreateSlimBuilder().Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapGet("/twice/{number}", (int number) => number * 2);

        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };

        (await client.GetStringAsync("/twice/21")).ShouldBe("42");
        (await client.GetStringAsync("/twice/4")).ShouldBe("8");
        (await client.GetAsync("/twice/x")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_handler_whose_parameters_cannot_be_had_is_found_out_at_once()
    {
        await using var app = WebApplication.CreateSlimBuilder().Build();
        app.MapGet("/", (Action what) => what.Method.Name);

        Should
            .Throw<InvalidOperationException>(() => ((IEndpointRouteBuilder)app).DataSources.Single().Endpoints)
            .Message.ShouldContain("what");
    }

    private static List<string> Kinds(RouteEndpoint endpoint) =>
        [
            .. endpoint
                .Metadata.Select(item => item.GetType().Name)
                .Where(name => !name.StartsWith("Nullable", StringComparison.Ordinal)),
        ];

    internal sealed record Parcel(string Name);
}
