using System.Runtime.InteropServices;

namespace CsMonolith.Learning.Tables;

/// <summary>Collects the cells of one CSV column as they are read, at 4 bytes a cell.</summary>
/// <remarks>
/// Cells are kept as codes of their distinct texts. When a column has had nothing but plain numbers and too many of
/// them, only the numbers are kept; should something else come after that, the file must be read again
/// (<see cref="MustReadAgain"/>) with the column <paramref name="keepsText"/>.
/// </remarks>
/// <param name="keepsText">Whether the text of every cell is kept, even of a column with very many numbers.</param>
/// <param name="knowsMissing">Whether NA and its like are missing; otherwise only an empty cell is.</param>
internal sealed class CsvColumn(bool keepsText, bool knowsMissing = true)
{
    /// <summary>Distinct numbers up to which a column remembers how they were written.</summary>
    private const int MaxNumbersAsText = 2_000;

    /// <summary>Different numbers from which on they are hardly names of levels.</summary>
    private const int Many = 10;

    private readonly List<string> _texts = [];
    private readonly List<float> _numberOf = [];
    private readonly Dictionary<string, int> _codeOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _missing = new(StringComparer.Ordinal);
    private List<int> _codes = [];
    private List<float>? _numbers;
    private bool _isPlain = true;
    private bool _hasOnlyGroupedPoints = true;
    private int _points;
    private int _words;

    /// <summary>
    /// Whether a text came after the texts of earlier numbers were dropped, so that the file must be read again.
    /// </summary>
    public bool MustReadAgain { get; private set; }

    /// <summary>Cells that were not empty and are read as missing, by what stands in them.</summary>
    public IReadOnlyDictionary<string, int> Missing => _missing;

    /// <summary>Adds a cell; empty is missing.</summary>
    public void Add(ReadOnlySpan<char> cell)
    {
        if (cell.IsEmpty || knowsMissing && WrittenNumber.IsMissing(cell))
        {
            Note(cell);
            AddMissing();
            return;
        }

        if (_numbers is not null)
        {
            AddNumber(cell);
            return;
        }

        _codes.Add(CodeOf(cell));
        if (_isPlain && !keepsText && _texts.Count - _words > MaxNumbersAsText)
        {
            NoteWords();
            _numbers = new List<float>(_codes.Capacity);
            _numbers.AddRange(_codes.Select(code => code < 0 ? float.NaN : _numberOf[code]));
            _codes = [];
            _codeOf.Clear();
        }
    }

    /// <summary>Whether a filled cell is no number, however it is written.</summary>
    public bool IsText => !IsNumeric && !Marks().Any();

    /// <summary>
    /// Whether all that speaks against a column of plain numbers is that their points may part thousands, as in 1.234.
    /// </summary>
    public bool PointsMayPartThousands => IsNumeric && _points > 0 && _hasOnlyGroupedPoints;

    /// <summary>Whether the texts of the numbers have been let go.</summary>
    public bool HasLetGo => _numbers is not null;

    /// <summary>Whether every filled cell is a plain number.</summary>
    private bool IsNumeric => _numbers is not null || _isPlain && !HasFewNumbers;

    // Words such as None among a handful of numbers are levels like these.
    private bool HasFewNumbers =>
        _texts.Count - _words < Many && _texts.Any(text => WrittenNumber.IsWordForNothing(text));

    /// <summary>
    /// The decimal marks by which every filled cell is a number of one unit; none for a column of plain numbers.
    /// </summary>
    public IEnumerable<DecimalMark> Marks() =>
        IsNumeric || _texts.Count == _words
            ? []
            : Enum.GetValues<DecimalMark>().Where(mark => NumbersBy(mark) is not null);

    /// <summary>
    /// Distinct texts, in order of appearance, if no cell is empty and none has been let go; else null.
    /// </summary>
    public IReadOnlyList<string>? Complete() => _numbers is null && !_codes.Contains(Column.Missing) ? _texts : null;

    /// <summary>Distinct texts, in order of appearance; null if they have been let go.</summary>
    public IReadOnlyList<string>? Distinct => _numbers is null ? _texts : null;

    /// <summary>Shape (rows,): index of each cell into the <see cref="Distinct"/> texts.</summary>
    public IEnumerable<int> Codes => _codes;

    /// <summary>Shape (rows,): the text of each cell of a column that keeps text.</summary>
    public string[] Texts() => [.. _codes.Select(code => code < 0 ? "" : _texts[code])];

    /// <summary>
    /// The column: numeric if every filled cell is a finite number, else a category with its levels in ordinal order.
    /// </summary>
    /// <param name="name">The column's name.</param>
    /// <param name="mark">The decimal mark of the file, where a column can be read by either.</param>
    public (Column Column, NumberReading? Reading) Build(string name, DecimalMark mark = DecimalMark.Point)
    {
        if (_numbers is not null)
        {
            return (Column.Numeric(name, CollectionsMarshal.AsSpan(_numbers)), null);
        }

        var marks = mark == DecimalMark.Comma && PointsMayPartThousands ? [mark] : Marks().ToList();
        if (marks.Count == 0 && IsNumeric)
        {
            NoteWords();
            return (Column.Numeric(name, [.. _codes.Select(code => code < 0 ? float.NaN : _numberOf[code])]), null);
        }

        if (marks.Count > 0)
        {
            var used = marks.Contains(mark) ? mark : marks[0];
            return Written(name, used, isDoubtful: marks.Count > 1 && Differ());
        }

        // In ordinal order the codes do not depend on the order of the rows.
        int[] order = [.. Enumerable.Range(0, _texts.Count).OrderBy(code => _texts[code], StringComparer.Ordinal)];
        var rank = new int[order.Length];
        for (var place = 0; place < order.Length; place++)
        {
            rank[order[place]] = place;
        }

        return (
            Column.Category(
                name,
                [.. _codes.Select(code => code < 0 ? Column.Missing : rank[code])],
                [.. order.Select(code => _texts[code])]
            ),
            null
        );
    }

