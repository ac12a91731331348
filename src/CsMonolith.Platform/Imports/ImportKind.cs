using System.Text.Json.Nodes;
using CsMonolith.Kernel;
using CsMonolith.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Platform.Imports;

/// <summary>What a column of an import holds; the platform reads it before a module sees it.</summary>
public enum ColumnType
{
    /// <summary>Text; white space at the ends is dropped.</summary>
    Text,

    /// <summary>A whole number; full-width digits and thousands separators are taken.</summary>
    Integer,

    /// <summary>A decimal number, as <see cref="decimal"/>.</summary>
    Decimal,

    /// <summary>Yes or no: true/false, 1/0, はい/いいえ, 有/無, ○/×.</summary>
    Flag,

    /// <summary>A business day: 2026-04-01, 2026/4/1, 2026年4月1日, 令和8年4月1日, 20260401, or an instant's day.</summary>
    Day,

    /// <summary>
    /// A day with a time, in the reporting time zone unless it says otherwise; a bare day is its start.
    /// </summary>
    Instant,
}

/// <summary>A column that a kind of import takes.</summary>
/// <param name="Name">camelCase, as in the API.</param>
/// <param name="Type">What it holds.</param>
/// <param name="Required">Whether every row must have it.</param>
/// <param name="TitleEn">For people, in English.</param>
/// <param name="TitleJa">For people, in Japanese.</param>
/// <param name="AlsoCalled">
/// Headings under which files have it: 会社名, company_name. Case, width, spaces and underscores do not count.
/// </param>
public sealed record ImportColumn(
    string Name,
    ColumnType Type,
    bool Required,
    string TitleEn,
    string TitleJa,
    params string[] AlsoCalled
)
{
    /// <summary>
    /// Headings, also those of <see cref="AlsoCalled"/>, under which systems write the first day that is not meant any
    /// more, so that the day before it is stored.
    /// </summary>
    public IReadOnlyList<string> ExclusiveUnder { get; init; } = [];
}

/// <summary>One row of a file, read by column. A value that is empty or not mapped is <c>null</c>.</summary>
public sealed class ImportRow(int line, IReadOnlyDictionary<string, object?> values)
{
    /// <summary>
    /// The line of the file on which it begins; the first line is 1, whether or not it holds the headings.
    /// </summary>
    public int Line => line;

    /// <summary>
    /// Whether the file says anything about a column, if only that it is empty. A column that is not in the file says
    /// nothing: what is stored stays.
    /// </summary>
    public bool Has(string column) => values.ContainsKey(column);

    /// <summary>A column of any type.</summary>
    public object? Value(string column) => values.GetValueOrDefault(column);

    /// <summary>A column of text.</summary>
    public string? Text(string column) => (string?)values.GetValueOrDefault(column);

    /// <summary>A column of whole numbers.</summary>
    public long? Integer(string column) => (long?)values.GetValueOrDefault(column);

    /// <summary>A column of decimal numbers.</summary>
    public decimal? Decimal(string column) => (decimal?)values.GetValueOrDefault(column);

    /// <summary>A column of yes and no.</summary>
    public bool? Flag(string column) => (bool?)values.GetValueOrDefault(column);

    /// <summary>A column of business days.</summary>
    public DateOnly? Day(string column) => (DateOnly?)values.GetValueOrDefault(column);

    /// <summary>A column of instants, in UTC.</summary>
    public DateTime? Instant(string column) => (DateTime?)values.GetValueOrDefault(column);
}

/// <summary>What became of a row.</summary>
public enum RowFate
{
    /// <summary>Something new is stored.</summary>
    Created,

    /// <summary>Something that was there is changed.</summary>
    Updated,

    /// <summary>It is stored already, just so.</summary>
    Skipped,

    /// <summary>It cannot be read or attached; nothing of it is stored.</summary>
    Refused,
}

/// <summary>What became of one row, and why.</summary>
/// <param name="Fate">What became of it.</param>
/// <param name="Column">The column at fault, or <c>null</c> for the row as a whole.</param>
/// <param name="En">
/// For a refusal, what is wrong and how to mend it; for a stored row, what is odd about it, if anything.
/// </param>
/// <param name="Ja">The same in Japanese.</param>
public sealed record RowOutcome(RowFate Fate, string? Column = null, string? En = null, string? Ja = null)
{
    /// <summary>Something new is stored.</summary>
    public static RowOutcome Created { get; } = new(RowFate.Created);

    /// <summary>Something that was there is changed.</summary>
    public static RowOutcome Updated { get; } = new(RowFate.Updated);

    /// <summary>It is stored already, just so.</summary>
    public static RowOutcome Skipped { get; } = new(RowFate.Skipped);

    /// <summary>It cannot be read or attached.</summary>
    public static RowOutcome Refused(string column, string en, string ja) => new(RowFate.Refused, column, en, ja);

