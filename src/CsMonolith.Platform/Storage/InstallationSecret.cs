using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CsMonolith.Platform.Storage;

/// <summary>
/// Secrets that are made once and kept in the database, so that all hosts of an installation share them.
/// </summary>
public static class InstallationSecret
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
                    db.Set<Secret>().Add(new Secret { Name = name, Value = make() });
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
        db.Set<Secret>()
            .AsNoTracking()
            .Where(row => row.Name == name)
            .Select(row => row.Value)
            .SingleOrDefaultAsync(cancellation);
}

/// <summary>A secret of the installation, such as the key that signs cursors; made when it is first needed.</summary>
internal sealed class Secret
{
    public required string Name { get; set; }

    public required byte[] Value { get; set; }
}

internal sealed class SecretTable : IEntityTypeConfiguration<Secret>
{
    public void Configure(EntityTypeBuilder<Secret> builder)
    {
        builder.ToTable("secrets", PlatformDb.Schema);
        builder.HasKey(row => row.Name);
    }
}
