using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using CsMonolith.Learning.Json;

namespace CsMonolith.Learning.Artefacts;

/// <summary>SHA-256 of a model file's content, so that a file with one bit changed is another file.</summary>
/// <remarks>
/// Taken over the JSON tokens as they are written, in order, each with its kind and length; white space and the root's
/// own <c>sha256</c> are left out, so a file may be indented or put inside another. It proves that a file is whole, not
/// who made it. O(bytes) time, no memory but a buffer: a file that is too deep or has too many tokens is refused before
/// it is taken apart.
/// </remarks>
internal static class ModelDigest
{
    /// <summary>Property of the root that holds the digest.</summary>
    public const string Property = "sha256";

    /// <summary>Deepest nesting that is read.</summary>
    public const int MaxDepth = 12;

    /// <summary>Most tokens that are read; taking the file apart costs up to 36 bytes for each.</summary>
    public const int MaxTokens = 3_000_000;

    /// <summary>The digest as 64 hexadecimal digits in lower case.</summary>
    /// <exception cref="JsonException">Not whole JSON, or too deep.</exception>
    /// <exception cref="ModelFileException">Too many tokens.</exception>
    public static string Of(ReadOnlySpan<byte> json)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new TokenBuffer(hash, stackalloc byte[4096]);
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        for (var tokens = 0; reader.Read(); tokens++)
        {
            if (tokens == MaxTokens)
            {
                throw new ModelFileException(
                    new(
                        $"The model file holds more than {MaxTokens} values.",
                        $"モデルファイルの値が {MaxTokens} 個を超えています。"
                    )
                );
            }

            if (
                reader is { TokenType: JsonTokenType.PropertyName, CurrentDepth: 1 }
                && reader.ValueTextEquals(Property)
            )
            {
                reader.Skip();
                continue;
            }

            buffer.Add((byte)reader.TokenType, reader.ValueSpan);
        }

        return buffer.Finish();
    }

    private ref struct TokenBuffer(IncrementalHash hash, Span<byte> held)
    {
        private const int HeaderBytes = 5;
        private readonly Span<byte> _held = held;
        private int _used;

        public void Add(byte kind, ReadOnlySpan<byte> value)
        {
            if (_used + HeaderBytes + value.Length > _held.Length)
            {
                Flush();
            }

            _held[_used] = kind;
            BinaryPrimitives.WriteInt32LittleEndian(_held[(_used + 1)..], value.Length);
            _used += HeaderBytes;
            if (_used + value.Length > _held.Length)
            {
                Flush();
                hash.AppendData(value);
                return;
            }

            value.CopyTo(_held[_used..]);
            _used += value.Length;
        }

        public string Finish()
        {
            Flush();
            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }

        private void Flush()
        {
            hash.AppendData(_held[.._used]);
            _used = 0;
        }
    }
}
