using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CsMonolith.Platform.Imports;

namespace CsMonolith.Imports.Loading;

/// <summary>
/// The rows of a file that were taken, by what they are about, so that a later row does not replace an earlier one
/// without a word. 50 bytes a row.
/// </summary>
internal sealed class RepeatedRows(ImportKind kind)
{
    private readonly Dictionary<UInt128, (int Line, int Content)> _taken = [];

    /// <summary>What a row is about and what it says; <c>null</c> where rows of the kind may repeat.</summary>
    public (UInt128 About, int Content)? Of(ImportRow row)
    {
        if (IdentityOf(row) is not { } identity)
        {
            return null;
        }

        var about = string.Join('\u001F', identity.Select(column => Written(row, column)));
        var content = default(HashCode);
        foreach (var column in kind.Columns)
        {
            content.Add(Written(row, column.Name), StringComparer.Ordinal);
        }

        return (
            BinaryPrimitives.ReadUInt128LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(about))),
            content.ToHashCode()
        );
    }

    /// <summary>The line of the row that was taken before and says something else about the same.</summary>
    public int? Contradicted((UInt128 About, int Content) row) =>
        _taken.TryGetValue(row.About, out var before) && before.Content != row.Content ? before.Line : null;

    /// <summary>Notes that a row was taken.</summary>
    public void Take((UInt128 About, int Content) row, int line) => _taken.TryAdd(row.About, (line, row.Content));

    /// <summary>The refusal of a row that contradicts an earlier one.</summary>
    public RowOutcome Refusal(ImportRow row, int line)
    {
        var identity = IdentityOf(row)!;
        var about = string.Join(", ", identity.Select(column => Written(row, column)));
        return RowOutcome.Refused(
            identity[0],
            $"'{about}' stands already on line {line} with other content. Give each row an id of its own, or keep one "
                + "of the rows.",
            $"「{about}」は{line}行目に別の内容で既にあります。行ごとに別の番号を付けるか、1行だけ残してください。"
        );
    }

    private IReadOnlyList<string>? IdentityOf(ImportRow row) =>
        new[] { kind.Identity, kind.IdentityElse }.FirstOrDefault(columns =>
            columns.Count > 0 && columns.All(column => row.Value(column) is not null)
        );

    private static string Written(ImportRow row, string column) =>
        Convert.ToString(row.Value(column), CultureInfo.InvariantCulture) ?? "";
}
