using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CsMonolith.Kernel;
using CsMonolith.Platform.Jobs;
using CsMonolith.Platform.Permissions;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Platform.Tests.Endpoints;

/// <summary>One call hangs a request on the web: bound, sent, answered or refused.</summary>
public sealed class RequestEndpointsTests : IAsyncLifetime
{
    private static readonly Guid Job = Guid.Parse("0199a000-0000-7000-8000-0000000000aa");
    private readonly WebApplication _app = Build();
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        _app.Get("/rooms/{number}", (int number, string? name) => new Reserve(number, name ?? "nobody"));
        _app.Post("/rooms", (Reserve ask) => ask)
            .WithName("MadeReserve")
            .Creates((Reserved made, RouteValueDictionary _) => $"/rooms/{made.Number}");
        _app.Put("/rooms/{number}", (int number) => new Reserve(number, "job"))
            .WithName("StartedReserve")
            .StartsJob((Reserved _) => Job);
        _app.Post("/cleanings", () => new OrderCleaning());
        await _app.StartAsync();
        _client = new HttpClient { BaseAddress = new Uri(_app.Urls.Single()) };
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Route_and_query_are_bound_and_the_version_is_the_ETag()
    {
        using var answer = await _client.GetAsync("/rooms/7?name=Sato");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.ETag!.Tag.ShouldBe("\"7\"");
        (await Json(answer)).GetProperty("name").GetString().ShouldBe("Sato");
    }

    [Fact]
    public async Task A_refusal_is_a_problem_and_shows_no_version()
    {
        using var answer = await _client.GetAsync("/rooms/13");

        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        answer.Headers.ETag.ShouldBeNull();
        (await Json(answer)).GetProperty("code").GetString().ShouldBe("shop.no-thirteen");
    }

    [Fact]
    public async Task What_is_made_has_an_address()
    {
        using var answer = await _client.PostAsJsonAsync("/rooms", new { number = 4, name = "Ito" });

        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        answer.Headers.Location!.OriginalString.ShouldBe("/rooms/4");
    }

    [Fact]
    public async Task A_job_is_accepted_with_its_address()
    {
        using var alone = await _client.PostAsync("/cleanings", null);
        using var within = await _client.PutAsync("/rooms/5", null);

        alone.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        within.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        alone.Headers.Location!.OriginalString.ShouldBe($"/v1/jobs/{Job}");
        within.Headers.Location!.OriginalString.ShouldBe($"/v1/jobs/{Job}");
    }

    [Theory]
    [InlineData("GET", "/rooms/{number}", 200)]
    [InlineData("POST", "/rooms", 201)]
    [InlineData("PUT", "/rooms/{number}", 202)]
    [InlineData("POST", "/cleanings", 202)]
    public void The_document_learns_of_one_good_answer(string method, string pattern, int status)
    {
        var route = ((IEndpointRouteBuilder)_app)
            .DataSources.SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Single(route =>
                route.RoutePattern.RawText == pattern
                && route.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Contains(method)
            );

        route.Metadata.OfType<IProducesResponseTypeMetadata>().Select(answer => answer.StatusCode).ShouldBe([status]);
    }

    [Fact]
    public async Task An_answer_of_another_type_is_found_out_when_the_routes_are_built()
    {
        await using var app = Build();
        app.Get("/", () => new Reserve(1, "x")).Creates((JobAccepted job) => $"/{job.JobId}");

        Should
            .Throw<InvalidOperationException>(() => ((IEndpointRouteBuilder)app).DataSources.Single().Endpoints)
            .Message.ShouldBe("Reserve does not answer JobAccepted.");
    }

    [Fact]
    public async Task A_lambda_that_makes_no_request_is_found_out_when_it_is_mapped()
    {
        await using var app = Build();

        Should.Throw<ArgumentException>(() => app.Get("/", (int number) => $"{number}"));
    }

    private static WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddScoped<ServiceFactory>(provider => provider.GetService!);
        builder.Services.AddScoped<IMediator, Mediator>();
        builder.Services.AddScoped<RequestContext>();
        builder.Services.AddScoped<IRequestHandler<Reserve, Result<Reserved>>, ReserveHandler>();
        builder.Services.AddScoped<IRequestHandler<OrderCleaning, Result<JobAccepted>>, OrderCleaningHandler>();
        builder.Services.ConfigureHttpJsonOptions(options => Wire.Shape(options.SerializerOptions));
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        return app;
    }

    private static async Task<JsonElement> Json(HttpResponseMessage answer) =>
        await answer.Content.ReadFromJsonAsync<JsonElement>();

    internal sealed record Reserve(int Number, string Name) : IRequest<Result<Reserved>>;

    internal sealed record Reserved(int Number, string Name, long Version);

    internal sealed record OrderCleaning : IRequest<Result<JobAccepted>>;

    private sealed class ReserveHandler : IRequestHandler<Reserve, Result<Reserved>>
    {
        public Task<Result<Reserved>> Handle(Reserve ask, CancellationToken cancellationToken) =>
            Task.FromResult<Result<Reserved>>(
                ask.Number == 13
                    ? new Error(ErrorKind.Conflict, "shop.no-thirteen", "There is no room 13.", "13号室はありません。")
                    : new Reserved(ask.Number, ask.Name, ask.Number)
            );
    }

    private sealed class OrderCleaningHandler : IRequestHandler<OrderCleaning, Result<JobAccepted>>
    {
        public Task<Result<JobAccepted>> Handle(OrderCleaning ask, CancellationToken cancellationToken) =>
            Task.FromResult<Result<JobAccepted>>(new JobAccepted(Job));
    }
}
