using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using CsMonolith.Kernel;
using CsMonolith.Platform.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace CsMonolith.Platform.Limits;

/// <summary>
/// Metadata of an operation that reads its body by hand and refuses what is wrong in it part by part: one message of a
/// batch, where the others are stored.
/// </summary>
public sealed class JudgesOwnBody;

/// <summary>
/// Keeps the promises that the document makes of every JSON body: how long a text may be, how many items an array, and
/// that no text holds a NUL or half a surrogate pair, which databases cannot store. Broken JSON is left to the binder,
/// which says where it breaks.
/// </summary>
internal sealed class JsonBodies(RequestDelegate next)
{
    private static readonly ConcurrentDictionary<Type, bool> Open = new();
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    public async Task Invoke(HttpContext http)
    {
        if (
            http.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>() is not { } accepts
            || http.GetEndpoint()!.Metadata.GetMetadata<JudgesOwnBody>() is not null
            || !accepts.ContentTypes.Any(IsJson)
        )
        {
            await next(http);
            return;
        }

        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) || !IsJson(type.MediaType.Value!))
        {
            // The framework asks for the type of a body that it binds itself, not of one that is read by hand.
            if (accepts.ContentTypes.All(IsJson) && http.Request.ContentLength is not 0 and not null)
            {
                await ProblemAnswers.Write(
                    http,
                    StatusCodes.Status415UnsupportedMediaType,
                    "platform.media-type",
                    "Send application/json.",
                    "application/json で送ってください。"
                );
                return;
            }

            await next(http);
            return;
        }

        if (
            type.Charset.HasValue
            && !type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            && !type.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase)
        )
        {
            await ProblemAnswers.Write(
                http,
                StatusCodes.Status415UnsupportedMediaType,
                "platform.media-type",
                "JSON is sent as UTF-8.",
                "JSON は UTF-8 で送ってください。"
            );
            return;
        }

        var most =
            http.GetEndpoint()!.Metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize
            ?? Bounds.LargestBody;
        using var body = new MemoryStream();
        if (!await Fits(http.Request, body, most))
        {
            await ProblemAnswers.Write(
                http,
                StatusCodes.Status413PayloadTooLarge,
                "platform.too-large",
                $"The request is larger than the {most} bytes that this operation takes. Send it in smaller parts.",
                $"要求が大きすぎます(上限 {most} バイト)。分けて送ってください。"
            );
            return;
        }

        if (Fault(body.GetBuffer().AsSpan(0, (int)body.Length), TakesAnything(accepts.RequestType)) is { } fault)
        {
            await PlatformErrors.Invalid(fault).ToProblem().ExecuteAsync(http);
            return;
        }

        body.Position = 0;
        http.Request.Body = body;
        try
        {
            await next(http);
        }
        catch (BadHttpRequestException unfit)
            when (unfit.InnerException is JsonException json && accepts.RequestType is { } asked)
        {
            http.Items[typeof(BodyFaults)] = BodyFaults.Refusal(
                json,
                body.GetBuffer().AsSpan(0, (int)body.Length),
                asked
            );
            throw;
        }
    }

    private static bool IsJson(string mediaType) =>
        mediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        || mediaType.EndsWith("+json", StringComparison.OrdinalIgnoreCase);

    // The serialiser checks no item of a list for null. Bodies that hold JSON of any shape are their handlers' to
    // judge.
    private static bool TakesAnything(Type? body) =>
        body is null || Open.GetOrAdd(body, static type => HoldsJson(type, depth: 0));

    private static bool HoldsJson(Type type, int depth)
    {
        var plain = type.IsGenericType ? type.GetGenericArguments()[^1] : type.GetElementType() ?? type;
        return plain == typeof(object)
            || plain.Namespace?.StartsWith("System.Text.Json", StringComparison.Ordinal) == true
            || (
                depth < 3
                && plain.Namespace?.StartsWith("CsMonolith", StringComparison.Ordinal) == true
                && plain.GetProperties().Any(property => HoldsJson(property.PropertyType, depth + 1))
            );
    }

    private static async Task<bool> Fits(HttpRequest request, MemoryStream body, long most)
    {
        if (request.ContentLength > most)
        {
            return false;
        }

        var piece = ArrayPool<byte>.Shared.Rent(16_384);
        try
        {
            for (int read; (read = await request.Body.ReadAsync(piece, request.HttpContext.RequestAborted)) > 0; )
            {
                body.Write(piece, 0, read);
                if (body.Length > most)
                {
                    return false;
                }
            }

            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }

    /// <summary>The first promise that a body breaks, or <c>null</c>.</summary>
    internal static FieldFault? Fault(ReadOnlySpan<byte> body, bool takesAnything = false)
    {
        var reader = new Utf8JsonReader(
            body.StartsWith(ByteOrderMark) ? body[ByteOrderMark.Length..] : body,
            new JsonReaderOptions { MaxDepth = Bounds.DeepestBody }
        );
        var counts = new int[Bounds.DeepestBody + 1];
        var isArray = new bool[Bounds.DeepestBody + 1];
        var path = new List<string>(Bounds.DeepestBody);
        try
        {
            while (reader.Read())
            {
                Step(ref reader, counts, isArray, path);
                if (
                    reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName
                    && Fault(ref reader) is var (en, ja)
                )
                {
                    return new FieldFault(Pointer(path, counts), en, ja);
                }

                if (reader.TokenType == JsonTokenType.Null && isArray[reader.CurrentDepth] && !takesAnything)
                {
                    return new FieldFault(
                        Pointer(path, counts),
                        "null is no item of a list here.",
                        "一覧の項目に null は使えません。"
                    );
                }

                if (
                    reader.TokenType == JsonTokenType.Number
                    && reader.ValueSpan.Length > 15
                    && reader.ValueSpan.IndexOfAny(".eE"u8) < 0
                    && (
                        !reader.TryGetInt64(out var whole)
                        || whole is > Bounds.LargestInteger or < -Bounds.LargestInteger
                    )
                )
                {
                    return new FieldFault(
                        Pointer(path, counts),
                        $"A whole number is at most {Bounds.LargestInteger}.",
                        $"整数は{Bounds.LargestInteger}までです。"
                    );
                }

                if (counts[reader.CurrentDepth] > Bounds.MostItems)
                {
                    return new FieldFault(
                        Pointer(path, counts),
                        $"More than {Bounds.MostItems} items are not taken.",
                        $"項目は{Bounds.MostItems}個までです。"
                    );
                }
            }
        }
        catch (JsonException)
        {
            // The binder says it better.
        }

        return null;
    }

    // counts[depth] is how many values the array or object at that depth has had; path[depth] is the name that stands
    // last, empty in arrays.
    private static void Step(ref Utf8JsonReader reader, int[] counts, bool[] isArray, List<string> path)
    {
        var depth = reader.CurrentDepth;
        while (path.Count <= depth)
        {
            path.Add("");
        }

        switch (reader.TokenType)
        {
            case JsonTokenType.StartArray or JsonTokenType.StartObject:
                counts[depth]++;
                counts[depth + 1] = 0;
                isArray[depth + 1] = reader.TokenType == JsonTokenType.StartArray;
                path.RemoveRange(depth + 1, path.Count - depth - 1);
                break;
            case JsonTokenType.PropertyName:
                path[depth] =
                    reader.HasValueSequence || reader.ValueSpan.Length > 200
                        ? ""
                        : Encoding.UTF8.GetString(reader.ValueSpan);
                break;
            case JsonTokenType.EndArray or JsonTokenType.EndObject:
                path.RemoveRange(depth + 1, path.Count - depth - 1);
                break;
            default:
                counts[depth]++;
                break;
        }
    }

    private static (string En, string Ja)? Fault(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
        {
            return
                reader.ValueSpan.Length > Bounds.LongestText
                && Encoding.UTF8.GetCharCount(reader.ValueSpan) > Bounds.LongestText
                ? TooLong
                : null;
        }

        string text;
        try
        {
            text = reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return (
                "A text holds half a surrogate pair, which is no character. Take it out.",
                "文字列に文字として完結しない値(サロゲートの片方)が含まれています。取り除いてください。"
            );
        }

        return text.Contains('\0')
                ? (
                    "A text holds a NUL character, which cannot be stored. Take it out.",
                    "文字列に保存できない文字(NUL)が含まれています。取り除いてください。"
                )
            : text.Length > Bounds.LongestText ? TooLong
            : null;
    }

    private static (string En, string Ja) TooLong =>
        ($"A text has at most {Bounds.LongestText} characters.", $"文字列は{Bounds.LongestText}文字までです。");

    private static string Pointer(List<string> path, int[] counts)
    {
        var pointer = new StringBuilder();
        for (var depth = 1; depth < path.Count; depth++)
        {
            pointer
                .Append('/')
                .Append(
                    path[depth].Length > 0
                        ? path[depth]
                            .Replace("~", "~0", StringComparison.Ordinal)
                            .Replace("/", "~1", StringComparison.Ordinal)
                        : (Math.Max(counts[depth], 1) - 1).ToString(System.Globalization.CultureInfo.InvariantCulture)
                );
        }

        return pointer.ToString();
    }
}
