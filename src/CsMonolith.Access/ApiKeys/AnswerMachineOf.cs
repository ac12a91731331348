using CsMonolith.Access.Storage;
using CsMonolith.Platform.Permissions;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Access.ApiKeys;

/// <summary>Names the machine whose key it is, as long as nobody revokes it.</summary>
internal sealed class AnswerMachineOf(AccessDb db) : IRequestHandler<MachineOf, Caller?>
{
    public async Task<Caller?> Handle(MachineOf ask, CancellationToken cancellationToken)
    {
        var key = await db.Set<ApiKey>()
            .AsNoTracking()
            .Include(one => one.Secrets)
            .SingleOrDefaultAsync(one => one.Id == ask.KeyId && one.RevokedAt == null, cancellationToken);
        return key is null
            ? null
            : Caller.Machine(
                key.Name,
                new KeyGrant(
                    key.Id,
                    key.Secrets.MaxBy(secret => secret.CreatedAt)!.Prefix,
                    key.Scopes.ToHashSet(StringComparer.Ordinal),
                    key.CreatedBy
                )
            );
    }
}
