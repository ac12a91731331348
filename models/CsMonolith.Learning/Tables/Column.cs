namespace CsMonolith.Learning.Tables;

/// <summary>Kind of values that a column holds.</summary>
public enum ColumnKind
{
    /// <summary>32-bit floating point numbers; NaN is missing.</summary>
    Numeric,

    /// <summary>One of a list of levels, kept as its index; negative codes are missing or unseen.</summary>
    Category,
}

/// <summary>One named column of a <see cref="Table"/>. Immutable.</summary>
public sealed class Column
{
    /// <summary>Code of a category that is empty in the source.</summary>
    public const int Missing = -1;

    /// <summary>Code of a category that the model's training rows did not have.</summary>
    public const int Unseen = -2;

    private readonly float[] _numbers;
    private readonly int[] _codes;

    private Column(string name, ColumnKind kind, float[] numbers, int[] codes, IReadOnlyList<string> levels)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        (Name, Kind, _numbers, _codes, Levels) = (name, kind, numbers, codes, levels);
    }

    /// <summary>The column's name, unique within its table.</summary>
    public string Name { get; }

    /// <summary>Whether <see cref="Numbers"/> or <see cref="Codes"/> holds the values.</summary>
    public ColumnKind Kind { get; }

    /// <summary>Levels in the order of their codes; empty for numbers.</summary>
    public IReadOnlyList<string> Levels { get; }

    /// <summary>Shape (rows,); NaN is missing. Empty for a category.</summary>
    public ReadOnlySpan<float> Numbers => _numbers;

    /// <summary>
    /// Shape (rows,); an index into <see cref="Levels"/>, <see cref="Missing"/> or <see cref="Unseen"/>. Empty for
    /// numbers.
    /// </summary>
    public ReadOnlySpan<int> Codes => _codes;

    /// <summary>Whether its numbers were written with a unit, such as ¥ or %: they measure, and name nothing.</summary>
    public bool IsMeasure { get; private init; }

    /// <summary>Number of rows.</summary>
    public int Rows => Kind == ColumnKind.Numeric ? _numbers.Length : _codes.Length;

    /// <summary>A numeric column over a copy of <paramref name="values"/>; infinities count as missing.</summary>
    public static Column Numeric(string name, ReadOnlySpan<float> values)
    {
        var numbers = values.ToArray();
        for (var row = 0; row < numbers.Length; row++)
        {
            if (!float.IsFinite(numbers[row]))
            {
                numbers[row] = float.NaN;
            }
        }

        return new Column(name, ColumnKind.Numeric, numbers, [], []);
    }

    /// <summary>A category column over copies of <paramref name="codes"/> and <paramref name="levels"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A code has no level.</exception>
    public static Column Category(string name, ReadOnlySpan<int> codes, IReadOnlyList<string> levels)
    {
        ArgumentNullException.ThrowIfNull(levels);
        foreach (var code in codes)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(code, Unseen, nameof(codes));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(code, levels.Count, nameof(codes));
        }

        return new Column(name, ColumnKind.Category, [], codes.ToArray(), [.. levels]);
    }

    /// <summary>Whether the cell is empty. An unseen level is not empty.</summary>
    public bool IsMissing(int row) => Kind == ColumnKind.Numeric ? float.IsNaN(_numbers[row]) : _codes[row] == Missing;

    /// <summary>The cell as a person would write it; empty if missing.</summary>
    public string Text(int row) =>
        Kind switch
        {
            ColumnKind.Numeric when float.IsNaN(_numbers[row]) => "",
            ColumnKind.Numeric => _numbers[row].ToString("R", System.Globalization.CultureInfo.InvariantCulture),
            _ => _codes[row] >= 0 ? Levels[_codes[row]] : "",
        };

    internal Column AsMeasure(bool measures) => new(Name, Kind, _numbers, _codes, Levels) { IsMeasure = measures };

    internal Column Take(ReadOnlySpan<int> rows)
    {
        if (Kind == ColumnKind.Numeric)
        {
            var numbers = new float[rows.Length];
            for (var i = 0; i < rows.Length; i++)
            {
                numbers[i] = _numbers[rows[i]];
            }

            return new Column(Name, Kind, numbers, [], Levels) { IsMeasure = IsMeasure };
        }

        var codes = new int[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            codes[i] = _codes[rows[i]];
        }

        return new Column(Name, Kind, [], codes, Levels);
    }
}
