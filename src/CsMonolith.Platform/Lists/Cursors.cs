using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace CsMonolith.Platform.Lists;

/// <summary>
/// Cursors: the key of a page's last row, signed together with the list, filter and order that it belongs to.
/// </summary>
/// <param name="key">
/// The installation's secret, 32 bytes; kept in the database, so that every host reads every cursor.
/// </param>
public sealed class Cursors(byte[] key)
{
    private const int SignatureBytes = 16;
    private const int LongestCursor = 4000;

    /// <summary>Makes a cursor.</summary>
    public string Write(IReadOnlyList<JsonElement> lastKey, string binding)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(lastKey, Wire.Json);
        return Base64Url.EncodeToString([.. Sign(body, binding), .. body]);
    }

    /// <summary>Reads a cursor; <c>null</c> if it is not ours or was made for another question.</summary>
    public IReadOnlyList<JsonElement>? Read(string cursor, string binding)
    {
        if (cursor.Length > LongestCursor || !Base64Url.IsValid(cursor))
        {
            return null;
        }

        var bytes = Base64Url.DecodeFromChars(cursor);
        if (
            bytes.Length <= SignatureBytes
            || !CryptographicOperations.FixedTimeEquals(
                bytes.AsSpan(0, SignatureBytes),
                Sign(bytes.AsSpan(SignatureBytes), binding)
            )
        )
        {
            return null;
        }

        return JsonSerializer.Deserialize<List<JsonElement>>(bytes.AsSpan(SignatureBytes), Wire.Json);
    }

    private byte[] Sign(ReadOnlySpan<byte> body, string binding)
    {
        var bound = Encoding.UTF8.GetBytes(binding);
        byte[] signed = [.. BitConverter.GetBytes(bound.Length), .. bound, .. body];
        return HMACSHA256.HashData(key, signed)[..SignatureBytes];
    }
}
