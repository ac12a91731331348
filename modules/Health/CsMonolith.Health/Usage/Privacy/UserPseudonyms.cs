using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CsMonolith.Health.Usage.Privacy;

/// <summary>
/// The key of the users' pseudonyms of an installation that stored it in its database; none is written any more.
/// </summary>
internal sealed class PseudonymKey
{
    public int Id { get; set; }

    public required byte[] Secret { get; set; }
}

internal sealed class PseudonymKeyMapping : IEntityTypeConfiguration<PseudonymKey>
{
    public void Configure(EntityTypeBuilder<PseudonymKey> builder)
    {
        builder.ToTable("pseudonym_keys").HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
    }
}

/// <summary>
/// Turns users into pseudonyms: HMAC-SHA-256 of the name, 8 bytes of it. A pseudonym never changes, so that a user is
/// counted once. A plain hash of a mail address would be undone by hashing all addresses one knows.
/// </summary>
/// <remarks>
/// The key comes of the installation's, which is in no table. An installation that stored a key before keeps that one:
/// the users of its events are known by it.
/// </remarks>
internal sealed class UserPseudonyms
{
    private const int Bytes = 8;
    private readonly byte[] _secret;

    private UserPseudonyms(byte[] secret) => _secret = secret;

    /// <summary>Opens the key.</summary>
    public static async Task<UserPseudonyms> Open(HealthDb db, PrivacyKey key, CancellationToken cancellation) =>
        new(
            await db.Set<PseudonymKey>()
                .AsNoTracking()
                .Select(stored => stored.Secret)
                .SingleOrDefaultAsync(cancellation)
                ?? key.For("usage users")
        );

    /// <summary>The pseudonym of a user, the same whatever the case of the address.</summary>
    public string Of(string user) =>
        Convert.ToHexStringLower(
            HMACSHA256.HashData(_secret, Encoding.UTF8.GetBytes(user.ToUpperInvariant())).AsSpan(0, Bytes)
        );
}
