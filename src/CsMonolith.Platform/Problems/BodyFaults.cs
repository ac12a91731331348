using System.Text.Json;
using System.Text.Json.Nodes;
using CsMonolith.Kernel;

namespace CsMonolith.Platform.Problems;

/// <summary>
/// Finds all that does not fit in a body, not only the first: the serialiser stops there, so what it has refused is
/// taken out and it reads again. What is missing is looked for last, without what was taken out.
/// </summary>
internal static class BodyFaults
{
    private const int MostFaults = 20;

    /// <summary>The refusal that names every fault, the first as the serialiser has told it.</summary>
    /// <param name="first">What the serialiser has told.</param>
    /// <param name="body">The body, which is small: it has passed the bounds.</param>
    /// <param name="type">What the operation takes.</param>
    public static Error Refusal(JsonException first, ReadOnlySpan<byte> body, Type type)
    {
        var faults = new List<FieldFault>();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var places = new Dictionary<JsonArray, List<int>>();
        var (fault, root) = ((JsonException?)first, Parsed(body));
        while (fault is not null && faults.Count < MostFaults)
        {
            var refused = JsonFaults.Refusal(fault).Fields[0];
            var (pointer, isOut) = TakeOut(root, refused.Pointer, places);
            if (JsonFaults.MissingIn(fault) is { } missing)
            {
                var left = missing.Where(name => !taken.Contains($"{pointer}/{name}")).ToList();
                if (left.Count > 0)
                {
                    faults.Add(JsonFaults.Missing(pointer, left));
                }
            }
            else
            {
                faults.Add(refused with { Pointer = pointer });
            }

            taken.Add(pointer);
            fault = isOut ? Read(root!, type) : null;
        }

        return PlatformErrors.Invalid(faults.Count == 0 ? JsonFaults.Refusal(first).Fields : faults);
    }

    // Once an item is taken out of a list, the items behind it are read under other numbers than they were sent with.
    private static (string Pointer, bool IsOut) TakeOut(
        JsonNode? root,
        string pointer,
        Dictionary<JsonArray, List<int>> places
    )
    {
        if (root is null || pointer.Length == 0)
        {
            return (pointer, IsOut: false);
        }

        var steps = pointer[1..].Split('/');
        var (node, sent) = ((JsonNode?)root, new List<string>());
        for (var i = 0; i < steps.Length; i++)
        {
            var isLast = i == steps.Length - 1;
            switch (node)
            {
                case JsonObject holder:
                    sent.Add(steps[i]);
                    node = holder[steps[i]];
                    if (isLast)
                    {
                        return ($"/{string.Join('/', sent)}", holder.Remove(steps[i]));
                    }

                    break;
                case JsonArray items when int.TryParse(steps[i], out var at) && at < items.Count:
                    if (!places.TryGetValue(items, out var numbers))
                    {
                        places[items] = numbers = [.. Enumerable.Range(0, items.Count)];
                    }

                    sent.Add($"{numbers[at]}");
                    node = items[at];
                    if (isLast)
                    {
                        items.RemoveAt(at);
                        numbers.RemoveAt(at);
                        return ($"/{string.Join('/', sent)}", IsOut: true);
                    }

                    break;
                default:
                    return (pointer, IsOut: false);
            }
        }

        return (pointer, IsOut: false);
    }

    private static JsonException? Read(JsonNode root, Type type)
    {
        try
        {
            root.Deserialize(type, Wire.Json);
            return null;
        }
        catch (JsonException next)
        {
            return next;
        }
    }

    private static JsonNode? Parsed(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonNode.Parse(
                body,
                documentOptions: new JsonDocumentOptions
                {
                    AllowDuplicateProperties = false,
                    MaxDepth = Wire.DeepestBody,
                }
            );
        }
        catch (JsonException)
        {
            // Text that is no JSON has one fault: where it breaks.
            return null;
        }
    }
}