    private (Column, NumberReading?) Written(string name, DecimalMark mark, bool isDoubtful)
    {
        var numbers = NumbersBy(mark)!;
        NoteWords();
        var first = Array.FindIndex(numbers, number => number is not null);
        var shown = Enumerable
            .Range(0, numbers.Length)
            .FirstOrDefault(i => numbers[i] is not null && WrittenNumber.Plain(_texts[i]) is null, first);
        return (
            Column
                .Numeric(
                    name,
                    [.. _codes.Select(code => code < 0 ? float.NaN : (float)(numbers[code]?.Value ?? double.NaN))]
                )
                .AsMeasure(numbers.Any(number => number?.Unit.Length > 0)),
            new NumberReading(_texts[shown], numbers[shown]!.Value.Value, mark, isDoubtful)
        );
    }

    // Whether the two marks give other numbers.
    private bool Differ() =>
        _texts.Any(text =>
            WrittenNumber.Of(text, DecimalMark.Point)?.Value != WrittenNumber.Of(text, DecimalMark.Comma)?.Value
        );

    /// <summary>Shape (texts,): null where a word stands for nothing; null if some other text is no number.</summary>
    private WrittenNumber?[]? NumbersBy(DecimalMark mark)
    {
        var numbers = new WrittenNumber?[_texts.Count];
        var units = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = WrittenNumber.Of(_texts[i], mark);
            if (numbers[i] is { } number)
            {
                units.Add(number.Unit);
            }
            else if (!IsNothing(_texts[i]) && (mark == DecimalMark.Comma || WrittenNumber.Plain(_texts[i]) is null))
            {
                return null;
            }
            else if (WrittenNumber.Plain(_texts[i]) is { } plain)
            {
                numbers[i] = new WrittenNumber(plain, "");
                units.Add("");
            }
        }

        // Dollars and euros are no numbers of one kind, nor are 12 % and 0.12.
        units.Remove(units.Contains("%") ? "%" : "");
        return
            units.Count <= (numbers.Any(number => number?.Unit == "%") ? 0 : 1)
            && (!_texts.Any(text => WrittenNumber.IsWordForNothing(text)) || _texts.Count - _words >= Many)
            ? numbers
            : null;
    }

    private static bool IsNothing(string text) =>
        WrittenNumber.IsInfinity(text) || WrittenNumber.IsWordForNothing(text);

    private void AddMissing()
    {
        if (_numbers is not null)
        {
            _numbers.Add(float.NaN);
        }
        else
        {
            _codes.Add(Column.Missing);
        }
    }

    private void AddNumber(ReadOnlySpan<char> cell)
    {
        var number = WrittenNumber.Plain(cell);
        if (number is null && (WrittenNumber.IsInfinity(cell) || WrittenNumber.IsWordForNothing(cell)))
        {
            Note(cell);
        }
        else
        {
            MustReadAgain |= number is null;
            LookAtPoints(cell);
        }

        _numbers!.Add(number ?? float.NaN);
    }

    private void Note(ReadOnlySpan<char> cell, int times = 1)
    {
        var word = cell.Trim();
        if (!word.IsEmpty)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(
                _missing.GetAlternateLookup<ReadOnlySpan<char>>(),
                word,
                out _
            ) += times;
        }
    }

    // Words that only now turn out to be missing.
    private void NoteWords()
    {
        for (var code = 0; _words > 0 && code < _texts.Count; code++)
        {
            if (IsNothing(_texts[code]))
            {
                Note(_texts[code], _codes.Count(one => one == code));
            }
        }
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
        var text = cell.ToString();
        _texts.Add(text);
        var number = WrittenNumber.Plain(cell);
        if (number is null && IsNothing(text))
        {
            _words++;
        }
        else
        {
            _isPlain &= number is not null;
            LookAtPoints(cell);
        }

        _numberOf.Add(number ?? float.NaN);
        return code;
    }

    private void LookAtPoints(ReadOnlySpan<char> cell)
    {
        if (_hasOnlyGroupedPoints && cell.IndexOf('.') is var at && at >= 0)
        {
            var whole = cell[..at].TrimStart('-');
            _points++;
            _hasOnlyGroupedPoints =
                whole.Length is >= 1 and <= 3 && whole[0] != '0' && cell.Length - at == 4 && !cell.Contains('e');
        }
    }
}

/// <summary>How a column of numbers was read that are not written as programs write them.</summary>
/// <param name="Text">The first cell so written.</param>
/// <param name="Value">What it is read as.</param>
/// <param name="Mark">The decimal mark that was taken.</param>
/// <param name="IsDoubtful">Whether the other mark would fit every cell, and give other numbers.</param>
internal sealed record NumberReading(string Text, double Value, DecimalMark Mark, bool IsDoubtful);
