using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;
using CsMonolith.Kernel;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Platform.Lists;

/// <summary>
/// What may be filtered and sorted in one list, and how its pages are cut: by keyset, so that a row which exists
/// throughout a walk is seen exactly once whatever is inserted meanwhile. Nulls sort last, in both directions.
/// </summary>
/// <typeparam name="TRow">The stored row.</typeparam>
public sealed class ListShape<TRow>
{
    private static readonly ConcurrentDictionary<(string Method, Type Key), MethodInfo> Orderings = new();
    private readonly Dictionary<string, LambdaExpression> _fields = new(StringComparer.Ordinal);
    private readonly Dictionary<LambdaExpression, Expression<Func<TRow, bool>>> _missing = [];
    private readonly ConcurrentDictionary<LambdaExpression, Func<TRow, object?>> _readers = [];
    private readonly Expression<Func<TRow, Guid>> _id;
    private readonly IReadOnlyList<SortKey> _defaultSort;

    /// <summary>Starts a shape.</summary>
    /// <param name="id">The row's id; the last key of every order.</param>
    /// <param name="defaultSort">As in the query string: <c>-openedOn,name</c>.</param>
    public ListShape(Expression<Func<TRow, Guid>> id, string defaultSort)
    {
        _id = id;
        _defaultSort =
        [
            .. defaultSort
                .Split(',', StringSplitOptions.RemoveEmptyEntries)
                .Select(key => new SortKey(key.TrimStart('-'), key.StartsWith('-'))),
        ];
    }

    /// <summary>The fields with the types of their values.</summary>
    public IReadOnlyList<ListField> Fields => [.. _fields.Select(one => new ListField(one.Key, one.Value.ReturnType))];

    /// <summary>Admits a field under the name it has on the wire.</summary>
    public ListShape<TRow> With<T>(string name, Expression<Func<TRow, T>> field)
    {
        _fields.Add(name, field);
        return this;
    }

    /// <summary>Admits a field that may be null and whose order is kept in an index.</summary>
    /// <param name="name">The name on the wire.</param>
    /// <param name="field">The field.</param>
    /// <param name="missing">
    /// A stored column that says whether it is null, since an index is used only for the columns that it begins with.
    /// </param>
    public ListShape<TRow> With<T>(string name, Expression<Func<TRow, T>> field, Expression<Func<TRow, bool>> missing)
    {
        _missing.Add(field, missing);
        return With(name, field);
    }

    /// <summary>Answers one page.</summary>
    /// <param name="rows">
    /// The rows that the caller may see: put the scope in before. A query of the database, or rows in memory where
    /// their order is one that no database knows.
    /// </param>
    /// <param name="ask">What is asked.</param>
    /// <param name="cursors">Signs and reads cursors.</param>
    /// <param name="show">Makes the answer's row from the stored one.</param>
    /// <param name="cancellation">Ends the query.</param>
    public async Task<Result<Page<TShown>>> Page<TShown>(
        IQueryable<TRow> rows,
        ListAsk ask,
        Cursors cursors,
        Func<TRow, TShown> show,
        CancellationToken cancellation
    )
    {
        if (ask.Faults.Count > 0)
        {
            return PlatformErrors.Invalid(ask.Faults);
        }

        var faults = new List<FieldFault>();
        foreach (var filter in ask.Filters)
        {
            if (Condition(filter, faults) is { } condition)
            {
                rows = rows.Where(condition);
            }
        }

        var sort = ask.Sort.Count > 0 ? ask.Sort : _defaultSort;
        faults.AddRange(sort.Where(key => !_fields.ContainsKey(key.Field)).Select(key => Unknown("sort", key.Field)));
        faults.AddRange(
            sort.Where(key => _fields.TryGetValue(key.Field, out var field) && !WireValues.HasOrder(field.ReturnType))
                .Select(key => NoOrder("sort", key.Field))
        );
        if (faults.Count > 0)
        {
            return PlatformErrors.Invalid(faults);
        }

        var keys = sort.Select(key => (Field: _fields[key.Field], key.Descending))
            .Append((Field: (LambdaExpression)_id, Descending: false))
            .ToList();
        var binding =
            typeof(TRow).Name + ask.List + JsonSerializer.Serialize(ask.Filters) + JsonSerializer.Serialize(sort);
        if (ask.Cursor is { } cursor)
        {
            if (cursors.Read(cursor, binding) is not { } after)
            {
                return PlatformErrors.Invalid(
                    new FieldFault(
                        "cursor",
                        "This cursor was not made for this list, filter and order. Start again without it.",
                        "このカーソルは、この一覧・絞り込み・並び順のものではありません。cursor を付けずに最初から取得してください。"
                    )
                );
            }

            rows = rows.Where(After(keys, after));
        }

        var asked = Order(rows, keys).Take(ask.Limit + 1);
        var page = asked is IAsyncEnumerable<TRow> ? await asked.ToListAsync(cancellation) : [.. asked];
        var more = page.Count > ask.Limit;
        var shown = page.Take(ask.Limit).ToList();
        return new Page<TShown>([.. shown.Select(show)], more ? cursors.Write(KeyOf(shown[^1], keys), binding) : null);
    }

