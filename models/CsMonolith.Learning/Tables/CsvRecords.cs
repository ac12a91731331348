using System.Text;

namespace CsMonolith.Learning.Tables;

/// <summary>Splits a CSV stream into records: RFC 4180 quotes, LF or CRLF, blank lines skipped.</summary>
internal sealed class CsvRecords(TextReader reader)
{
    private readonly StringBuilder _field = new();
    private long _line = 1;

    /// <summary>Line on which the last record began, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>The next record's fields, or null at the end.</summary>
    /// <exception cref="TableException">A quote is never closed, or text follows a closing quote.</exception>
    public List<string>? Next()
    {
        while (reader.Peek() is '\n' or '\r')
        {
            _line += reader.Read() == '\n' ? 1 : 0;
        }

        if (reader.Peek() < 0)
        {
            return null;
        }

        Line = _line;
        var fields = new List<string>();
        while (true)
        {
            fields.Add(reader.Peek() == '"' ? Quoted(fields.Count) : Plain());
            switch (reader.Read())
            {
                case ',':
                    continue;
                case '\r' when reader.Peek() == '\n':
                    _ = reader.Read();
                    _line++;
                    return fields;
                case '\n':
                    _line++;
                    return fields;
                case < 0 or '\r':
                    return fields;
                default:
                    throw Fault("csv.quote", fields.Count, fields[^1], new(
                        "Text follows a closing quote: double the quotes inside a quoted field.",
                        "引用符を閉じた後に文字があります。項目内の引用符は二重にしてください。"));
            }
        }
    }

    private string Plain()
    {
        _field.Clear();
        while (reader.Peek() is >= 0 and not (',' or '\n' or '\r'))
        {
            _field.Append((char)reader.Read());
        }

        return _field.ToString();
    }

    private string Quoted(int column)
    {
        _field.Clear();
        _ = reader.Read();
        while (true)
        {
            var next = reader.Read();
            if (next < 0)
            {
                throw Fault("csv.quote", column + 1, _field.ToString(), new(
                    "A quote is opened and never closed: close it, or remove it.",
                    "引用符が閉じられていません。閉じるか取り除いてください。"));
            }

            if (next == '"')
            {
                if (reader.Peek() != '"')
                {
                    return _field.ToString();
                }

                _ = reader.Read();
            }

            _line += next == '\n' ? 1 : 0;
            _field.Append((char)next);
        }
    }

    private TableException Fault(string code, int column, string value, Text text) => new(code, Line, $"#{column}", value, text);
}
