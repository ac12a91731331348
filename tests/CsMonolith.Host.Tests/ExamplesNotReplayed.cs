namespace CsMonolith.Host.Tests;

/// <summary>Examples that cannot be sent in a small world, each with its reason.</summary>
internal static class ExamplesNotReplayed
{
    public static IReadOnlyDictionary<string, string> Reasons { get; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
