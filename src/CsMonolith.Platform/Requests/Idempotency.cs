using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CsMonolith.Kernel;
using CsMonolith.Platform.Permissions;
using CsMonolith.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Platform.Requests;

/// <summary>
/// Lets a request with an idempotency key take effect once. A key belongs to its caller and, for 72 hours, to the first
/// request that succeeded with it.
/// </summary>
internal sealed class Idempotency(IdempotencyHeader sent, AnswerHeaders headers, RequestContext context)
{
    private const int SecondsToTwin = 1;
    private static readonly TimeSpan Life = TimeSpan.FromHours(72);

    /// <summary>Whether the answer is that of an earlier request, so that nothing happened now.</summary>
    public bool Replayed => headers.Replayed;

    /// <summary>What makes two requests the same: the operation and all that was asked, in one spelling.</summary>
    public static string Fingerprint(IOperation request, params ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(request.GetType().Name + "\n"));
        hash.AppendData(
            body.IsEmpty ? JsonSerializer.SerializeToUtf8Bytes(request, request.GetType(), Wire.Json) : body
        );
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    /// <summary>
    /// Does the work, or answers what it came to before. Within a transaction, which then holds work and record.
    /// </summary>
    public async Task<TAnswer> Once<TAnswer>(
        ModuleDb db,
        string fingerprint,
        Func<Task<TAnswer>> work,
        CancellationToken cancellation
    )
        where TAnswer : IOutcome<TAnswer>
    {
        if (sent.Take() is not { } key)
        {
            return await work();
        }

        // Under SQLite the write gate lets one twin in after the other. The lock goes when the transaction does, after
        // its commit is seen.
        var hash = SHA256.HashData(
            Encoding.UTF8.GetBytes($"{context.Caller.Key?.KeyId.ToString() ?? context.Caller.Actor}\n{key}")
        );
        var turn = BinaryPrimitives.ReadInt64LittleEndian(hash);
        if (
            db.IsPostgres
            && !await db
                .Database.SqlQuery<bool>($"SELECT pg_try_advisory_xact_lock({turn}) AS \"Value\"")
                .SingleAsync(cancellation)
        )
        {
            headers.RetryAfter = SecondsToTwin;
            return TAnswer.Refused(PlatformErrors.TwinInFlight);
        }

        var id = Convert.ToHexString(hash);
        var earlier = await db.Set<IdempotencyRow>()
            .AsNoTracking()
            .SingleOrDefaultAsync(row => row.Id == id, cancellation);
        if (earlier?.ExpiresAt > db.Clock.Now)
        {
            return earlier.Fingerprint == fingerprint
                ? Replay<TAnswer>(earlier, key)
                : TAnswer.Refused(PlatformErrors.IdempotencyKeyReused);
        }

        if (earlier is not null)
        {
            await db.Set<IdempotencyRow>().Where(row => row.Id == id).ExecuteDeleteAsync(cancellation);
        }

        var outcome = await work();
        if (outcome.Error is null)
        {
            var json = OutcomeSerializer.Of<TAnswer>().Write(outcome);
            db.Set<IdempotencyRow>()
                .Add(
                    new IdempotencyRow
                    {
                        Id = id,
                        Fingerprint = fingerprint,
                        Outcome = Seal(json, key),
                        ExpiresAt = db.Clock.Now + Life,
                    }
                );
        }

        return outcome;
    }

    private TAnswer Replay<TAnswer>(IdempotencyRow earlier, string key)
    {
        headers.Replayed = true;
        return OutcomeSerializer.Of<TAnswer>().Read(Open(earlier.Outcome, key));
    }

    // nonce, tag, cipher text
    private static byte[] Seal(byte[] json, string key)
    {
        var box = new byte[AesGcm.NonceByteSizes.MaxSize + AesGcm.TagByteSizes.MaxSize + json.Length];
        var (nonce, tag, text) = Parts(box);
        RandomNumberGenerator.Fill(nonce.Span);
        using var aes = new AesGcm(KeyOf(key), AesGcm.TagByteSizes.MaxSize);
        aes.Encrypt(nonce.Span, json, text.Span, tag.Span);
        return box;
    }

    private static byte[] Open(byte[] box, string key)
    {
        var (nonce, tag, text) = Parts(box);
        var json = new byte[text.Length];
        using var aes = new AesGcm(KeyOf(key), AesGcm.TagByteSizes.MaxSize);
        aes.Decrypt(nonce.Span, text.Span, tag.Span, json);
        return json;
    }

    private static (Memory<byte> Nonce, Memory<byte> Tag, Memory<byte> Text) Parts(byte[] box)
    {
        var (nonce, tag) = (AesGcm.NonceByteSizes.MaxSize, AesGcm.TagByteSizes.MaxSize);
        return (box.AsMemory(0, nonce), box.AsMemory(nonce, tag), box.AsMemory(nonce + tag));
    }

    private static byte[] KeyOf(string key) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(key), 32, info: "outcome"u8.ToArray());
}

/// <summary>
/// Writes an outcome as its answer's JSON and reads it back, so that the endpoint makes the same response again.
/// </summary>
internal static class OutcomeSerializer
{
    public static IOutcomeSerializer<TAnswer> Of<TAnswer>() => Known<TAnswer>.Serializer;

    private static class Known<TAnswer>
    {
        public static readonly IOutcomeSerializer<TAnswer> Serializer =
            (IOutcomeSerializer<TAnswer>)
                Activator.CreateInstance(
                    typeof(OutcomeSerializer<>).MakeGenericType(typeof(TAnswer).GetGenericArguments())
                )!;
    }
}

internal interface IOutcomeSerializer<TAnswer>
{
    byte[] Write(TAnswer outcome);

    TAnswer Read(byte[] json);
}

internal sealed class OutcomeSerializer<T> : IOutcomeSerializer<Result<T>>
{
    public byte[] Write(Result<T> outcome) => JsonSerializer.SerializeToUtf8Bytes(outcome.Value, Wire.Json);

    public Result<T> Read(byte[] json) => JsonSerializer.Deserialize<T>(json, Wire.Json)!;
}
