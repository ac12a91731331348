using CsMonolith.Access.Storage;
using CsMonolith.Kernel;
using CsMonolith.Platform;
using CsMonolith.Platform.Permissions;
using CsMonolith.Platform.Requests;
using CsMonolith.Platform.Storage;
using MediatR;

namespace CsMonolith.Access.SignIn;

/// <summary>
/// Signs in the person whom the identity provider vouches for, at the end of the browser's way through it.
/// </summary>
/// <remarks>
/// Not of the public API: what it is given has been validated by <see cref="CodeFlow"/>. In stages, since a first link
/// is stored before the session.
/// </remarks>
internal sealed record StartOidcSession(VouchedIdentity Identity) : IStagedCommand<StartedSession>;

internal sealed class StartOidcSessionHandler(AccessDb db, Identities identities, StagedTransaction transaction)
    : IRequestHandler<StartOidcSession, Result<StartedSession>>
{
    public async Task<Result<StartedSession>> Handle(StartOidcSession ask, CancellationToken cancellationToken)
    {
        var found = await identities.Recognise(ask.Identity, cancellationToken);
        if (found.Error is { } refusal)
        {
            return refusal;
        }

        var person = found.Value;
        var now = db.Clock.Now;
        var (session, token) = Session.Begin(person.Id, now);
        return await transaction.Run(
            ask,
            () =>
            {
                db.Set<Session>().Add(session);
                return Task.FromResult<Result<StartedSession>>(
                    new StartedSession(token, session.ExpiresAt, person.Id, person.Name, person.Roles, Notes: [])
                );
            },
            cancellationToken,
            actor: new Caller(person.Id, person.Name, person.Roles)
        );
    }
}
