using System.Buffers;
using CsMonolith.Learning.Localization;

namespace CsMonolith.Learning.Tables;

/// <summary>Splits a CSV stream into records: RFC 4180 quotes, LF or CRLF, blank lines skipped.</summary>
/// <remarks>
/// One record is held at a time, as text without its quotes: O(longest record) memory. The separator is a comma; a
/// header without one may be separated by tabs or semicolons instead, as spreadsheets of some countries write them.
/// </remarks>
internal sealed class CsvRecords(TextReader reader)
{
    /// <summary>Most characters of one record: a quote that is never closed must not swallow a whole file.</summary>
    public const int MaxRecord = 4 * 1024 * 1024;

    private readonly char[] _buffer = new char[64 * 1024];
    private readonly List<int> _ends = [];
    private char[] _text = new char[4096];
    private int _at;
    private int _end;
    private int _used;
    private long _line = 1;
    private char _separator;
    private SearchValues<char>? _stops;

    /// <summary>Line on which the present record began, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>Fields of the present record.</summary>
    public int Count => _ends.Count;

    /// <summary>Names of the columns, once they are known, for faults.</summary>
    public IReadOnlyList<string> Names { get; set; } = [];

    /// <summary>A field of the present record, good until the next one.</summary>
    public ReadOnlySpan<char> this[int field] =>
        _text.AsSpan(field == 0 ? 0 : _ends[field - 1], _ends[field] - (field == 0 ? 0 : _ends[field - 1]));

    /// <summary>Goes to the next record.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="TableException">
    /// A quote is never closed, text follows a closing quote, or a record is too long.
    /// </exception>
    public bool Next()
    {
        _ends.Clear();
        _used = 0;
        int next;
        while ((next = Peek()) is '\n' or '\r')
        {
            _at++;
            _line += next == '\n' ? 1 : 0;
        }

        if (next < 0)
        {
            return false;
        }

        Line = _line;
        _stops ??= SeparatedBy(Sniff());
        do
        {
            if (Peek() == '"')
            {
                _at++;
                Quoted();
            }
            else
            {
                Plain();
            }

            _ends.Add(_used);
        } while (Another());
        return true;
    }

    /// <summary>Passes what stands after a field: true if it is a separator.</summary>
    private bool Another()
    {
        var next = Peek();
        _at += next < 0 ? 0 : 1;
        if (next == _separator)
        {
            return true;
        }

        if (next == '\r' && Peek() == '\n')
        {
            _at++;
            next = '\n';
        }

        _line += next == '\n' ? 1 : 0;
        return next is '\n' or '\r' or < 0
            ? false
            : throw Fault(
                "csv.quote",
                new(
                    "Text follows a closing quote: double the quotes inside a quoted field.",
                    "引用符を閉じた後に文字があります。項目内の引用符は二重にしてください。"
                )
            );
    }

    private void Plain()
    {
        while (_at < _end || Fill())
        {
            var rest = _buffer.AsSpan(_at, _end - _at);
            var length = rest.IndexOfAny(_stops!);
            Append(length < 0 ? rest : rest[..length]);
            if (length >= 0)
            {
                _at += length;
                return;
            }

            _at = _end;
        }
    }

    private void Quoted()
    {
        while (_at < _end || Fill())
        {
            var rest = _buffer.AsSpan(_at, _end - _at);
            var length = rest.IndexOfAny('"', '\n');
            Append(length < 0 ? rest : rest[..length]);
            _at = length < 0 ? _end : _at + length + 1;
            if (length < 0)
            {
                continue;
            }

            if (rest[length] == '\n')
            {
                _line++;
                Append("\n");
            }
            else if (Peek() == '"')
            {
                _at++;
                Append("\"");
            }
            else
            {
                return;
            }
        }

        throw Fault(
            "csv.quote",
            new(
                "A quote is opened and never closed: close it, or remove it.",
                "引用符が閉じられていません。閉じるか取り除いてください。"
            )
        );
    }

    private void Append(ReadOnlySpan<char> part)
    {
        if (_used + part.Length > _text.Length)
        {
            if (_used + part.Length > MaxRecord)
            {
                throw Fault(
                    "csv.record",
                    new(
                        $"The row is longer than {MaxRecord} characters: a quote is probably opened and never closed.",
                        $"この行は {MaxRecord} 文字を超えています。引用符が閉じられていない可能性があります。"
                    )
                );
            }

            Array.Resize(ref _text, Math.Max(_text.Length * 2, _used + part.Length));
        }

        part.CopyTo(_text.AsSpan(_used));
        _used += part.Length;
    }

    private int Peek() => _at < _end || Fill() ? _buffer[_at] : -1;

    private bool Fill()
    {
        (_at, _end) = (0, reader.Read(_buffer, 0, _buffer.Length));
        return _end > 0;
    }

    /// <summary>What separates the header, as far as it stands in the buffer.</summary>
    private char Sniff()
    {
        var rest = _buffer.AsSpan(_at, _end - _at);
        var line = rest.IndexOfAny('\n', '\r') is var length && length < 0 ? rest : rest[..length];
        return line.Contains(',') ? ','
            : line.Contains('\t') ? '\t'
            : line.Contains(';') ? ';'
            : ',';
    }

    private SearchValues<char> SeparatedBy(char separator)
    {
        _separator = separator;
        return SearchValues.Create([separator, '\n', '\r']);
    }

    private TableException Fault(string code, LocalizedText text)
    {
        var field = Math.Max(_ends.Count - (_ends.Count > 0 && _ends[^1] == _used ? 1 : 0), 0);
        var begin = field == 0 ? 0 : _ends[field - 1];
        return new(
            code,
            Line,
            field < Names.Count ? Names[field] : $"#{field + 1}",
            new string(_text, begin, _used - begin),
            text
        );
    }
}
