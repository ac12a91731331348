using CsMonolith.Platform.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CsMonolith.Platform.Documents;

/// <summary>A whole example of an operation: what is sent and what comes back.</summary>
public sealed record OperationExample(object? Request, object Answer);

/// <summary>What an example gives as query parameters.</summary>
public sealed record QueryExample(IReadOnlyDictionary<string, string> Parameters);

/// <summary>The text of an example's file, where the body is one.</summary>
public sealed record FileExample(string Text);

/// <summary>States what an operation's document says beyond its types.</summary>
public static class OperationDocs
{
    /// <summary>A whole example; the request is <c>null</c> where there is no body.</summary>
    public static RouteHandlerBuilder WithExample(this RouteHandlerBuilder operation, object? request, object answer) =>
        operation.WithMetadata(new OperationExample(request, answer));

    /// <summary>The query parameters of the example.</summary>
    public static RouteHandlerBuilder WithQueryExample(
        this RouteHandlerBuilder operation,
        params (string Name, string Value)[] parameters
    ) =>
        operation.WithMetadata(
            new QueryExample(parameters.ToDictionary(one => one.Name, one => one.Value, StringComparer.Ordinal))
        );

    /// <summary>The file of the example, as text.</summary>
    public static RouteHandlerBuilder WithFileExample(this RouteHandlerBuilder operation, string text) =>
        operation.WithMetadata(new FileExample(text));

    /// <summary>The refusals that callers must expect; 500 is understood.</summary>
    public static RouteHandlerBuilder WithProblems(this RouteHandlerBuilder operation, params int[] statuses)
    {
        foreach (var status in statuses.Append(StatusCodes.Status500InternalServerError))
        {
            operation.ProducesProblem(status);
        }

        operation.Finally(HeaderDocs.AddProblems);
        return operation;
    }

    /// <summary>Every POST of the group refuses to work without an Idempotency-Key: it loads files or moves money.</summary>
    public static TRoutes WhereRepetitionIsDear<TRoutes>(this TRoutes group)
        where TRoutes : IEndpointConventionBuilder => group.WithMetadata(new RepetitionIsDear());

    /// <summary>Refuses the operation without an Idempotency-Key, though its group and its answer do not ask for it.</summary>
    public static RouteHandlerBuilder RequiresIdempotencyKey(this RouteHandlerBuilder operation) =>
        operation.WithMetadata(IdempotencyUse.Mandatory);

    /// <summary>Works without an Idempotency-Key though its group asks for one: done twice, it says the same.</summary>
    public static RouteHandlerBuilder MayBeRepeated(this RouteHandlerBuilder operation) =>
        operation.WithMetadata(IdempotencyUse.Optional);

    /// <summary>Takes no Idempotency-Key, since the operation guards itself against repetition.</summary>
    public static RouteHandlerBuilder WithoutIdempotencyKey(this RouteHandlerBuilder operation) =>
        operation.WithMetadata(IdempotencyUse.Never);

    /// <summary>Takes its body as a merge patch (RFC 7396), under that name or as plain JSON.</summary>
    public static RouteHandlerBuilder AcceptsMergePatch<TChanges>(this RouteHandlerBuilder operation)
        where TChanges : notnull => operation.Accepts<TChanges>("application/merge-patch+json", "application/json");
}
