using CsMonolith.Access.Storage;
using CsMonolith.Platform;
using CsMonolith.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Access.SignIn;

/// <summary>Makes and spends one-time sign-in links.</summary>
internal sealed class SignInLinks(AccessDb db)
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(12);

    /// <summary>Stores a new link and returns its code; the code itself is stored nowhere.</summary>
    public async Task<string> Mint(CancellationToken cancellation)
    {
        var code = Tokens.Make();
        await db.Transact(
            () =>
            {
                db.Set<SignInLink>()
                    .Add(new SignInLink { CodeHash = Tokens.Hash(code), ExpiresAt = db.Clock.Now + Life });
                return Task.CompletedTask;
            },
            cancellation
        );
        return code;
    }

    /// <summary>Whether a code would be taken now.</summary>
    public async Task<SignInLink?> Find(string code, CancellationToken cancellation)
    {
        var hash = Tokens.Hash(code);
        var now = db.Clock.Now;
        return await db.Set<SignInLink>()
            .AsNoTracking()
            .SingleOrDefaultAsync(
                link => link.CodeHash == hash && link.UsedAt == null && link.ExpiresAt > now,
                cancellation
            );
    }

    /// <summary>Spends a code within the present transaction; of two who hold the same link one is first.</summary>
    /// <returns>Whether it was still good.</returns>
    public async Task<bool> Spend(string code, CancellationToken cancellation)
    {
        var hash = Tokens.Hash(code);
        var now = db.Clock.Now;
        return await db.Set<SignInLink>()
                .Where(link => link.CodeHash == hash && link.UsedAt == null && link.ExpiresAt > now)
                .ExecuteUpdateAsync(set => set.SetProperty(link => link.UsedAt, now), cancellation) == 1;
    }
}
