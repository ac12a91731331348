using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CsMonolith.Platform.Storage;

/// <summary>Marks a column of a row as a secret, such as the hash of a code: no audit row tells what it was.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretColumnAttribute : Attribute;

/// <summary>
/// What the saves of a transaction replaced: the former values of rows that were changed or removed, for the audit row.
/// Bytes and properties marked <see cref="SecretColumnAttribute"/> are left out, and so are the platform's own rows.
/// The first hundred rows are told; what one statement changes without reading it is not among them.
/// </summary>
internal sealed class FormerValues
{
    private const int Most = 100;
    private readonly List<FormerRow> _rows = [];

    /// <summary>Looks at what is about to be saved. O(changed rows), and no more than a hundred are kept.</summary>
    public void See(IEnumerable<EntityEntry> entries)
    {
        foreach (var entry in entries)
        {
            if (_rows.Count == Most)
            {
                return;
            }

            if (
                entry.State is EntityState.Modified or EntityState.Deleted
                && entry.Metadata.ClrType.Assembly != typeof(ModuleDb).Assembly
                && WasOf(entry) is { Count: > 0 } was
            )
            {
                _rows.Add(new FormerRow(entry.Metadata.ClrType.Name, KeyOf(entry), was));
            }
        }
    }

    /// <summary>What was seen since it was asked last, as JSON; <c>null</c> where nothing was.</summary>
    public string? Take()
    {
        if (_rows.Count == 0)
        {
            return null;
        }

        var taken = JsonSerializer.Serialize(_rows, Wire.Json);
        _rows.Clear();
        return taken;
    }

    /// <summary>Forgets what was seen: it did not happen.</summary>
    public void Clear() => _rows.Clear();

    private static Dictionary<string, JsonElement> WasOf(EntityEntry entry) =>
        entry
            .Properties.Where(property =>
                (entry.State == EntityState.Deleted || property.IsModified)
                && !property.Metadata.IsPrimaryKey()
                && property.Metadata.Name != "Version"
                && IsTold(property.Metadata)
            )
            .ToDictionary(
                property => JsonNamingPolicy.CamelCase.ConvertName(property.Metadata.Name),
                property => VersionRow.Form(property.OriginalValue, property.Metadata)
            );

    private static bool IsTold(IProperty property) =>
        property.ClrType != typeof(byte[])
        && property.PropertyInfo?.IsDefined(typeof(SecretColumnAttribute), inherit: false) != true;

    private static string KeyOf(EntityEntry entry) =>
        string.Join(
            '/',
            entry
                .Properties.Where(one => one.Metadata.IsPrimaryKey() && IsTold(one.Metadata))
                .Select(one => $"{one.CurrentValue}")
        );

    private sealed record FormerRow(string Of, string Id, Dictionary<string, JsonElement> Was);
}
