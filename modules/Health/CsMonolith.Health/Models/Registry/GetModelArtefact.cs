using System.Text;
using System.Text.Json;
using Microsoft.Net.Http.Headers;

namespace CsMonolith.Health.Models.Registry;

/// <summary>
/// Take a registered model out of the house, byte for byte as it was registered. What the company has learned leaves
/// with it, so every such read is audited.
/// </summary>
/// <param name="Version">A version, or <c>champion</c> or <c>challenger</c>.</param>
internal sealed record GetModelArtefact(string Version) : IQuery<ArtefactFile>, ISensitiveQuery;

/// <param name="Sha256">Of the bytes, as hexadecimal digits in lower case.</param>
internal sealed record ArtefactFile(string Version, string Sha256, byte[] Json);

internal sealed class GetModelArtefactHandler(HealthDb db, ModelRegistry registry)
    : IRequestHandler<GetModelArtefact, Result<ArtefactFile>>
{
    public async Task<Result<ArtefactFile>> Handle(GetModelArtefact ask, CancellationToken cancellationToken)
    {
        if (await registry.Find(ask.Version, cancellationToken) is not { } model)
        {
            return ModelErrors.NoSuchModel(ask.Version);
        }

        var json = await db.Set<ModelArtefact>()
            .Where(row => row.Id == model.Id)
            .Select(row => row.Json)
            .SingleAsync(cancellationToken);
        return new ArtefactFile(model.Name, model.ArtefactSha256, Encoding.UTF8.GetBytes(json));
    }
}

internal sealed class GetModelArtefactEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/models/{version}/artefact",
                async Task<Results<FileContentHttpResult, ProblemHttpResult>> (
                    string version,
                    HttpContext http,
                    IMediator mediator,
                    CancellationToken cancellation
                ) =>
                {
                    var artefact = await mediator.Send(new GetModelArtefact(version), cancellation);
                    if (artefact.Error is { } refusal)
                    {
                        return refusal.ToProblem();
                    }

                    var (name, sha256, json) = artefact.Value;
                    http.Response.Headers["Content-Digest"] =
                        $"sha-256=:{Convert.ToBase64String(Convert.FromHexString(sha256))}:";
                    http.Response.Headers["X-Model-Version"] = name;
                    return TypedResults.File(
                        json,
                        "application/json",
                        $"{name}.json",
                        entityTag: new EntityTagHeaderValue($"\"{sha256}\"")
                    );
                }
            )
            .Produces<JsonElement>()
            .WithName(nameof(GetModelArtefact))
            .WithSummary("Read a model's artefact as it was registered; the read is audited")
            .WithDescription(
                "version may be champion or challenger; X-Model-Version says whose bytes they are. "
                    + "Content-Digest (RFC 9530) and ETag are their SHA-256."
            )
            .WithExample(null, RegisterModelEndpoint.Artefact)
            .WithProblems(401, 403, 404);
}
