using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsMonolith.Kernel;
using CsMonolith.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CsMonolith.Platform.Imports;

/// <summary>Notes what an import changes, row by row, in the transaction that changes it, and takes it back.</summary>
public sealed class ImportCapture(ImportInProgress import) : ITransactionStep
{
    Func<CancellationToken, Task>? ITransactionStep.BeforeSave(ModuleDb db)
    {
        if (import.Id is not { } id)
        {
            return null;
        }

        var changes = Changes(db.ChangeTracker, id);
        return cancellation => BulkAppend.Append(db, changes, cancellation);
    }

    Task ITransactionStep.BeforeAppend<TRow>(ModuleDb db, IReadOnlyList<TRow> rows, CancellationToken cancellation) =>
        import.Id is { } id
            ? BulkAppend.Append(db, Created(db.Model.FindEntityType(typeof(TRow))!, rows, id), cancellation)
            : Task.CompletedTask;

    /// <summary>Takes one change back.</summary>
    /// <returns>Whether it could: not where the row has been changed or removed since.</returns>
    public static async Task<bool> TakeBack(ModuleDb db, ImportChangeRow change, CancellationToken cancellation)
    {
        var type = FormerNames.Find(db.Model, change.Entity);
        var key = Read(change.RowKey, type.FindPrimaryKey()!.Properties);
        if (await db.FindAsync(type.ClrType, [.. key.Values], cancellation) is not { } row)
        {
            return false;
        }

        var entry = db.Entry(row);
        // Columns that the row has been given since say nothing of whether somebody changed it.
        var told = JsonNode.Parse(change.After)!.AsObject();
        if (
            Write(entry.CurrentValues, type.GetProperties().Where(property => told.ContainsKey(property.Name)))
            != change.After
        )
        {
            return false;
        }

        if (change.Before is null)
        {
            entry.State = EntityState.Deleted;
            return true;
        }

        foreach (var (property, value) in Read(change.Before, type.GetProperties()))
        {
            entry.Property(property.Name).CurrentValue = value;
        }

        return true;
    }

    // All but the platform's own rows, which no undo touches.
    private static IReadOnlyList<ImportChangeRow> Changes(ChangeTracker tracker, Guid import) =>
        [
            .. tracker
                .Entries()
                .Where(entry =>
                    entry.State is EntityState.Added or EntityState.Modified
                    && entry.Metadata.ClrType.Assembly != typeof(ImportChangeRow).Assembly
                )
                .Select(entry => new ImportChangeRow
                {
                    ImportId = import,
                    Entity = entry.Metadata.Name,
                    RowKey = Write(entry.CurrentValues, entry.Metadata.FindPrimaryKey()!.Properties),
                    Before =
                        entry.State == EntityState.Added
                            ? null
                            : Write(entry.OriginalValues, entry.Metadata.GetProperties()),
                    After = Write(entry.CurrentValues, entry.Metadata.GetProperties()),
                }),
        ];

    private static IReadOnlyList<ImportChangeRow> Created<TRow>(IEntityType type, IReadOnlyList<TRow> rows, Guid import)
        where TRow : class =>
        [
            .. rows.Select(row => new ImportChangeRow
            {
                ImportId = import,
                Entity = type.Name,
                RowKey = Write(property => property.GetGetter().GetClrValue(row), type.FindPrimaryKey()!.Properties),
                After = Write(property => property.GetGetter().GetClrValue(row), type.GetProperties()),
            }),
        ];

    private static string Write(PropertyValues values, IEnumerable<IProperty> properties) =>
        Write(property => values[property], properties);

    private static string Write(Func<IProperty, object?> valueOf, IEnumerable<IProperty> properties)
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            foreach (var property in properties.Where(IsLogical))
            {
                var value = valueOf(property);
                var stored =
                    value is null || property.GetTypeMapping().Converter is not { } converter
                        ? value
                        : converter.ConvertToProvider(value);
                writer.WritePropertyName(property.Name);
                JsonSerializer.Serialize(writer, stored, stored?.GetType() ?? typeof(object));
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(json.WrittenSpan);
    }

    private static Dictionary<IProperty, object?> Read(string json, IEnumerable<IProperty> properties)
    {
        var stored = JsonNode.Parse(json)!.AsObject();
        return properties
            .Where(property => IsLogical(property) && stored.ContainsKey(property.Name))
            .ToDictionary(
                property => property,
                property =>
                {
                    var converter = property.GetTypeMapping().Converter;
                    var value = stored[property.Name]?.Deserialize(converter?.ProviderClrType ?? property.ClrType);
                    return value is null || converter is null ? value : converter.ConvertFromProvider(value);
                }
            );
    }

    // The version counts saves; it is no part of what a row says, and an undo is one more save.
    private static bool IsLogical(IProperty property) => property.Name != nameof(Aggregate.Version);
}
