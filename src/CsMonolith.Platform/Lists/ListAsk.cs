using System.Globalization;
using System.Text.RegularExpressions;
using CsMonolith.Kernel;
using CsMonolith.Platform.Imports;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace CsMonolith.Platform.Lists;

/// <summary>How a filter compares.</summary>
public enum FilterOperator
{
    /// <summary>Equal.</summary>
    Eq,

    /// <summary>Not equal.</summary>
    Ne,

    /// <summary>Less.</summary>
    Lt,

    /// <summary>Less or equal.</summary>
    Lte,

    /// <summary>Greater.</summary>
    Gt,

    /// <summary>Greater or equal.</summary>
    Gte,

    /// <summary>Contains the text, whatever its case.</summary>
    Contains,

    /// <summary>One of several, separated by commas.</summary>
    In,
}

/// <summary>One condition of a list.</summary>
public sealed record Filter(string Field, FilterOperator Operator, string Value);

/// <summary>What a list may be filtered and, where its type has an order, sorted by.</summary>
/// <param name="Name">As it stands on the wire.</param>
/// <param name="Type">The type of its values; nullable where it may be missing.</param>
public sealed record ListField(string Name, Type Type);

/// <summary>One key of an order.</summary>
public sealed record SortKey(string Field, bool Descending);

/// <summary>
/// What a caller asks of a list: <c>?filter[tier][eq]=1&amp;sort=-mrr,name&amp;limit=50&amp;cursor=…</c>. One grammar
/// for every list. Bind it as a parameter of an endpoint; what the grammar does not know is refused with its name.
/// </summary>
public sealed partial record ListAsk(
    IReadOnlyList<Filter> Filters,
    IReadOnlyList<SortKey> Sort,
    int Limit,
    string? Cursor
)
{
    /// <summary>The most rows on a page.</summary>
    public const int MaxLimit = 200;

    private const int DefaultLimit = 50;
    private const int MaxFilters = 20;

    /// <summary>Everything, in the default order.</summary>
    public static ListAsk Plain { get; } = new([], [], DefaultLimit, null);

    /// <summary>Faults found while binding; a handler's first line refuses them.</summary>
    public IReadOnlyList<FieldFault> Faults { get; init; } = [];

    /// <summary>The list itself: its address and its own parameters, which a cursor is bound to as well.</summary>
    public string List { get; init; } = "";

    /// <summary>
    /// Reads the query string. Parameters in <paramref name="others"/> belong to the operation itself.
    /// </summary>
    public static ListAsk From(IQueryCollection query, params IReadOnlyCollection<string> others)
    {
        var faults = new List<FieldFault>();
        var filters = new List<Filter>();
        var sort = new List<SortKey>();
        var limit = DefaultLimit;
        foreach (var (name, values) in query.Where(pair => !others.Contains(pair.Key)))
        {
            if (values.Count != 1)
            {
                faults.Add(
                    new FieldFault(
                        name,
                        $"'{name}' is given {values.Count} times; give it once.",
                        $"「{name}」が{values.Count}回指定されています。1回だけ指定してください。"
                    )
                );
            }
            else if (name == "sort")
            {
                sort.AddRange(SortKeys(values!));
            }
            else if (name == "limit")
            {
                if (
                    !int.TryParse(values, NumberStyles.None, CultureInfo.InvariantCulture, out limit)
                    || limit is < 1 or > MaxLimit
                )
                {
                    faults.Add(
                        new FieldFault(
                            "limit",
                            $"'{values}' is not a whole number from 1 to {MaxLimit}.",
                            $"「{values}」は1から{MaxLimit}までの整数ではありません。"
                        )
                    );
                }
            }
            else if (
                FilterName().Match(name) is { Success: true } match
                && Enum.TryParse<FilterOperator>(match.Groups["op"].Value, ignoreCase: true, out var op)
                && !int.TryParse(match.Groups["op"].Value, out _)
            )
            {
                filters.Add(new Filter(match.Groups["field"].Value, op, values.ToString()));
            }
            else if (name != "cursor")
            {
                string[] names = ["sort", "limit", "cursor", .. others];
                faults.Add(
                    new FieldFault(
                        name,
                        $"'{name}' is not a parameter here. {Nearest.Hint(name, names, "Besides filter[field][eq|ne|lt|lte|gt|gte|contains|in] there are")}",
                        $"「{name}」というパラメーターはありません。filter[項目][eq|ne|lt|lte|gt|gte|contains|in] "
                            + $"のほか、{Nearest.HintJa(name, names)}"
                    )
                );
            }
        }

        if (filters.Count > MaxFilters)
        {
            faults.Add(
                new FieldFault(
                    "filter",
                    $"{filters.Count} filters are more than {MaxFilters}.",
                    $"filter は{MaxFilters}個までです({filters.Count}個)。"
                )
            );
        }

        var cursor = query.TryGetValue("cursor", out StringValues given) ? given.ToString() : null;
        return new ListAsk(filters, sort, limit, cursor) { Faults = faults };
    }

    /// <summary>Binds from the request for minimal APIs.</summary>
    public static ValueTask<ListAsk?> BindAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var own = context.GetEndpoint()?.Metadata.GetMetadata<OwnParameters>()?.Names ?? [];
        var list = string.Join('&', own.Select(name => $"{name}={query[name]}").Prepend(context.Request.Path.Value));
        return ValueTask.FromResult<ListAsk?>(From(query, own) with { List = list });
    }

    private static IEnumerable<SortKey> SortKeys(string text) =>
        text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(key =>
                key.StartsWith('-') ? new SortKey(key[1..], Descending: true) : new SortKey(key, Descending: false)
            );

    [GeneratedRegex(@"^filter\[(?<field>[A-Za-z0-9]{1,60})\]\[(?<op>[a-z]{2,8})\]$")]
    private static partial Regex FilterName();
}

/// <summary>Query parameters that an operation has beside the list grammar.</summary>
public sealed record OwnParameters(params string[] Names);

/// <summary>One page of a list.</summary>
/// <param name="Items">The rows.</param>
/// <param name="NextCursor">Give it back as <c>cursor</c> for the next page; <c>null</c> on the last.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor);
