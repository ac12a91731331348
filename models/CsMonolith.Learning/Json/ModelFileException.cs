using CsMonolith.Learning.Localization;

namespace CsMonolith.Learning.Json;

/// <summary>A model file is refused because it is damaged, hostile or of an unknown format.</summary>
/// <param name="reason">What is wrong.</param>
public sealed class ModelFileException(LocalizedText reason) : Exception(reason?.En)
{
    /// <summary>What is wrong.</summary>
    public LocalizedText Reason => reason;
}
