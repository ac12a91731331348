using System.Buffers;

namespace CsMonolith.DelimitedText;

/// <summary>Why the cells of a record cannot be told apart.</summary>
public enum RecordFault
{
    /// <summary>They can.</summary>
    None,

    /// <summary>
    /// A quotation mark is opened and not closed by the end of the text, or only in a later line, where the record has
    /// then another number of cells than the one before.
    /// </summary>
    QuoteNotClosed,

    /// <summary>Something stands between a closing quotation mark and the delimiter.</summary>
    TextAfterQuote,

    /// <summary>
    /// A cell is longer than <see cref="DelimitedRecords.LongestCell"/>, or the record than
    /// <see cref="DelimitedRecords.LongestRecord"/>, or it has more cells than <see cref="DelimitedRecords.MostCells"/>.
    /// </summary>
    TooLong,
}

/// <summary>
/// Splits delimited text (CSV, TSV) into records as it is read: the one set of rules for every such file that comes
/// into the house. See the README beside it.
/// </summary>
/// <remarks>
/// Quotation marks are RFC 4180's where they open a cell, and letters elsewhere. LF, CRLF and CR end a line, in quotes
/// too. Lines of nothing but white space are passed over. A record at fault is given once, and reading goes on at the
/// line after its first: one quotation mark too many costs one line. One record is held at a time: O(longest record)
/// memory, O(characters) time.
/// </remarks>
/// <param name="reader">The text; byte order marks at its beginning are passed over.</param>
/// <param name="delimiter">What stands between cells, one of <see cref="Delimiters"/>.</param>
public sealed class DelimitedRecords(TextReader reader, char delimiter)
{
    /// <summary>Most characters of a cell: a quotation mark left open must not swallow a file.</summary>
    public const int LongestCell = 100_000;

    /// <summary>Most characters of a record, quotation marks and delimiters included.</summary>
    public const int LongestRecord = 4 * 1024 * 1024;

    /// <summary>Most cells of a record: a line of nothing but delimiters must not take many times its own size.</summary>
    public const int MostCells = 200_000;

    private readonly SearchValues<char> _stops = SearchValues.Create([delimiter, '\n', '\r']);
    private readonly List<Cell> _cells = [];
    private char[] _buffer = new char[64 * 1024];
    private char[] _undoubled = [];
    private int _begin;
    private int _at;
    private int _end;
    private long _line = 1;
    private int _widthBefore;

    /// <summary>What may stand between cells; of two that fit equally, the first is meant.</summary>
    public static IReadOnlyList<char> Delimiters { get; } = [',', '\t', ';', '|'];

    /// <summary>Line on which the record begins, from 1; line ends within quotation marks count.</summary>
    public long Line { get; private set; }

    /// <summary>Why the cells of the record cannot be told apart; its last cell is then the one at fault.</summary>
    public RecordFault Fault { get; private set; }

    /// <summary>Cells of the record.</summary>
    public int Count => _cells.Count;

    /// <summary>The first line of the record as it stands in the text, as far as a record may be long.</summary>
    public ReadOnlySpan<char> FirstLine => LineAt(_begin);

    /// <summary>A cell of the record without its quotation marks, good until another cell is asked for.</summary>
    public ReadOnlySpan<char> this[int cell]
    {
        get
        {
            var (start, length, _, doubled) = _cells[cell];
            var text = _buffer.AsSpan(_begin + start, length);
            return doubled ? Undoubled(text) : text;
        }
    }

    /// <summary>Goes to the next record, whole or at fault.</summary>
    /// <returns>False at the end of the text.</returns>
    public bool Next()
    {
        if (Fault != RecordFault.None)
        {
            PassFirstLine();
        }

        do
        {
            _begin = _at;
            if (!Begin())
            {
                return false;
            }

            Fault = Split();
        } while (Fault == RecordFault.None && Count == 1 && !_cells[0].Quoted && this[0].IsWhiteSpace());

        if (Fault == RecordFault.None)
        {
            _widthBefore = Count;
        }
        else
        {
            HoldFirstLine();
        }

        return true;
    }

    private bool Begin()
    {
        while (_line == 1 && Peek() == '\uFEFF')
        {
            _begin = ++_at;
        }

        _cells.Clear();
        (Line, Fault) = (_line, RecordFault.None);
        return Peek() >= 0;
    }

