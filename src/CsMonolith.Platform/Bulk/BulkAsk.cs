using System.Text.Json;
using CsMonolith.Kernel;
using CsMonolith.Platform.Problems;
using Microsoft.AspNetCore.Http;

namespace CsMonolith.Platform.Bulk;

/// <summary>The body of a bulk call.</summary>
/// <param name="Items">At most 1,000, taken in this order.</param>
/// <param name="Atomic">All or nothing; otherwise each item for itself.</param>
public sealed record BulkBody<TItem>(IReadOnlyList<TItem> Items, bool Atomic = false);

/// <summary>One item as it came: read, or not to be read.</summary>
public sealed record BulkItem<TItem>(TItem? Item, Error? Fault);

/// <summary>
/// What a bulk call asks. Bind it as a parameter of an endpoint: items are read one by one, so that one which cannot be
/// read is refused alone.
/// </summary>
public sealed record BulkAsk<TItem>(IReadOnlyList<BulkItem<TItem>> Items, bool Atomic)
{
    /// <summary>Binds from the request for minimal APIs.</summary>
    /// <exception cref="BadHttpRequestException">The body as a whole is not what a bulk call takes.</exception>
    public static async ValueTask<BulkAsk<TItem>?> BindAsync(HttpContext context)
    {
        try
        {
            var body = await JsonSerializer.DeserializeAsync<BulkBody<JsonElement>>(
                context.Request.Body,
                Wire.Json,
                context.RequestAborted
            );
            return body is null
                ? throw new WireException("A body is needed.", "本文が必要です。")
                : new BulkAsk<TItem>([.. body.Items.Select(Read)], body.Atomic);
        }
        catch (JsonException broken)
        {
            throw new BadHttpRequestException("The body cannot be read.", broken);
        }
    }

    private static BulkItem<TItem> Read(JsonElement item)
    {
        try
        {
            return new BulkItem<TItem>(
                item.Deserialize<TItem>(Wire.Json) ?? throw new WireException("An item is needed.", "項目が必要です。"),
                null
            );
        }
        catch (JsonException broken)
        {
            return new BulkItem<TItem>(default, JsonFaults.Refusal(broken));
        }
    }
}
