using CsMonolith.Kernel;
using CsMonolith.Platform.Endpoints;
using CsMonolith.Platform.Jobs;
using CsMonolith.Platform.Lists;
using CsMonolith.Platform.Permissions;
using CsMonolith.Platform.Problems;
using CsMonolith.Platform.Requests;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

// The product's own namespace, so that every slice finds these without a using.
namespace CsMonolith;

/// <summary>
/// Hangs a request on the web in one call. The lambda's parameters are bound from the route, the query, the body and
/// the headers as the framework binds them; the request that it returns goes through the pipeline; the answer or the
/// refusal goes back. An answer is 200; a job that was accepted is 202 with its address; one that has a <c>Version</c>
/// shows it as the ETag. The operation bears the request's name.
/// </summary>
/// <example><code>routes.Get("/accounts/{accountId}", (Guid accountId) => new GetAccount(accountId)).WithSummary("Read
/// an account")</code></example>
public static class RequestEndpoints
{
    /// <summary>Answers GET with the request that the lambda makes.</summary>
    public static RouteHandlerBuilder Get(this IEndpointRouteBuilder routes, string pattern, Delegate request) =>
        routes.MapRequest(HttpMethods.Get, pattern, request);

    /// <summary>Answers POST with the request that the lambda makes.</summary>
    public static RouteHandlerBuilder Post(this IEndpointRouteBuilder routes, string pattern, Delegate request) =>
        routes.MapRequest(HttpMethods.Post, pattern, request);

    /// <summary>Answers PUT with the request that the lambda makes.</summary>
    public static RouteHandlerBuilder Put(this IEndpointRouteBuilder routes, string pattern, Delegate request) =>
        routes.MapRequest(HttpMethods.Put, pattern, request);

    /// <summary>Answers PATCH with the request that the lambda makes.</summary>
    public static RouteHandlerBuilder Patch(this IEndpointRouteBuilder routes, string pattern, Delegate request) =>
        routes.MapRequest(HttpMethods.Patch, pattern, request);

    /// <summary>Answers DELETE with the request that the lambda makes.</summary>
    public static RouteHandlerBuilder Delete(this IEndpointRouteBuilder routes, string pattern, Delegate request) =>
        routes.MapRequest(HttpMethods.Delete, pattern, request);

    /// <summary>Answers 201 with the address of what was made.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="address">The address of the new resource, by the answer: <c>/v1/field-cards/ID</c>.</param>
    public static RouteHandlerBuilder Creates<TAnswer>(
        this RouteHandlerBuilder operation,
        Func<TAnswer, string> address
    ) => operation.Creates<TAnswer>((answer, _) => address(answer));

    /// <summary>Answers 201 with the address of what was made.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="address">The address of the new resource, by the answer and the values of the route.</param>
    public static RouteHandlerBuilder Creates<TAnswer>(
        this RouteHandlerBuilder operation,
        Func<TAnswer, RouteValueDictionary, string> address
    ) =>
        operation
            .Writes<TAnswer>((answer, http) => TypedResults.Created(address(answer, http.Request.RouteValues), answer))
            .WithMetadata(Described<TAnswer>(StatusCodes.Status201Created));

    /// <summary>
    /// Answers 202 with the address of the job that goes on with the work; for answers that tell more than the job.
    /// </summary>
    /// <param name="operation">The operation.</param>
    /// <param name="job">The job's id, by the answer.</param>
    public static RouteHandlerBuilder StartsJob<TAnswer>(this RouteHandlerBuilder operation, Func<TAnswer, Guid> job) =>
        operation
            .Writes<TAnswer>((answer, _) => TypedResults.Accepted(AddressOf(job(answer)), answer))
            .WithMetadata(Described<TAnswer>(StatusCodes.Status202Accepted));

    /// <summary>Writes the answer in a form of its own, such as a file; say with <c>Produces</c> what it is.</summary>
    public static RouteHandlerBuilder Writes<TAnswer>(
        this RouteHandlerBuilder operation,
        Func<TAnswer, HttpContext, IResult> write
    ) => operation.WithMetadata(new AnswerWriter<TAnswer>(write));

    /// <summary>Shows as the ETag a version that does not stand in the answer as <c>Version</c>.</summary>
    public static RouteHandlerBuilder ShowsVersion<TAnswer>(
        this RouteHandlerBuilder operation,
        Func<TAnswer, long> version
    ) => operation.WithMetadata(new AnswerVersion<TAnswer>(version));

    private static ProducesResponseTypeMetadata Described<TAnswer>(int status) =>
        new(status, typeof(TAnswer), ["application/json"]);

    private static string AddressOf(Guid job) => $"/v1/jobs/{job}";

