using System.Globalization;
using System.Text.Json;
using CsMonolith.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CsMonolith.Platform.Storage;

/// <summary>
/// What one save changed of an aggregate: one row for each step of its version, kept for a while to tell late writers
/// what they missed.
/// </summary>
public sealed class VersionRow
{
    /// <summary>Rises with every change.</summary>
    public long Seq { get; set; }

    /// <summary>The aggregate's entity type.</summary>
    public required string Entity { get; set; }

    /// <summary>Its id.</summary>
    public required string RowKey { get; set; }

    /// <summary>The version that the save replaced.</summary>
    public long Version { get; set; }

    /// <summary>When.</summary>
    public DateTime At { get; set; }

    /// <summary>The former values of the properties that changed, as JSON by property.</summary>
    public required string Was { get; set; }

    /// <summary>The step that a save is about to make.</summary>
    internal static VersionRow Of(EntityEntry<Aggregate> entry, DateTime now) =>
        new()
        {
            Entity = entry.Metadata.Name,
            RowKey = KeyOf(entry.Metadata, entry.Entity),
            Version = entry.Entity.Version,
            At = now,
            Was = JsonSerializer.Serialize(
                entry
                    .Properties.Where(property =>
                        property.IsModified && property.Metadata.Name != nameof(Aggregate.Version)
                    )
                    .ToDictionary(
                        property => property.Metadata.Name,
                        property => Form(property.OriginalValue, property.Metadata)
                    ),
                Wire.Json
            ),
        };

    /// <summary>An aggregate's id as it is stored here.</summary>
    internal static string KeyOf(IEntityType type, Aggregate aggregate) =>
        string.Join(
            '/',
            type.FindPrimaryKey()!
                .Properties.Select(property =>
                    Convert.ToString(property.GetGetter().GetClrValue(aggregate), CultureInfo.InvariantCulture)
                )
        );

    /// <summary>A property's value as JSON; text that is JSON itself as what it says.</summary>
    internal static JsonElement Form(object? value, IProperty property) =>
        value is string text && IsJson(property)
            ? JsonSerializer.Deserialize<JsonElement>(text)
            : JsonSerializer.SerializeToElement(value, property.ClrType, Wire.Json);

    /// <summary>Whether a property holds JSON as text, which its name then says.</summary>
    internal static bool IsJson(IProperty property) =>
        property.ClrType == typeof(string) && property.Name.EndsWith("Json", StringComparison.Ordinal);
}

internal sealed class VersionRowTable : IEntityTypeConfiguration<VersionRow>
{
    public void Configure(EntityTypeBuilder<VersionRow> builder)
    {
        builder.ToTable("versions", PlatformDb.Schema);
        builder.HasKey(row => row.Seq);
        builder.HasIndex(row => new
        {
            row.Entity,
            row.RowKey,
            row.Version,
        });
        builder.HasIndex(row => row.At);
    }
}
