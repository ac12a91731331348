using System.Security.Cryptography;

namespace CsMonolith.Platform.Permissions;

/// <summary>
/// Pseudonyms of accounts and of other things that have an id. Each purpose has its own: what one list shows cannot be
/// joined to another by them, and the same purpose and key give the same pseudonym for ever.
/// </summary>
public sealed class Pseudonyms(PrivacyKey key)
{
    /// <summary>The pseudonyms of one purpose, such as <c>accounts</c> or <c>tickets 2026-Q3</c>.</summary>
    public PurposePseudonyms For(string purpose) => new(key.For($"pseudonyms {purpose}"));
}

/// <summary>The pseudonyms of one purpose.</summary>
/// <remarks>
/// A pseudonym is AES-256 of the 16 bytes of the id, one block, under a key that HMAC-SHA-256 makes of the
/// installation's key and the purpose. A block cipher is a keyed permutation: no two ids share a pseudonym, nobody
/// without the key tells them from random (NIST FIPS 197 and FIPS 198-1), and the host turns one back without a table.
/// </remarks>
public sealed class PurposePseudonyms
{
    private readonly byte[] _key;

    internal PurposePseudonyms(byte[] key) => _key = key;

    /// <summary>The pseudonym of an id.</summary>
    public Guid Of(Guid id)
    {
        using var cipher = Cipher();
        Span<byte> block = stackalloc byte[16];
        id.TryWriteBytes(block);
        cipher.EncryptEcb(block, block, PaddingMode.None);
        return new Guid(block);
    }

    /// <summary>The id behind a pseudonym of this purpose; of anything else an id that nobody has.</summary>
    public Guid IdOf(Guid pseudonym)
    {
        using var cipher = Cipher();
        Span<byte> block = stackalloc byte[16];
        pseudonym.TryWriteBytes(block);
        cipher.DecryptEcb(block, block, PaddingMode.None);
        return new Guid(block);
    }

    /// <summary>
    /// What stands for the name of something under a pseudonym: <c>A-</c> and its first eight digits.
    /// </summary>
    public static string Name(Guid pseudonym) => $"A-{pseudonym.ToString("N")[..8].ToUpperInvariant()}";

    private Aes Cipher()
    {
        var cipher = Aes.Create();
        cipher.Key = _key;
        return cipher;
    }
}