    private static RouteHandlerBuilder MapRequest(
        this IEndpointRouteBuilder routes,
        string method,
        string pattern,
        Delegate request
    )
    {
        var kind = request.Method.ReturnType;
        var sender = SenderOf(kind);
        var operation = routes.MapLazily(
            method,
            pattern,
            request,
            endpoint =>
            {
                // The framework takes what a lambda returns for its answer.
                foreach (
                    var bound in endpoint
                        .Metadata.OfType<IProducesResponseTypeMetadata>()
                        .Where(answer => answer.Type == kind)
                        .ToList()
                )
                {
                    endpoint.Metadata.Remove(bound);
                }

                endpoint.Metadata.Add(sender.Answer);
                endpoint.FilterFactories.Add(
                    (_, bind) =>
                        async invocation =>
                            await bind(invocation) is { } bound && bound.GetType() == kind
                                ? await sender.Send(invocation.HttpContext, bound)
                                : throw new InvalidOperationException($"The lambda of {kind.Name} returned none.")
                );
            }
        );
        // One that answers otherwise has said so by now.
        operation.Finally(endpoint =>
        {
            if (endpoint.Metadata.OfType<IAnswerShape>().FirstOrDefault(shape => !sender.Takes(shape)) is { } foreign)
            {
                throw new InvalidOperationException($"{kind.Name} does not answer {foreign.Answer.Name}.");
            }

            if (endpoint.Metadata.OfType<IProducesResponseTypeMetadata>().Count(answer => answer.StatusCode < 300) > 1)
            {
                endpoint.Metadata.Remove(sender.Answer);
            }
        });
        return operation.WithName(kind.Name);
    }

    private static RequestSender SenderOf(Type request)
    {
        var outcome =
            request
                .GetInterfaces()
                .FirstOrDefault(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IRequest<>))
                ?.GetGenericArguments()[0]
            ?? throw new ArgumentException(
                $"{request.Name} is no request: the lambda must return one.",
                nameof(request)
            );
        if (!outcome.IsGenericType || outcome.GetGenericTypeDefinition() != typeof(Result<>))
        {
            throw new ArgumentException($"{request.Name} must answer Result<T>, not {outcome.Name}.", nameof(request));
        }

        return (RequestSender)
            Activator.CreateInstance(
                typeof(RequestSender<,>).MakeGenericType(request, outcome.GetGenericArguments()[0])
            )!;
    }

    // What an operation says of its answer, for the type that it believes the answer to have.
    private interface IAnswerShape
    {
        Type Answer { get; }
    }

    private sealed record AnswerWriter<TAnswer>(Func<TAnswer, HttpContext, IResult> Write) : IAnswerShape
    {
        public Type Answer => typeof(TAnswer);
    }

    private sealed record AnswerVersion<TAnswer>(Func<TAnswer, long> Of) : IAnswerShape
    {
        public Type Answer => typeof(TAnswer);
    }

    private abstract class RequestSender
    {
        public abstract IProducesResponseTypeMetadata Answer { get; }

        public bool Takes(IAnswerShape shape) => shape.Answer == Answer.Type;

        public abstract ValueTask<object?> Send(HttpContext http, object request);
    }

    private sealed class RequestSender<TRequest, TAnswer> : RequestSender
        where TRequest : IRequest<Result<TAnswer>>
    {
        private static readonly Func<TAnswer, long>? VersionOf = typeof(TAnswer)
            .GetProperty("Version", typeof(long))
            ?.GetMethod?.CreateDelegate<Func<TAnswer, long>>();

        public override IProducesResponseTypeMetadata Answer { get; } =
            Described<TAnswer>(
                typeof(TAnswer) == typeof(JobAccepted) ? StatusCodes.Status202Accepted : StatusCodes.Status200OK
            );

        public override async ValueTask<object?> Send(HttpContext http, object request)
        {
            var mediator = http.RequestServices.GetRequiredService<IMediator>();
            var outcome = await mediator.Send((TRequest)request, http.RequestAborted);
            if (outcome.Error is { } refusal)
            {
                return refusal.ToProblem();
            }

            if (http.RequestServices.GetRequiredService<RequestContext>().ActedAloneAs is { } alone)
            {
                http.Response.Headers["Acted-Alone-As"] = alone;
            }

            var answer = await Completed(http, outcome.Value);
            var metadata = http.GetEndpoint()!.Metadata;
            if ((metadata.GetMetadata<AnswerVersion<TAnswer>>()?.Of ?? VersionOf) is { } version)
            {
                http.Response.ShowVersion(version(answer));
            }

            return metadata.GetMetadata<AnswerWriter<TAnswer>>() is { } own ? own.Write(answer, http) : Plain(answer);
        }

        // Over whose accounts figures and lists are is known here for all of them alike.
        private static async Task<TAnswer> Completed(HttpContext http, TAnswer answer) =>
            answer switch
            {
                Figure figure => (TAnswer)(object)await Scopes(http).Complete(figure, http.RequestAborted),
                IPage page => (TAnswer)await Scopes(http).Complete(page, http.RequestAborted),
                _ => answer,
            };

        private static FigureScopes Scopes(HttpContext http) => http.RequestServices.GetRequiredService<FigureScopes>();

        private static IResult Plain(TAnswer answer) =>
            answer is JobAccepted job ? TypedResults.Accepted(AddressOf(job.JobId), answer) : TypedResults.Ok(answer);
    }
}
