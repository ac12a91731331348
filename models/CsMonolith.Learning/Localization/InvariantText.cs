using System.Globalization;
using System.Runtime.CompilerServices;

namespace CsMonolith.Learning.Localization;

/// <summary>
/// An interpolated string whose numbers are written in the invariant culture, so that a file has the same bytes on
/// every machine. A parameter of this type accepts a sum of interpolated strings, which a FormattableString does not.
/// </summary>
[InterpolatedStringHandler]
internal ref struct InvariantText(int literalLength, int formattedCount)
{
    private DefaultInterpolatedStringHandler _text = new(literalLength, formattedCount, CultureInfo.InvariantCulture);

    public void AppendLiteral(string literal) => _text.AppendLiteral(literal);

    public void AppendFormatted<T>(T value, string? format = null) => _text.AppendFormatted(value, format);

    /// <summary>The text. Call it once: the buffer goes back to its pool.</summary>
    public string Take() => _text.ToStringAndClear();
}
