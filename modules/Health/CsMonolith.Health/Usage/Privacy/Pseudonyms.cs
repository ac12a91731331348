using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CsMonolith.Health.Usage.Privacy;

/// <summary>The secret key of the installation's pseudonyms: one row, made when it is first needed.</summary>
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
/// Turns users and accounts into pseudonyms: a keyed hash (HMAC-SHA256, cut). A pseudonym never changes, so that one
/// extract can
/// be joined to the next. A plain hash of a mail address would be undone by hashing all addresses one knows.
/// </summary>
internal sealed class Pseudonyms(HealthDb db)
{
    private const int UserBytes = 8;
    private const int AccountBytes = 16;
    private byte[]? _secret;

    /// <summary>Reads the key, or makes it. Call it inside a transaction, before the first pseudonym.</summary>
    public async Task Prepare(CancellationToken cancellation)
    {
        if (_secret is not null)
        {
            return;
        }

        // Past the change tracker: undoing an import must not take the key away from all others.
        var made = RandomNumberGenerator.GetBytes(32);
        await (
            db.IsPostgres
                ? db.Database.ExecuteSqlAsync(
                    $"INSERT INTO health.pseudonym_keys (id, secret) VALUES (1, {made}) ON CONFLICT DO NOTHING",
                    cancellation
                )
                : db.Database.ExecuteSqlAsync(
                    $"INSERT INTO health_pseudonym_keys (id, secret) VALUES (1, {made}) ON CONFLICT DO NOTHING",
                    cancellation
                )
        );
        _secret = (await db.Set<PseudonymKey>().AsNoTracking().SingleAsync(cancellation)).Secret;
    }

    /// <summary>The pseudonym of a user, the same whatever the case of the address.</summary>
    public string Of(string user) => Of(Encoding.UTF8.GetBytes(user.ToUpperInvariant()), UserBytes);

    /// <summary>The pseudonym of an account.</summary>
    public string Of(Guid account) => Of(account.ToByteArray(), AccountBytes);

    private string Of(byte[] name, int bytes) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(_secret!, name).AsSpan(0, bytes));
}
