using CsMonolith.Access.Storage;
using CsMonolith.Kernel;
using CsMonolith.Platform;
using CsMonolith.Platform.Documents;
using CsMonolith.Platform.Modules;
using CsMonolith.Platform.Problems;
using CsMonolith.Platform.Storage;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Access.ApiKeys;

/// <summary>Take a key's right away, at once and for good.</summary>
internal sealed record RevokeApiKey(Guid KeyId) : ICommand<ShownApiKey>;

internal sealed class RevokeApiKeyHandler(AccessDb db) : IRequestHandler<RevokeApiKey, Result<ShownApiKey>>
{
    public async Task<Result<ShownApiKey>> Handle(RevokeApiKey ask, CancellationToken cancellationToken)
    {
        var key = await db.Set<ApiKey>()
            .Include(one => one.Secrets)
            .SingleOrDefaultAsync(one => one.Id == ask.KeyId, cancellationToken);
        if (key is null)
        {
            return PlatformErrors.NotFound("api-key", ask.KeyId);
        }

        key.RevokedAt ??= db.Clock.Now;
        await db.SaveChangesAsync(cancellationToken);
        return ShownApiKey.Of(key);
    }
}

internal sealed class RevokeApiKeyEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Delete("/api-keys/{keyId}", (Guid keyId) => new RevokeApiKey(keyId))
            .WithSummary("Revoke a key")
            .WithDescription(
                "Works at once on every host and cannot be taken back. It asks for no If-Match: a leaked key is "
                    + "revoked whatever else has happened to it."
            )
            .WithExample(
                null,
                ShownApiKey.Example with
                {
                    RevokedAt = new DateTime(2026, 12, 1, 3, 0, 0, DateTimeKind.Utc),
                }
            )
            .WithProblems(401, 403, 404);
}