    private static FieldFault Fault(string parameter, string value, string wantsEn, string wantsJa) =>
        new(parameter, $"'{value}' is not {wantsEn}.", $"「{value}」は{wantsJa}ではありません。");

    private IQueryable<TRow> Order(IQueryable<TRow> rows, List<(LambdaExpression Field, bool Descending)> keys)
    {
        var first = true;
        foreach (var (field, descending) in keys)
        {
            if (WireValues.IsNullable(field.ReturnType))
            {
                LambdaExpression isNull = _missing.TryGetValue(field, out var stored)
                    ? stored
                    : Expression.Lambda(
                        Expression.Equal(field.Body, Expression.Constant(null, field.ReturnType)),
                        field.Parameters
                    );
                rows = Chain(rows, isNull, descending: false, ref first);
            }

            rows = Chain(rows, field, descending, ref first);
        }

        return rows;
    }

    private static IQueryable<TRow> Chain(IQueryable<TRow> rows, LambdaExpression key, bool descending, ref bool first)
    {
        var method = (first, descending) switch
        {
            (true, false) => nameof(Queryable.OrderBy),
            (true, true) => nameof(Queryable.OrderByDescending),
            (false, false) => nameof(Queryable.ThenBy),
            _ => nameof(Queryable.ThenByDescending),
        };
        first = false;
        return rows.Provider.CreateQuery<TRow>(
            Expression.Call(Ordering(method, key.ReturnType), rows.Expression, Expression.Quote(key))
        );
    }

    // Looking a generic method up by its name costs more than all else here.
    private static MethodInfo Ordering(string method, Type key) =>
        Orderings.GetOrAdd(
            (method, key),
            static asked =>
                typeof(Queryable)
                    .GetMethods()
                    .Single(one => one.Name == asked.Method && one.GetParameters().Length == 2)
                    .MakeGenericMethod(typeof(TRow), asked.Key)
        );

