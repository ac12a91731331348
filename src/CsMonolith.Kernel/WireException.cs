using System.Text.Json;

namespace CsMonolith.Kernel;

/// <summary>A value on the wire that cannot be read, in the words of both languages.</summary>
/// <param name="en">English sentence that says how the value is written.</param>
/// <param name="ja">The same in Japanese.</param>
public sealed class WireException(string en, string ja) : JsonException(en)
{
    /// <summary>The sentence in Japanese.</summary>
    public string Ja => ja;
}
