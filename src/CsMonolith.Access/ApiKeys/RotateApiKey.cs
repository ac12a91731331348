using CsMonolith.Access.Storage;
using CsMonolith.Kernel;
using CsMonolith.Platform;
using CsMonolith.Platform.Documents;
using CsMonolith.Platform.Modules;
using CsMonolith.Platform.Permissions;
using CsMonolith.Platform.Problems;
using CsMonolith.Platform.Storage;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Access.ApiKeys;

/// <summary>
/// Give a key a new secret, while the old one stays good for a while: nobody stands before a closed door.
/// </summary>
/// <param name="OverlapHours">How long the old secret stays good, 0 to 720; 24 if absent.</param>
/// <param name="ExpiresAt">When the new secret expires, at most two years ahead; one year if absent.</param>
internal sealed record RotateApiKey(Guid KeyId, int? OverlapHours = null, DateTimeOffset? ExpiresAt = null)
    : ICommand<IssuedApiKey>;

internal sealed record ApiKeyRotation(int? OverlapHours = null, DateTimeOffset? ExpiresAt = null);

internal sealed class RotateApiKeyValidator : AbstractValidator<RotateApiKey>
{
    public RotateApiKeyValidator() => RuleFor(ask => ask.OverlapHours).InclusiveBetween(0, 720);
}

internal sealed class RotateApiKeyHandler(
    AccessDb db,
    RequestContext context,
    PermissionTable table,
    KeyMakers makers,
    IServiceProvider scope
) : IRequestHandler<RotateApiKey, Result<IssuedApiKey>>
{
    private const int UsualOverlapHours = 24;

    public async Task<Result<IssuedApiKey>> Handle(RotateApiKey ask, CancellationToken cancellationToken)
    {
        var key = await db.Set<ApiKey>()
            .Include(one => one.Secrets)
            .SingleOrDefaultAsync(one => one.Id == ask.KeyId, cancellationToken);
        if (key is null)
        {
            return PlatformErrors.NotFound("api-key", ask.KeyId);
        }

        if (key.RevokedAt is not null)
        {
            return AccessErrors.RotationOfRevokedKey;
        }

        if (KeyBounds.Beyond(key.Scopes, context.Caller, table) is { } beyond)
        {
            return beyond;
        }

        var now = db.Clock.Now;
        var life = KeyLife.Until(ask.ExpiresAt, now);
        if (life.Error is { } refusal)
        {
            return refusal;
        }

        var overlapEnds = now.AddHours(ask.OverlapHours ?? UsualOverlapHours);
        foreach (var old in key.Secrets.Where(old => old.ExpiresAt > overlapEnds))
        {
            old.ExpiresAt = overlapEnds;
        }

        // A key ends with its maker; whoever gives it a new secret then answers for it.
        if (key.CreatedBy is { } maker && await makers.Find(maker, scope, cancellationToken) is null)
        {
            key.CreatedBy = context.Caller.PersonId;
        }

        var text = key.NewSecret(now, life.Value);
        await db.SaveChangesAsync(cancellationToken);
        return new IssuedApiKey(text, ShownApiKey.Of(key));
    }
}

internal sealed class RotateApiKeyEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/api-keys/{keyId}/rotations",
                async Task<Results<Created<IssuedApiKey>, ProblemHttpResult>> (
                    Guid keyId,
                    ApiKeyRotation ask,
                    IMediator mediator,
                    HttpContext http,
                    CancellationToken cancellation
                ) =>
                {
                    var rotated = await mediator.Send(
                        new RotateApiKey(keyId, ask.OverlapHours, ask.ExpiresAt),
                        cancellation
                    );
                    if (rotated.Error is { } refusal)
                    {
                        return refusal.ToProblem();
                    }

                    http.Response.Headers.CacheControl = "no-store";
                    return TypedResults.Created("/v1/api-keys", rotated.Value);
                }
            )
            .WithoutIdempotencyKey()
            .WithName(nameof(RotateApiKey))
            .WithSummary("Give a key a new secret")
            .WithDescription(
                "The old secret stays good for the overlap, so that a machine can change over without a gap. "
                    + "A key whose maker has left is the caller's from then on. "
                    + "details.secrets shows the prefixes of both, and when each was last used."
            )
            .WithExample(
                new ApiKeyRotation(OverlapHours: 24),
                new IssuedApiKey(
                    "csm_p3w8n5td_Qr7x…",
                    ShownApiKey.Example with
                    {
                        Secrets =
                        [
                            new ShownSecret(
                                "p3w8n5td",
                                new DateTime(2026, 12, 1, 3, 0, 0, DateTimeKind.Utc),
                                new DateTime(2027, 12, 1, 3, 0, 0, DateTimeKind.Utc),
                                null
                            ),
                            ShownApiKey.Example.Secrets[0] with
                            {
                                ExpiresAt = new DateTime(2026, 12, 2, 3, 0, 0, DateTimeKind.Utc),
                            },
                        ],
                    }
                )
            )
            .WithProblems(400, 401, 403, 404, 409);
}
