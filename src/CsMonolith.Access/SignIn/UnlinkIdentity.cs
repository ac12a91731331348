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

namespace CsMonolith.Access.SignIn;

/// <summary>Take a person and an identity apart: it signs in nobody any more, and the person's sessions end.</summary>
internal sealed record UnlinkIdentity(Guid IdentityId) : ICommand<ShownIdentity>;

internal sealed class UnlinkIdentityHandler(AccessDb db) : IRequestHandler<UnlinkIdentity, Result<ShownIdentity>>
{
    public async Task<Result<ShownIdentity>> Handle(UnlinkIdentity ask, CancellationToken cancellationToken)
    {
        var link = await db.Set<IdentityLink>()
            .SingleOrDefaultAsync(one => one.Id == ask.IdentityId, cancellationToken);
        if (link is null)
        {
            return PlatformErrors.NotFound("identity", ask.IdentityId);
        }

        link.UnlinkedAt ??= db.Clock.Now;
        await db.Set<Session>()
            .Where(session => session.PersonId == link.PersonId)
            .ExecuteDeleteAsync(cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return ShownIdentity.Of(link);
    }
}

internal sealed class UnlinkIdentityEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Delete("/identities/{identityId}", (Guid identityId) => new UnlinkIdentity(identityId))
            .WithSummary("Unlink a person from an identity")
            .WithDescription(
                "It stays in the list, so that the same e-mail address does not link it again. The person's "
                    + "sessions end; tokens of the identity are refused at once. It asks for no If-Match: it must "
                    + "work whatever else has happened."
            )
            .WithExample(
                null,
                ShownIdentity.Example with
                {
                    UnlinkedAt = new DateTime(2026, 12, 1, 3, 0, 0, DateTimeKind.Utc),
                }
            )
            .WithProblems(401, 403, 404);
}
