namespace CsMonolith.Platform.Documents;

/// <summary>
/// What a field's name means throughout the product, for fields without a docstring: <c>glossary.csv</c>, one name a
/// line.
/// </summary>
internal static class Glossary
{
    private static readonly IReadOnlyDictionary<string, string> Meanings = Load();

    /// <summary>A sentence about a field of that name; names that are not in the glossary are read as words.</summary>
    public static string Of(string name)
    {
        if (Meanings.TryGetValue(name, out var meaning))
        {
            return meaning;
        }

        if (name.Length > 2 && name.EndsWith("Id", StringComparison.Ordinal))
        {
            return $"Id of the {Docstrings.Words(name[..^2]).ToLowerInvariant()}.";
        }

        return Docstrings.Words(name) + ".";
    }

    private static Dictionary<string, string> Load()
    {
        using var file = new StreamReader(
            typeof(Glossary).Assembly.GetManifestResourceStream(typeof(Glossary), "glossary.csv")!
        );
        var meanings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (file.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#' && line.IndexOf(',', StringComparison.Ordinal) is var comma and > 0)
            {
                meanings.Add(line[..comma], line[(comma + 1)..].Trim());
            }
        }

        return meanings;
    }
}
