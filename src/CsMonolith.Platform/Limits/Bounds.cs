namespace CsMonolith.Platform.Limits;

/// <summary>
/// What holds for every request, whatever the operation. The document states these figures and <see cref="JsonBodies"/>
/// keeps them.
/// </summary>
public static class Bounds
{
    /// <summary>The longest text of a body, in UTF-16 units. A validator may ask for less.</summary>
    public const int LongestText = 100_000;

    /// <summary>The most items of an array, or fields of an object, in a body.</summary>
    public const int MostItems = 100_000;

    /// <summary>The largest whole number, which every JSON reader still holds exactly.</summary>
    public const long LargestInteger = (1L << 53) - 1;

    /// <summary>The largest file in bytes.</summary>
    public const int LargestFile = 64 << 20;

    /// <summary>The longest query parameter.</summary>
    public const int LongestParameter = 4_000;

    /// <summary>
    /// The first year that may be asked about. Windows are counted back from a day, and must not leave the calendar.
    /// </summary>
    public const int FirstYear = 1900;

    /// <summary>The last year that may be asked about.</summary>
    public const int LastYear = 2999;

    /// <summary>How deep a body may be nested.</summary>
    public const int DeepestBody = Wire.DeepestBody;

    /// <summary>The largest body in bytes, unless the operation says otherwise.</summary>
    public const int LargestBody = 1 << 20;
}