    // (a, b, id) after (x, y, z): a after x, or a = x and (b after y, or b = y and id after z).
    private static Expression<Func<TRow, bool>> After(
        List<(LambdaExpression Field, bool Descending)> keys,
        IReadOnlyList<JsonElement> values
    )
    {
        var row = Expression.Parameter(typeof(TRow), "row");
        Expression? after = null;
        for (var i = keys.Count - 1; i >= 0; i--)
        {
            var (field, descending) = keys[i];
            var left = new Swap(field.Parameters[0], row).Visit(field.Body);
            var value = values[i].Deserialize(field.ReturnType, Wire.Json);
            var right = Bound(value, field.ReturnType);
            var same = Expression.Equal(left, right);
            Expression beyond;
            if (value is null)
            {
                beyond = Expression.Constant(false);
            }
            else
            {
                beyond = Compare(left, right, descending ? ExpressionType.LessThan : ExpressionType.GreaterThan);
                if (WireValues.IsNullable(field.ReturnType))
                {
                    beyond = Expression.OrElse(
                        beyond,
                        Expression.Equal(left, Expression.Constant(null, field.ReturnType))
                    );
                }
            }

            after = after is null ? beyond : Expression.OrElse(beyond, Expression.AndAlso(same, after));
        }

        // Said again for the first key alone: an index then begins at the cursor instead of at the first row.
        var (lead, falls) = keys[0];
        if (values[0].Deserialize(lead.ReturnType, Wire.Json) is { } last)
        {
            var key = new Swap(lead.Parameters[0], row).Visit(lead.Body);
            Expression from = Compare(
                key,
                Bound(last, lead.ReturnType),
                falls ? ExpressionType.LessThanOrEqual : ExpressionType.GreaterThanOrEqual
            );
            from = WireValues.IsNullable(lead.ReturnType)
                ? Expression.OrElse(from, Expression.Equal(key, Expression.Constant(null, lead.ReturnType)))
                : from;
            after = Expression.AndAlso(from, after!);
        }

        return Expression.Lambda<Func<TRow, bool>>(after!, row);
    }

    private static BinaryExpression Compare(Expression left, Expression right, ExpressionType how)
    {
        var type = Nullable.GetUnderlyingType(left.Type) ?? left.Type;
        if (type == typeof(bool))
        {
            // SQL has no order of its own for yes and no.
            return Expression.MakeBinary(how, AsNumber(left), AsNumber(right));
        }

        if (type == typeof(string) || type == typeof(Guid))
        {
            var compare = type.GetMethod(nameof(string.CompareTo), [type])!;
            return Expression.MakeBinary(
                how,
                Expression.Call(Bare(left, type), compare, Bare(right, type)),
                Expression.Constant(0)
            );
        }

        return Expression.MakeBinary(how, left, right);
    }

    private static Expression Bare(Expression value, Type type) =>
        value.Type == type ? value : Expression.Property(value, nameof(Nullable<Guid>.Value));

    private static ConditionalExpression AsNumber(Expression flag) =>
        Expression.Condition(
            Expression.Equal(flag, Expression.Constant(true, flag.Type)),
            Expression.Constant(1),
            Expression.Constant(0)
        );

    private static FieldFault NoOrder(string parameter, string field) =>
        new(
            parameter,
            $"'{field}' has no order here. Sort by another field, or filter with eq, ne or in.",
            $"「{field}」では並べ替え・大小比較ができません。ほかの項目で並べ替えるか、eq、ne、in を使ってください。"
        );

    private IReadOnlyList<JsonElement> KeyOf(TRow row, List<(LambdaExpression Field, bool Descending)> keys) =>
        [
            .. keys.Select(key =>
                JsonSerializer.SerializeToElement(
                    _readers.GetOrAdd(key.Field, Reader)(row),
                    key.Field.ReturnType,
                    Wire.Json
                )
            ),
        ];

    private static Func<TRow, object?> Reader(LambdaExpression field) =>
        Expression
            .Lambda<Func<TRow, object?>>(Expression.Convert(field.Body, typeof(object)), field.Parameters)
            .Compile();

    // A value that EF binds as a parameter: one statement serves every value, and none of them is ever part of its
    // text.
    private static MemberExpression Bound(object? value, Type type) =>
        Expression.Property(
            Expression.Constant(Activator.CreateInstance(typeof(Held<>).MakeGenericType(typeof(TRow), type), value)),
            nameof(Held<int>.Value)
        );

    private FieldFault Unknown(string parameter, string field) =>
        new(
            parameter,
            $"'{field}' is not a field of this list. {Nearest.Hint(field, [.. _fields.Keys], "It has")}",
            $"「{field}」という項目はありません。{Nearest.HintJa(field, [.. _fields.Keys])}"
        );

