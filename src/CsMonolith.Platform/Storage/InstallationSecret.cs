using CsMonolith.Platform.SignIn;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Platform.Storage;

/// <summary>Secrets that are made once and kept in the database, so that all hosts of an installation share them.</summary>
internal static class InstallationSecret
{
    /// <summary>The secret of a name; made now if there is none. Not within a transaction of another context.</summary>
    public static async Task<byte[]> Get(PlatformDb db, string name, Func<byte[]> make, CancellationToken cancellation)
    {
        if (await Find(db, name, cancellation) is { } known)
        {
            return known;
        }

        try
        {
            await db.Transact(
                () =>
                {
                    db.Secrets.Add(new Secret { Name = name, Value = make() });
                    return Task.CompletedTask;
                },
                cancellation
            );
        }
        catch (DbUpdateException)
        {
            // Another host was quicker.
            db.ChangeTracker.Clear();
        }

        return await Find(db, name, cancellation)
            ?? throw new InvalidOperationException($"The secret '{name}' cannot be stored.");
    }

    private static Task<byte[]?> Find(PlatformDb db, string name, CancellationToken cancellation) =>
        db
            .Secrets.AsNoTracking()
            .Where(row => row.Name == name)
            .Select(row => row.Value)
            .SingleOrDefaultAsync(cancellation);
}
