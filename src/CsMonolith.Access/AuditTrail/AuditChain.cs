using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using CsMonolith.Platform.Requests;
using CsMonolith.Platform.Storage;

namespace CsMonolith.Access.AuditTrail;

/// <summary>What a link's hash and a head's signature are made of.</summary>
internal static class AuditChain
{
    /// <summary>The hash before the first link.</summary>
    public static byte[] Beginning { get; } = new byte[SHA256.HashSizeInBytes];

    /// <summary>The hash of the link that a row makes after another.</summary>
    public static byte[] HashAfter(ReadOnlySpan<byte> previous, AuditRow row)
    {
        var form = new ArrayBufferWriter<byte>(512);
        form.Write(previous);
        using (var json = new Utf8JsonWriter(form))
        {
            json.WriteStartArray();
            json.WriteStringValue(row.Id);
            json.WriteNumberValue(Microseconds(row.At));
            json.WriteStringValue(row.Actor);
            json.WriteStringValue(row.PersonId?.ToString());
            json.WriteStringValue(row.Operation);
            json.WriteStringValue(row.Request);
            json.WriteStringValue(row.TraceId);

            // Rows that were sealed before these were kept have none of them, and hash as they did. One more value is
            // the former one, two more are the key's maker and the roles, three are all.
            if ((row.KeyMadeBy, row.ActedAloneAs) is not (null, null))
            {
                json.WriteStringValue(row.KeyMadeBy?.ToString());
                json.WriteStringValue(row.ActedAloneAs);
            }

            if (row.Before is { } before)
            {
                json.WriteStringValue(before);
            }

            json.WriteEndArray();
        }

        return SHA256.HashData(form.WrittenSpan);
    }

    /// <summary>What is signed of a head.</summary>
    public static byte[] FormOf(AuditHead head)
    {
        var form = new byte[head.Hash.Length + (2 * sizeof(long))];
        head.Hash.CopyTo(form, 0);
        BinaryPrimitives.WriteInt64BigEndian(form.AsSpan(head.Hash.Length), head.Number);
        BinaryPrimitives.WriteInt64BigEndian(form.AsSpan(head.Hash.Length + sizeof(long)), Microseconds(head.SealedAt));
        return form;
    }

    // PostgreSQL keeps no finer instants, and a trail that is moved there must still hold.
    private static long Microseconds(DateTime instant) => instant.Ticks / TimeSpan.TicksPerMicrosecond;
}