    private RecordFault Split()
    {
        var spanning = -1;
        while (true)
        {
            var lineBefore = _line;
            var fault = Peek() == '"' ? Quoted() : Plain();
            if (fault != RecordFault.None)
            {
                return fault;
            }

            spanning = spanning < 0 && _line > lineBefore ? Count - 1 : spanning;
            var next = Peek();
            if (next == delimiter)
            {
                _at++;
                continue;
            }

            if (next >= 0 && !PassLineEnd())
            {
                return RecordFault.TextAfterQuote;
            }

            if (spanning < 0 || _widthBefore == 0 || Count == _widthBefore)
            {
                return RecordFault.None;
            }

            _cells.RemoveRange(spanning + 1, Count - spanning - 1);
            return RecordFault.QuoteNotClosed;
        }
    }

    private RecordFault Plain()
    {
        var start = _at - _begin;
        var length = -1;
        while (_at < _end || Fill())
        {
            length = _buffer.AsSpan(_at, _end - _at).IndexOfAny(_stops);
            _at = length < 0 ? _end : _at + length;
            if (length >= 0 || IsTooLong(start))
            {
                break;
            }
        }

        return Add(start, _at - _begin - start, quoted: false, doubled: false);
    }

    private RecordFault Quoted()
    {
        _at++;
        var start = _at - _begin;
        var doubled = false;
        while (_at < _end || Fill())
        {
            var length = _buffer.AsSpan(_at, _end - _at).IndexOf('"');
            _at = length < 0 ? _end : _at + length + 1;
            if (IsTooLong(start))
            {
                break;
            }

            if (length < 0)
            {
                continue;
            }

            if (Peek() != '"')
            {
                length = _at - 1 - _begin - start;
                _line += LineEnds(_buffer.AsSpan(_begin + start, length));
                return Add(start, length, quoted: true, doubled);
            }

            doubled = true;
            _at++;
        }

        var fault = Add(start, _at - _begin - start, quoted: true, doubled);
        return fault == RecordFault.None ? RecordFault.QuoteNotClosed : fault;
    }

    private RecordFault Add(int start, int length, bool quoted, bool doubled)
    {
        _cells.Add(new Cell(start, length, quoted, doubled));
        return length > LongestCell || _at - _begin > LongestRecord || _cells.Count > MostCells
            ? RecordFault.TooLong
            : RecordFault.None;
    }

    // Room for the closing quotation mark: Add measures the cell itself.
    private bool IsTooLong(int start) => _at - _begin - start > LongestCell + 1;

    /// <summary>Passes LF, CRLF or CR; false if something else stands there.</summary>
    private bool PassLineEnd()
    {
        var first = Peek();
        if (first is not ('\n' or '\r'))
        {
            return false;
        }

        _at++;
        if (first == '\r' && Peek() == '\n')
        {
            _at++;
        }

        _line++;
        return true;
    }

    private void HoldFirstLine()
    {
        while (FirstLine.Length == _end - _begin && _end - _begin < LongestRecord && Fill()) { }
    }

    // A line longer than a record may be is passed without being held.
    private void PassFirstLine()
    {
        (_line, _at) = (Line, _begin + FirstLine.Length);
        _begin = _at;
        while (Peek() >= 0 && !PassLineEnd())
        {
            _at += LineAt(_at).Length;
            _begin = _at;
        }
    }

    private ReadOnlySpan<char> LineAt(int from)
    {
        var rest = _buffer.AsSpan(from, _end - from);
        return rest.IndexOfAny('\n', '\r') is var length && length < 0 ? rest : rest[..length];
    }

    private static int LineEnds(ReadOnlySpan<char> text)
    {
        var ends = text.Count('\n');
        for (int at; (at = text.IndexOf('\r')) >= 0; text = text[(at + 1)..])
        {
            ends += at + 1 < text.Length && text[at + 1] == '\n' ? 0 : 1;
        }

        return ends;
    }

    private ReadOnlySpan<char> Undoubled(ReadOnlySpan<char> text)
    {
        if (_undoubled.Length < text.Length)
        {
            _undoubled = new char[text.Length];
        }

        var used = 0;
        for (int at; (at = text.IndexOf('"')) >= 0; text = text[Math.Min(at + 2, text.Length)..])
        {
            text[..(at + 1)].CopyTo(_undoubled.AsSpan(used));
            used += at + 1;
        }

        text.CopyTo(_undoubled.AsSpan(used));
        return _undoubled.AsSpan(0, used + text.Length);
    }

    private int Peek() => _at < _end || Fill() ? _buffer[_at] : -1;

    /// <summary>Reads on behind the present record, which stays; false at the end of the text.</summary>
    private bool Fill()
    {
        _buffer.AsSpan(_begin, _end - _begin).CopyTo(_buffer);
        (_at, _end, _begin) = (_at - _begin, _end - _begin, 0);
        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = reader.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        return read > 0;
    }

    // Places count from where the record begins, since the buffer moves.
    private readonly record struct Cell(int Start, int Length, bool Quoted, bool Doubled);
}
