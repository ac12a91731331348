using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsMonolith.Kernel;
using CsMonolith.Platform.Permissions;
using CsMonolith.Platform.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Platform.Exports;

/// <summary>A table of one stored type. Without columns of its own it has every field of the type.</summary>
/// <typeparam name="TDb">The module's context.</typeparam>
/// <typeparam name="TRow">The stored type.</typeparam>
/// <param name="name">kebab-case plural.</param>
/// <param name="titleEn">For people, in English.</param>
/// <param name="titleJa">For people, in Japanese.</param>
/// <param name="right">The operation that shows the same rows one by one.</param>
public sealed class StoredTable<TDb, TRow>(string name, string titleEn, string titleJa, string right) : ExportTable
    where TDb : ModuleDb
    where TRow : class
{
    private const int PageRows = 1000;

    // News are told, not kept.
    private const string Untold = "news";

    private static readonly Lazy<IReadOnlyList<string>> Fields = new(() =>
        [
            .. Wire
                .Json.GetTypeInfo(typeof(TRow))
                .Properties.Where(field =>
                    field.Name != Untold
                    && field.AttributeProvider?.IsDefined(typeof(SecretColumnAttribute), inherit: true) != true
                )
                .Select(field => field.Name),
        ]
    );

    private readonly List<(string Name, PageReader Read, bool IsLocal)> _columns = [];
    private readonly List<Func<TDb, IQueryable<TRow>, IQueryable<TRow>>> _only = [];
    private Type _row = typeof(TRow);
    private Func<TDb, CancellationToken, Task<IReadOnlyList<TRow>>>? _source;
    private Expression<Func<TRow, Guid>>? _account;
    private Func<IQueryable<TRow>, Clock, ExportAsk, IQueryable<TRow>>? _days;
    private Expression<Func<TRow, Guid>>? _key;
    private string? _kind;
    private (string En, string Ja)? _why = ("No kind of import takes it.", "この表を取り込む種別はありません。");

    private delegate Task<Func<TRow, object?>> PageReader(
        IServiceProvider services,
        IReadOnlyList<TRow> page,
        CancellationToken cancellation
    );

    /// <inheritdoc />
    public override string Name => name;

    /// <inheritdoc />
    public override string TitleEn => titleEn;

    /// <inheritdoc />
    public override string TitleJa => titleJa;

    /// <inheritdoc />
    public override string Right => right;

    /// <inheritdoc />
    public override Type Row => _row;

    /// <inheritdoc />
    public override IReadOnlyList<string> Columns =>
        _columns.Count == 0 ? Fields.Value : [.. _columns.Select(column => column.Name)];

    /// <inheritdoc />
    public override bool IsOfAccounts => _account is not null;

    /// <inheritdoc />
    public override bool HasDays => _days is not null;

    /// <inheritdoc />
    public override string? ImportKind => _kind;

    /// <inheritdoc />
    public override (string En, string Ja)? WhyNotImported => _kind is null ? _why : null;

    /// <inheritdoc />
    public override IReadOnlyList<string> LocalColumns =>
        [.. _columns.Where(column => column.IsLocal).Select(column => column.Name)];

    /// <summary>Says that rows are worked out of a few stored ones, read all at once.</summary>
    /// <param name="stored">The stored type.</param>
    /// <param name="source">Reads them.</param>
    public StoredTable<TDb, TRow> From(Type stored, Func<TDb, CancellationToken, Task<IReadOnlyList<TRow>>> source)
    {
        (_row, _source) = (stored, source);
        return this;
    }

    /// <summary>Says whose rows they are.</summary>
    public StoredTable<TDb, TRow> OfAccount(Expression<Func<TRow, Guid>> account)
    {
        _account = account;
        return this;
    }

    /// <summary>Says by which key rows are paged; without one they are read in one go, a page held at a time.</summary>
    public StoredTable<TDb, TRow> By(Expression<Func<TRow, Guid>> key)
    {
        _key = key;
        return this;
    }

    /// <summary>Leaves only some rows of the type.</summary>
    public StoredTable<TDb, TRow> Only(Expression<Func<TRow, bool>> rows) => Only((_, all) => all.Where(rows));

    /// <summary>Leaves only some rows of the type, such as those that no later one replaces.</summary>
    public StoredTable<TDb, TRow> Only(Func<TDb, IQueryable<TRow>, IQueryable<TRow>> rows)
    {
        _only.Add(rows);
        return this;
    }

    /// <summary>Says on which day a row takes effect.</summary>
    public StoredTable<TDb, TRow> On(Expression<Func<TRow, DateOnly>> day)
    {
        _days = (rows, _, ask) => Between(rows, day, ask.From, ask.To);
        return this;
    }

    /// <summary>Says at which instant a row was recorded, where it takes effect on no day.</summary>
    public StoredTable<TDb, TRow> At(Expression<Func<TRow, DateTime>> at)
    {
        _days = (rows, clock, ask) =>
            Between(
                rows,
                at,
                ask.From is { } from ? clock.StartOf(from) : null,
                ask.To is { } to ? clock.EndOf(to) : null
            );
        return this;
    }

    /// <summary>Says which kind of import takes it again: the headings are those that it knows.</summary>
    public StoredTable<TDb, TRow> TakenAs(string kind)
    {
        _kind = kind;
        return this;
    }

    /// <summary>Says why no import takes it.</summary>
    public StoredTable<TDb, TRow> NotTaken(string en, string ja)
    {
        _why = (en, ja);
        return this;
    }

    /// <summary>Adds a column.</summary>
    public StoredTable<TDb, TRow> With(string column, Func<TRow, object?> value) =>
        Add(column, (_, _, _) => Task.FromResult(value), isLocal: false);

    /// <summary>Adds a column whose values name a row within this installation only.</summary>
    public StoredTable<TDb, TRow> WithLocal(string column, Func<TRow, object?> value) =>
        Add(column, (_, _, _) => Task.FromResult(value), isLocal: true);

    /// <summary>Adds a column whose values are looked up for a page of rows at once.</summary>
    /// <param name="column">Its heading.</param>
    /// <param name="key">What is looked up; empty where nothing is.</param>
    /// <param name="lookup">Finds the values of many keys.</param>
    public StoredTable<TDb, TRow> With<TValue>(
        string column,
        Func<TRow, Guid?> key,
        Func<
            IServiceProvider,
            IReadOnlyCollection<Guid>,
            CancellationToken,
            Task<IReadOnlyDictionary<Guid, TValue>>
        > lookup
    ) =>
        Add(
            column,
            async (services, page, cancellation) =>
            {
                var found = await lookup(services, [.. page.Select(key).OfType<Guid>().Distinct()], cancellation);
                return row => key(row) is { } id && found.TryGetValue(id, out var value) ? value : (object?)null;
            },
            isLocal: false
        );

    /// <summary>Adds the external id of an account, by which files name it.</summary>
    public StoredTable<TDb, TRow> WithAccount(string column, Func<TRow, Guid> account) =>
        With(
            column,
            row => account(row),
            (services, ids, cancellation) =>
                services.GetRequiredService<IMediator>().Send(new ExternalIdsOf(ids), cancellation)
        );

    /// <summary>Adds the address of a person, by which files name them.</summary>
    /// <param name="column">Its heading.</param>
    /// <param name="person">The person.</param>
    /// <param name="nobody">What stands there where it is nobody.</param>
    public StoredTable<TDb, TRow> WithPerson(string column, Func<TRow, Guid?> person, string? nobody = null) =>
        Add(
            column,
            async (services, page, cancellation) =>
            {
                var ids = page.Select(person).OfType<Guid>().Distinct().ToList();
                var found = await services.GetRequiredService<IMediator>().Send(new AddressesOf(ids), cancellation);
                return row => person(row) is { } id ? found.GetValueOrDefault(id) : nobody;
            },
            isLocal: false
        );

    /// <inheritdoc />
    public override async IAsyncEnumerable<IReadOnlyList<JsonNode?>> Read(
        IServiceProvider services,
        ExportAsk ask,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        var db = services.GetRequiredService<TDb>();
        await foreach (
            var page in _source is { } few ? Once(few(db, cancellation)) : Pages(Asked(db, ask), cancellation)
        )
        {
            foreach (var cells in await Cells(services, page, cancellation))
            {
                yield return cells;
            }
        }
    }

    private StoredTable<TDb, TRow> Add(string column, PageReader read, bool isLocal)
    {
        _columns.Add((column, read, isLocal));
        return this;
    }

    private IQueryable<TRow> Asked(TDb db, ExportAsk ask)
    {
        var rows = _only.Aggregate(db.Set<TRow>().AsNoTracking(), (kept, only) => only(db, kept));
        if (_account is { } account)
        {
            rows = rows.Within(ask.Scope, account);
            rows = ask.AccountId is { } one ? rows.Within(AccountScope.Of(one), account) : rows;
        }

        return _days?.Invoke(rows, db.Clock, ask) ?? rows;
    }

    private static async IAsyncEnumerable<IReadOnlyList<TRow>> Once(Task<IReadOnlyList<TRow>> rows)
    {
        yield return await rows;
    }

    private async IAsyncEnumerable<IReadOnlyList<TRow>> Pages(
        IQueryable<TRow> rows,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        if (_key is not { } key)
        {
            var some = new List<TRow>(PageRows);
            await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellation))
            {
                some.Add(row);
                if (some.Count == PageRows)
                {
                    yield return some;
                    some = new List<TRow>(PageRows);
                }
            }

            yield return some;
            yield break;
        }

        var read = key.Compile();
        var ordered = rows.OrderBy(key);
        var page = await ordered.Take(PageRows).ToListAsync(cancellation);
        while (page.Count > 0)
        {
            yield return page;
            if (page.Count < PageRows)
            {
                yield break;
            }

            page = await ordered.Where(After(key, read(page[^1]))).Take(PageRows).ToListAsync(cancellation);
        }
    }

    private async Task<IReadOnlyList<IReadOnlyList<JsonNode?>>> Cells(
        IServiceProvider services,
        IReadOnlyList<TRow> page,
        CancellationToken cancellation
    )
    {
        if (_columns.Count == 0)
        {
            return
            [
                .. page.Select(row =>
                {
                    var all = JsonSerializer.SerializeToNode(row, Wire.Json)!.AsObject();
                    return Fields.Value.Select(field => all[field]).ToList();
                }),
            ];
        }

        var readers = new List<Func<TRow, object?>>(_columns.Count);
        foreach (var (_, read, _) in _columns)
        {
            readers.Add(await read(services, page, cancellation));
        }

        return [.. page.Select(row => readers.ConvertAll(read => Node(read(row))))];
    }

    private static JsonNode? Node(object? value) =>
        value is null ? null : JsonSerializer.SerializeToNode(value, value.GetType(), Wire.Json);

    // Both databases compare ids by this call.
    private static Expression<Func<TRow, bool>> After(Expression<Func<TRow, Guid>> key, Guid last)
    {
        Expression<Func<Guid>> bound = () => last;
        return Expression.Lambda<Func<TRow, bool>>(
            Expression.GreaterThan(
                Expression.Call(key.Body, nameof(Guid.CompareTo), null, bound.Body),
                Expression.Constant(0)
            ),
            key.Parameters
        );
    }

    // Through captured variables, so that the bounds are parameters.
    private static IQueryable<TRow> Between<TMoment>(
        IQueryable<TRow> rows,
        Expression<Func<TRow, TMoment>> moment,
        TMoment? from,
        TMoment? to
    )
        where TMoment : struct
    {
        if (from is { } first)
        {
            Expression<Func<TMoment>> bound = () => first;
            rows = rows.Where(
                Expression.Lambda<Func<TRow, bool>>(
                    Expression.GreaterThanOrEqual(moment.Body, bound.Body),
                    moment.Parameters
                )
            );
        }

        if (to is { } last)
        {
            Expression<Func<TMoment>> bound = () => last;
            rows = rows.Where(
                Expression.Lambda<Func<TRow, bool>>(
                    Expression.LessThanOrEqual(moment.Body, bound.Body),
                    moment.Parameters
                )
            );
        }

        return rows;
    }
}