    /// <summary>Stored, but flagged as odd.</summary>
    public RowOutcome Flagged(string column, string en, string ja) => this with { Column = column, En = en, Ja = ja };
}

/// <summary>
/// A kind of file that a module takes in. The platform finds encoding, delimiter and header, maps and reads the
/// columns, runs <see cref="Load"/> in batches — in a transaction that is taken back for a dry run — and notes every
/// change for an undo.
/// </summary>
public abstract class ImportKind
{
    /// <summary>kebab-case plural, unique in the product: <c>accounts</c>, <c>churn-events</c>.</summary>
    public abstract string Name { get; }

    /// <summary>For people, in English.</summary>
    public abstract string TitleEn { get; }

    /// <summary>For people, in Japanese.</summary>
    public abstract string TitleJa { get; }

    /// <summary>The columns, in the order in which people think of them.</summary>
    public abstract IReadOnlyList<ImportColumn> Columns { get; }

    /// <summary>
    /// The columns that together name what a row is about: of two rows of one file that name the same and say
    /// different things the second is refused. Empty where a file may say several things about one.
    /// </summary>
    public abstract IReadOnlyList<string> Identity { get; }

    /// <summary>The same where a row leaves a column of <see cref="Identity"/> empty; empty where such rows may repeat.</summary>
    public virtual IReadOnlyList<string> IdentityElse => [];

    /// <summary>
    /// The operations that write one by one what such a file writes. Whoever loads, checks, reads or takes back such a
    /// file must reach each of them without a limit: by the permission table and, for a machine, by its key's scopes.
    /// </summary>
    public abstract IReadOnlyList<string> Writes { get; }

    /// <summary>The same for machines, where they write it by another operation than people.</summary>
    public virtual IReadOnlyList<string> MachineWrites => Writes;

    /// <summary>The context whose transaction <see cref="Load"/> writes to.</summary>
    public abstract ModuleDb Db { get; }

    /// <summary>Rows that one transaction takes.</summary>
    public virtual int BatchRows => 500;

    /// <summary>
    /// What every row seems to hold in columns that no heading feeds, as its title and headings tell. It is proposed to
    /// a person, who says so or something else; nothing is taken from it by itself.
    /// </summary>
    /// <param name="title">What the file or its sheet is called.</param>
    /// <param name="mapping">For each column the heading that feeds it, or <c>null</c>.</param>
    public virtual IReadOnlyDictionary<string, string> Propose(
        string title,
        IReadOnlyDictionary<string, string?> mapping
    ) => new Dictionary<string, string>();

    /// <summary>
    /// Loads a batch: stores what can be stored and says what became of each row, in order. Loading a row again must
    /// skip it. Never throws for a bad row. Entities with client-made keys (Guid v7) and no owned types, so that
    /// changes can be noted.
    /// </summary>
    public abstract Task<IReadOnlyList<RowOutcome>> Load(IReadOnlyList<ImportRow> rows, CancellationToken cancellation);

    /// <summary>
    /// Takes back what <see cref="Load"/> stored outside the change tracker (bulk inserts), within the undo's
    /// transaction. Tracked changes are taken back by the platform.
    /// </summary>
    public virtual Task<Result> TakeBack(Guid importId, CancellationToken cancellation) => Task.FromResult(Result.Done);

    /// <summary>
    /// The accounts that an import opened; only the kind that opens accounts has any. While another module holds facts
    /// about them the import is not undone.
    /// </summary>
    public virtual Task<IReadOnlyCollection<Guid>> CreatedAccounts(Guid importId, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyCollection<Guid>>([]);

    /// <summary>The ids of the entities of one type that an import created through the change tracker.</summary>
    protected async Task<IReadOnlyCollection<Guid>> Created<TEntity>(Guid importId, CancellationToken cancellation)
    {
        var entity = typeof(TEntity).FullName!;
        var keys = await Db.Set<ImportChangeRow>()
            .Where(change => change.ImportId == importId && change.Entity == entity && change.Before == null)
            .Select(change => change.RowKey)
            .ToListAsync(cancellation);
        return [.. keys.Select(key => JsonNode.Parse(key)!.AsObject().Single().Value!.GetValue<Guid>())];
    }
}

/// <summary>
/// A module that holds facts about accounts says how many, so that the accounts' import is not undone under them.
/// </summary>
public interface IHoldsAccountFacts
{
    /// <summary>
    /// The module's facts in words, such as "12 subscriptions" / "契約 12件", or <c>null</c> if there are none.
    /// </summary>
    Task<(string En, string Ja)?> About(IReadOnlyCollection<Guid> accounts, CancellationToken cancellation);
}

/// <summary>Registers kinds of import.</summary>
public static class ImportKinds
{
    /// <summary>Registers one kind.</summary>
    public static IServiceCollection AddImportKind<TKind>(this IServiceCollection services)
        where TKind : ImportKind => services.AddScoped<ImportKind, TKind>();
}
