using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;

namespace CsMonolith.Platform.Documents;

/// <summary>
/// The document as a host sends it, written once: it takes a second to write, never changes while the host runs, and
/// anybody may ask for it.
/// </summary>
/// <remarks>
/// The framework's own route writes it anew for each request, and two of them at once can break each other.
/// </remarks>
public sealed class PublishedDocument([FromKeyedServices(PublishedDocument.Name)] IOpenApiDocumentProvider provider)
    : IDisposable
{
    internal const string Name = "v1";

    private readonly SemaphoreSlim _oneWriter = new(1, 1);
    private volatile Written? _written;

    /// <summary>Maps <c>/openapi/v1.json</c>, with an entity tag for whoever asks again.</summary>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                $"/openapi/{Name}.json",
                async (PublishedDocument document, CancellationToken cancellation) =>
                {
                    var written = document._written ?? await document.Write(cancellation);
                    return Results.Bytes(written.Json, "application/json; charset=utf-8", entityTag: written.Tag);
                }
            )
            .ExcludeFromDescription();

    /// <inheritdoc />
    public void Dispose() => _oneWriter.Dispose();

    private async Task<Written> Write(CancellationToken cancellation)
    {
        await _oneWriter.WaitAsync(cancellation);
        try
        {
            if (_written is { } already)
            {
                return already;
            }

            var document = await provider.GetOpenApiDocumentAsync(cancellation);
            var json = Encoding.UTF8.GetBytes(
                await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, cancellation)
            );
            return _written = new Written(
                json,
                new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(json))}\"")
            );
        }
        finally
        {
            _oneWriter.Release();
        }
    }

    private sealed record Written(byte[] Json, EntityTagHeaderValue Tag);
}
