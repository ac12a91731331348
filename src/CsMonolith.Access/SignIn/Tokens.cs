using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace CsMonolith.Access.SignIn;

/// <summary>Random tokens, stored as hashes only.</summary>
internal static class Tokens
{
    private const int Bytes = 32;

    /// <summary>256 random bits as URL-safe text.</summary>
    public static string Make() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>What is stored of a token. The token has full entropy, so one round of SHA-256 is enough.</summary>
    public static string Hash(string token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
