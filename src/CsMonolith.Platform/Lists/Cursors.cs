using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace CsMonolith.Platform.Lists;

/// <summary>
/// Cursors: the key of a page's last row, sealed together with the list, filter and order that it belongs to. A key
/// holds ids and fields that the list itself may hide, so a cursor is encrypted and not only signed.
/// </summary>
/// <remarks>
/// AES-256-GCM. The nonce is an HMAC of what is sealed, so that the same page has the same cursor on every host and no
/// nonce serves two texts (the synthetic nonce of Rogaway and Shrimpton, EUROCRYPT 2006).
/// </remarks>
/// <param name="key">
/// The installation's secret, 32 bytes; kept in the database, so that every host reads every cursor.
/// </param>
public sealed class Cursors(byte[] key)
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int LongestCursor = 4000;
    private readonly byte[] _sealing = HMACSHA256.HashData(key, "seal"u8);
    private readonly byte[] _naming = HMACSHA256.HashData(key, "nonce"u8);

    /// <summary>Makes a cursor.</summary>
    public string Write(IReadOnlyList<JsonElement> lastKey, string binding)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(lastKey, Wire.Json);
        var bound = Encoding.UTF8.GetBytes(binding);
        byte[] named = [.. BitConverter.GetBytes(bound.Length), .. bound, .. body];
        var cursor = new byte[NonceBytes + TagBytes + body.Length];
        HMACSHA256.HashData(_naming, named).AsSpan(0, NonceBytes).CopyTo(cursor);
        using var cipher = new AesGcm(_sealing, TagBytes);
        cipher.Encrypt(
            cursor.AsSpan(0, NonceBytes),
            body,
            cursor.AsSpan(NonceBytes + TagBytes),
            cursor.AsSpan(NonceBytes, TagBytes),
            bound
        );
        return Base64Url.EncodeToString(cursor);
    }

    /// <summary>Reads a cursor; <c>null</c> if it is not ours or was made for another question.</summary>
    public IReadOnlyList<JsonElement>? Read(string cursor, string binding)
    {
        if (cursor.Length > LongestCursor || !Base64Url.IsValid(cursor))
        {
            return null;
        }

        var bytes = Base64Url.DecodeFromChars(cursor);
        if (bytes.Length <= NonceBytes + TagBytes)
        {
            return null;
        }

        var body = new byte[bytes.Length - NonceBytes - TagBytes];
        using var cipher = new AesGcm(_sealing, TagBytes);
        try
        {
            cipher.Decrypt(
                bytes.AsSpan(0, NonceBytes),
                bytes.AsSpan(NonceBytes + TagBytes),
                bytes.AsSpan(NonceBytes, TagBytes),
                body,
                Encoding.UTF8.GetBytes(binding)
            );
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }

        return JsonSerializer.Deserialize<List<JsonElement>>(body, Wire.Json);
    }
}