    private Expression<Func<TRow, bool>>? Condition(Filter filter, List<FieldFault> faults)
    {
        var parameter = $"filter[{filter.Field}][{filter.Operator.ToString().ToLowerInvariant()}]";
        if (!_fields.TryGetValue(filter.Field, out var field))
        {
            faults.Add(Unknown(parameter, filter.Field));
            return null;
        }

        if (
            filter.Operator is FilterOperator.Lt or FilterOperator.Lte or FilterOperator.Gt or FilterOperator.Gte
            && !WireValues.HasOrder(field.ReturnType)
        )
        {
            faults.Add(NoOrder(parameter, filter.Field));
            return null;
        }

        if (filter.Operator == FilterOperator.Contains)
        {
            if (field.ReturnType != typeof(string))
            {
                faults.Add(
                    Fault(
                        parameter,
                        filter.Field,
                        "a field of text, which 'contains' asks for",
                        "文字の項目(contains が使える項目)"
                    )
                );
                return null;
            }

            if (filter.Value.Contains('\0'))
            {
                faults.Add(Fault(parameter, "NUL", "a text", "文字"));
                return null;
            }

            var lower = Expression.Call(Expression.Call(NarrowText.Method, field.Body), nameof(string.ToLower), null);
            var wanted = Bound(NarrowText.Narrow(filter.Value)!.ToLowerInvariant(), typeof(string));
            var contains = Expression.AndAlso(
                Expression.NotEqual(field.Body, Expression.Constant(null, typeof(string))),
                Expression.Call(lower, nameof(string.Contains), null, wanted)
            );
            return Expression.Lambda<Func<TRow, bool>>(contains, field.Parameters);
        }

        var values = new List<object?>();
        foreach (var text in filter.Operator == FilterOperator.In ? filter.Value.Split(',') : [filter.Value])
        {
            // Nothing is before or after what is missing; it is asked for with eq or ne.
            if (
                !WireValues.TryRead(text, field.ReturnType, out var value)
                || (
                    value is null
                    && filter.Operator is not (FilterOperator.Eq or FilterOperator.Ne or FilterOperator.In)
                )
            )
            {
                var wants = WireValues.NameOf(field.ReturnType);
                faults.Add(Fault(parameter, text, wants.En, wants.Ja));
                return null;
            }

            values.Add(value);
        }

        var body = filter.Operator switch
        {
            FilterOperator.Eq or FilterOperator.In => values
                .Select(value => Same(field, value))
                .Aggregate(Expression.OrElse),
            FilterOperator.Ne when NarrowText.IsWide(values[0]) => Expression.Not(Same(field, values[0])),
            FilterOperator.Ne => Expression.NotEqual(field.Body, Bound(values[0], field.ReturnType)),
            FilterOperator.Lt => Compare(field.Body, Bound(values[0], field.ReturnType), ExpressionType.LessThan),
            FilterOperator.Lte => Compare(
                field.Body,
                Bound(values[0], field.ReturnType),
                ExpressionType.LessThanOrEqual
            ),
            FilterOperator.Gt => Compare(field.Body, Bound(values[0], field.ReturnType), ExpressionType.GreaterThan),
            _ => Compare(field.Body, Bound(values[0], field.ReturnType), ExpressionType.GreaterThanOrEqual),
        };
        return Expression.Lambda<Func<TRow, bool>>(body, field.Parameters);
    }

    // What is written in ASCII is compared as it stands, so that indexes serve ids.
    private static Expression Same(LambdaExpression field, object? value) =>
        NarrowText.IsWide(value)
            ? Expression.Equal(
                Expression.Call(NarrowText.Method, field.Body),
                Bound(NarrowText.Narrow((string)value!), typeof(string))
            )
            : Expression.Equal(field.Body, Bound(value, field.ReturnType));

    private sealed record Held<T>(T Value);
}
