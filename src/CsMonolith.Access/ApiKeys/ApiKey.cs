using System.Security.Cryptography;
using System.Text;
using CsMonolith.Access.SignIn;
using CsMonolith.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CsMonolith.Access.ApiKeys;

/// <summary>
/// A machine's right of entry. Its secrets come and go by rotation; the key itself, its name and its scopes stay.
/// </summary>
internal sealed class ApiKey
{
    public Guid Id { get; set; }

    public required string Name { get; set; }

    /// <summary>Resources of the permission table, separated by blanks.</summary>
    public required string ScopeWords { get; set; }

    public DateTime CreatedAt { get; set; }

    public Guid? CreatedBy { get; set; }

    /// <summary>When its newest secret expires.</summary>
    public DateTime ExpiresAt { get; set; }

    public DateTime? RevokedAt { get; set; }

    public List<ApiKeySecret> Secrets { get; } = [];

    public IReadOnlyList<string> Scopes => ScopeWords.Split(' ');

    /// <summary>Adds a secret and returns the key's text, which is stored nowhere.</summary>
    public string NewSecret(DateTime now, DateTime expiresAt)
    {
        var text = KeyText.Make();
        Secrets.Add(
            new ApiKeySecret
            {
                Prefix = KeyText.PrefixOf(text)!,
                KeyId = Id,
                Hash = Tokens.Hash(text),
                CreatedAt = now,
                ExpiresAt = expiresAt,
            }
        );
        ExpiresAt = expiresAt;
        return text;
    }
}

/// <summary>
/// One secret of a key. Only the hash of its text is stored; the prefix tells people which one it is.
/// </summary>
internal sealed class ApiKeySecret
{
    public required string Prefix { get; set; }

    public Guid KeyId { get; set; }

    [SecretColumn]
    public required string Hash { get; set; }

    public DateTime CreatedAt { get; set; }

    public DateTime ExpiresAt { get; set; }

    /// <summary>To the minute.</summary>
    public DateTime? LastUsedAt { get; set; }
}

/// <summary>The text of a key: <c>csm_PREFIX_SECRET</c>, with 8 public characters and 256 random bits.</summary>
internal static class KeyText
{
    public const string Mark = "csm_";
    private const string PrefixLetters = "abcdefghijkmnpqrstuvwxyz23456789";
    private const int PrefixLength = 8;
    private const int Length = 4 + PrefixLength + 1 + 43;

    public static string Make() =>
        $"{Mark}{RandomNumberGenerator.GetString(PrefixLetters, PrefixLength)}_{Tokens.Make()}";

    /// <summary>The public part, or <c>null</c> where the text has not the form of a key.</summary>
    public static string? PrefixOf(string text) =>
        text.Length == Length
        && text.StartsWith(Mark, StringComparison.Ordinal)
        && text[Mark.Length + PrefixLength] == '_'
        && text.Substring(Mark.Length, PrefixLength) is var prefix
        && prefix.All(PrefixLetters.Contains)
            ? prefix
            : null;

    /// <summary>Compares in constant time.</summary>
    public static bool Matches(string text, string hash) =>
        CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(Tokens.Hash(text)),
            Encoding.ASCII.GetBytes(hash)
        );
}

internal sealed class ApiKeyTable : IEntityTypeConfiguration<ApiKey>
{
    public void Configure(EntityTypeBuilder<ApiKey> builder)
    {
        builder.ToTable("api_keys");
        builder.HasKey(key => key.Id);
        builder.Property(key => key.Id).ValueGeneratedNever();
        builder.Ignore(key => key.Scopes);
        builder.HasIndex(key => key.Name).IsUnique().HasFilter("revoked_at IS NULL");
        builder.HasMany(key => key.Secrets).WithOne().HasForeignKey(secret => secret.KeyId);
    }
}

internal sealed class ApiKeySecretTable : IEntityTypeConfiguration<ApiKeySecret>
{
    public void Configure(EntityTypeBuilder<ApiKeySecret> builder)
    {
        builder.ToTable("api_key_secrets");
        builder.HasKey(secret => secret.Prefix);
    }
}
