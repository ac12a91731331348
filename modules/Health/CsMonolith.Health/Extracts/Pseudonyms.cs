using System.Security.Cryptography;
using CsMonolith.Health.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CsMonolith.Health.Extracts;

/// <summary>A secret of this installation, made once and never shown.</summary>
internal sealed class InstallationSecret
{
    public required string Name { get; init; }

    public required byte[] Value { get; init; }
}

internal sealed class InstallationSecretMapping : IEntityTypeConfiguration<InstallationSecret>
{
    public void Configure(EntityTypeBuilder<InstallationSecret> builder) => builder.ToTable("installation_secrets").HasKey(row => row.Name);
}

/// <summary>Names accounts so that one extract can be joined to the next, but nobody outside can tell who is who.</summary>
internal sealed class Pseudonyms(byte[] key)
{
    private const string SecretName = "pseudonyms";
    private const int BytesShown = 16;

    /// <summary>With the installation's key; makes it the first time. Call it inside a transaction.</summary>
    public static async Task<Pseudonyms> OfTheInstallation(HealthDb db, CancellationToken cancellation)
    {
        var secret = await db.Set<InstallationSecret>().FindAsync([SecretName], cancellation);
        if (secret is null)
        {
            secret = new InstallationSecret { Name = SecretName, Value = RandomNumberGenerator.GetBytes(32) };
            db.Add(secret);
        }

        return new Pseudonyms(secret.Value);
    }

    public string Of(Guid account) => Convert.ToHexStringLower(HMACSHA256.HashData(key, account.ToByteArray())[..BytesShown]);
}
