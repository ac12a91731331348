using CsMonolith.Kernel;
using CsMonolith.Platform.Permissions;
using CsMonolith.Platform.Requests;
using CsMonolith.Platform.Storage;
using MediatR;

namespace CsMonolith.Platform.SignIn;

/// <summary>Signs in the person whom the identity provider vouches for, at the end of the browser's way through it.</summary>
/// <remarks>Not of the public API: what it is given has been validated by <see cref="CodeFlow"/>. No <see cref="ICommand"/>, since a first link is stored before the session.</remarks>
internal sealed record StartOidcSession(VouchedIdentity Identity) : IQuery<StartedSession>;

internal sealed class StartOidcSessionHandler(PlatformDb db, Identities identities)
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
        await db.Transact(
            () =>
            {
                db.Sessions.Add(session);
                db.Set<AuditRow>().Add(Audit.Note(ask, new Caller(person.Id, person.Name, person.Roles), now));
                return Task.CompletedTask;
            },
            cancellationToken
        );
        return new StartedSession(token, session.ExpiresAt, person.Id, person.Name, person.Roles);
    }
}
