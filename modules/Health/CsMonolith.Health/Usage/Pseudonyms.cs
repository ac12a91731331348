using System.Security.Cryptography;
using System.Text;
using CsMonolith.Health.Storage;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Health.Usage;

/// <summary>
/// Turns the users of a file into pseudonyms that stay the same for ever but cannot be looked up: a keyed hash, since a plain
/// hash of a mail address is undone by hashing all addresses one knows.
/// </summary>
internal sealed class Pseudonyms(HealthDb db)
{
    private const int Bytes = 8;
    private byte[]? _secret;

    /// <summary>Gets the key ready, making it with the first user ever named. Call it inside the transaction.</summary>
    public async Task Prepare(CancellationToken cancellation)
    {
        if (_secret is not null)
        {
            return;
        }

        // Past the change tracker: undoing an import must not take the key away from all others.
        var made = RandomNumberGenerator.GetBytes(32);
        await (db.IsPostgres
            ? db.Database.ExecuteSqlAsync($"INSERT INTO health.pseudonym_keys (id, secret) VALUES (1, {made}) ON CONFLICT DO NOTHING", cancellation)
            : db.Database.ExecuteSqlAsync($"INSERT INTO health_pseudonym_keys (id, secret) VALUES (1, {made}) ON CONFLICT DO NOTHING", cancellation));
        _secret = (await db.Set<PseudonymKey>().AsNoTracking().SingleAsync(cancellation)).Secret;
    }

    /// <summary>The pseudonym of a user, the same whatever the case of the address.</summary>
    public string Of(string user) => Convert.ToHexStringLower(HMACSHA256.HashData(_secret!, Encoding.UTF8.GetBytes(user.ToUpperInvariant())).AsSpan(0, Bytes));
}
