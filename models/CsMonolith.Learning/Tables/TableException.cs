using CsMonolith.Learning.Localization;

namespace CsMonolith.Learning.Tables;

/// <summary>A file cannot be read as a table. The exception names line, column, value and remedy.</summary>
public sealed class TableException : Exception
{
    /// <summary>Describes one fault.</summary>
    /// <param name="code">Stable code such as <c>label.value</c>.</param>
    /// <param name="line">Line in the file, from 1; 0 if the fault is not on a line.</param>
    /// <param name="column">Column's name; empty if unknown.</param>
    /// <param name="value">What stands there, cut to 80 characters.</param>
    /// <param name="text">What is wrong and how to mend it.</param>
    public TableException(string code, long line, string column, string value, LocalizedText text)
        : base($"line {line}, column '{column}', value '{Shortened(value)}': {text.En}")
    {
        (Code, Line, Column, Value, Text) = (code, line, column, Shortened(value), text);
    }

    /// <summary>Stable code.</summary>
    public string Code { get; }

    /// <summary>Line in the file, from 1.</summary>
    public long Line { get; }

    /// <summary>Column's name.</summary>
    public string Column { get; }

    /// <summary>What stands there.</summary>
    public string Value { get; }

    /// <summary>What is wrong and how to mend it.</summary>
    public LocalizedText Text { get; }

    private static string Shortened(string value) => value.Length <= 80 ? value : value[..80] + "…";
}
