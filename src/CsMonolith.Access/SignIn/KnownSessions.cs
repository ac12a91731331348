using CsMonolith.Access.Storage;
using CsMonolith.Kernel;
using CsMonolith.Platform;
using CsMonolith.Platform.Permissions;
using CsMonolith.Platform.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CsMonolith.Access.SignIn;

/// <summary>
/// Who stands behind a session's token; looked up once, until anything about sign-ins or people changes.
/// </summary>
internal sealed class KnownSessions(Clock clock, IHostEnvironment environment)
{
    private const int Most = 20_000;
    private readonly Remembered<string, (Caller Caller, DateTime ExpiresAt)> _known = new(Most);

    /// <summary>
    /// The caller, or <c>null</c> if the session is unknown or over, or the person has left or belongs to a
    /// demonstration while this is production.
    /// </summary>
    public async Task<Caller?> CallerOf(string token, IServiceProvider scope, CancellationToken cancellation)
    {
        var hash = Tokens.Hash(token);
        var (version, now) = (await scope.GetRequiredService<AccessNow>().Version(), clock.Now);
        var today = clock.DayOf(now);
        if (!_known.TryGet(hash, version, today, out var known))
        {
            if (await Find(hash, scope, cancellation) is not { } found)
            {
                return null;
            }

            known = found;
            _known.Keep(hash, version, today, known);
        }

        return known.ExpiresAt > now ? known.Caller : null;
    }

    private async Task<(Caller Caller, DateTime ExpiresAt)?> Find(
        string hash,
        IServiceProvider scope,
        CancellationToken cancellation
    )
    {
        var session = await scope
            .GetRequiredService<AccessDb>()
            .Set<Session>()
            .AsNoTracking()
            .SingleOrDefaultAsync(row => row.TokenHash == hash, cancellation);
        return
            session is not null
            && await scope.GetRequiredService<IMediator>().Send(new WhoIs(session.PersonId), cancellation) is { } person
            && !(person.IsDemo && environment.IsProduction())
            ? (new Caller(person.Id, person.Name, person.Roles), session.ExpiresAt)
            : null;
    }
}
