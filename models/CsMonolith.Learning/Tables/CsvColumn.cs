using System.Globalization;
using System.Runtime.InteropServices;

namespace CsMonolith.Learning.Tables;

/// <summary>Collects the cells of one CSV column as they are read, at 4 bytes a cell.</summary>
/// <remarks>
/// Cells are kept as codes of their distinct texts. When a column has had nothing but numbers and too many of them,
/// only the numbers are kept; should a word come after that, the file must be read again (<see cref="MustReadAgain"/>)
/// with the column <paramref name="keepsText"/>.
/// </remarks>
/// <param name="keepsText">Whether the text of every cell is kept, even of a column with very many numbers.</param>
internal sealed class CsvColumn(bool keepsText)
{
    /// <summary>Distinct numbers up to which a column remembers how they were written.</summary>
    private const int MaxNumbersAsText = 2_000;

    private readonly List<string> _texts = [];
    private readonly List<float> _numberOf = [];
    private readonly Dictionary<string, int> _codeOf = new(StringComparer.Ordinal);
    private List<int> _codes = [];
    private List<float>? _numbers;
    private bool _isNumeric = true;

    /// <summary>
    /// Whether a text came after the texts of earlier numbers were dropped, so that the file must be read again.
    /// </summary>
    public bool MustReadAgain { get; private set; }

    /// <summary>Adds a cell; empty is missing.</summary>
    public void Add(ReadOnlySpan<char> cell)
    {
        if (_numbers is not null)
        {
            var number = NumberOf(cell);
            MustReadAgain |= number is null;
            _numbers.Add(number ?? float.NaN);
            return;
        }

        _codes.Add(cell.IsEmpty ? Column.Missing : CodeOf(cell));
        if (_isNumeric && !keepsText && _texts.Count > MaxNumbersAsText)
        {
            _numbers = new List<float>(_codes.Capacity);
            _numbers.AddRange(_codes.Select(code => code < 0 ? float.NaN : _numberOf[code]));
            _codes = [];
            _codeOf.Clear();
        }
    }

    /// <summary>Whether a filled cell is no number.</summary>
    public bool IsText => _numbers is null && !_isNumeric;

    /// <summary>
    /// Distinct texts, in order of appearance, if no cell is empty and none has been let go; else null.
    /// </summary>
    public IReadOnlyList<string>? Complete() => _numbers is null && !_codes.Contains(Column.Missing) ? _texts : null;

    /// <summary>Shape (rows,): index of each cell into the texts of a <see cref="Complete"/> column.</summary>
    public IEnumerable<int> Codes => _codes;

    /// <summary>Shape (rows,): the text of each cell of a column that keeps text.</summary>
    public string[] Texts() => [.. _codes.Select(code => code < 0 ? "" : _texts[code])];

    /// <summary>
    /// The column: numeric if every filled cell is a finite number, else a category with its levels in ordinal order.
    /// </summary>
    public Column Build(string name)
    {
        if (_numbers is not null)
        {
            return Column.Numeric(name, CollectionsMarshal.AsSpan(_numbers));
        }

        if (_isNumeric)
        {
            return Column.Numeric(name, [.. _codes.Select(code => code < 0 ? float.NaN : _numberOf[code])]);
        }

        // In ordinal order the codes do not depend on the order of the rows.
        int[] order = [.. Enumerable.Range(0, _texts.Count).OrderBy(code => _texts[code], StringComparer.Ordinal)];
        var rank = new int[order.Length];
        for (var place = 0; place < order.Length; place++)
        {
            rank[order[place]] = place;
        }

        return Column.Category(
            name,
            [.. _codes.Select(code => code < 0 ? Column.Missing : rank[code])],
            [.. order.Select(code => _texts[code])]
        );
    }

    private int CodeOf(ReadOnlySpan<char> cell)
    {
        ref var code = ref CollectionsMarshal.GetValueRefOrAddDefault(
            _codeOf.GetAlternateLookup<ReadOnlySpan<char>>(),
            cell,
            out var known
        );
        if (known)
        {
            return code;
        }

        code = _texts.Count;
        _texts.Add(cell.ToString());
        var number = _isNumeric ? NumberOf(cell) : null;
        _isNumeric &= number is not null;
        _numberOf.Add(number ?? float.NaN);
        return code;
    }

    /// <summary>The number that a cell is read as, NaN if it is empty; null if it is a word.</summary>
    public static float? NumberOf(ReadOnlySpan<char> cell) =>
        cell.IsEmpty ? float.NaN
        : float.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && float.IsFinite(number)
            ? number
        : null;
}
