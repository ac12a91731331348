using CsMonolith.Access.Storage;
using CsMonolith.Platform.Permissions;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Access.ApiKeys;

/// <summary>Names the machine whose key it is, as long as nobody revokes it and its maker is in service.</summary>
internal sealed class AnswerMachineOf(AccessDb db, KeyMakers makers, IServiceProvider scope)
    : IRequestHandler<MachineOf, Caller?>
{
    public async Task<Caller?> Handle(MachineOf ask, CancellationToken cancellationToken)
    {
        var key = await db.Set<ApiKey>()
            .AsNoTracking()
            .Include(one => one.Secrets)
            .SingleOrDefaultAsync(one => one.Id == ask.KeyId && one.RevokedAt == null, cancellationToken);
        var maker = key?.CreatedBy is { } person ? await makers.Find(person, scope, cancellationToken) : null;
        return key is null || (maker is null && key.CreatedBy is not null)
            ? null
            : Caller.Machine(
                key.Name,
                new KeyGrant(
                    key.Id,
                    key.Secrets.MaxBy(secret => secret.CreatedAt)!.Prefix,
                    key.Scopes.ToHashSet(StringComparer.Ordinal),
                    key.CreatedBy,
                    maker?.Roles
                )
            );
    }
}
