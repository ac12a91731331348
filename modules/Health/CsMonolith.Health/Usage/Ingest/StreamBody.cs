using System.Buffers;
using System.IO.Compression;

namespace CsMonolith.Health.Usage.Ingest;

/// <summary>Receives the bytes of a request's body.</summary>
internal static class StreamBody
{
    /// <summary>
    /// Reads a body to its end, inflating it if it is gzipped. Refused beyond <paramref name="most"/> bytes.
    /// </summary>
    /// <returns>An array from the shared pool, which the caller gives back, with the length that is used.</returns>
    public static async Task<Result<(byte[] Pooled, int Length)>> Receive(
        Stream body,
        string encoding,
        int most,
        CancellationToken cancellation
    )
    {
        if (encoding is not ("" or "identity" or "gzip"))
        {
            return IngestErrors.UnknownEncoding(encoding);
        }

        var buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            await using var inflated =
                encoding == "gzip" ? new GZipStream(body, CompressionMode.Decompress, leaveOpen: true) : null;
            var length = 0;
            while (await (inflated ?? body).ReadAsync(buffer.AsMemory(length), cancellation) is > 0 and var read)
            {
                length += read;
                if (length > most)
                {
                    ArrayPool<byte>.Shared.Return(buffer);
                    return IngestErrors.BodyTooLarge(most);
                }

                if (length == buffer.Length)
                {
                    var larger = ArrayPool<byte>.Shared.Rent(length * 2);
                    buffer.CopyTo(larger, 0);
                    ArrayPool<byte>.Shared.Return(buffer);
                    buffer = larger;
                }
            }

            return (buffer, length);
        }
        catch (InvalidDataException broken)
        {
            ArrayPool<byte>.Shared.Return(buffer);
            return IngestErrors.Malformed(broken.Message);
        }
    }
}
