using System.Reflection;

namespace CsMonolith.Journey.Playbooks;

/// <summary>The playbooks that a new installation can begin with, read once from the files that come with it.</summary>
internal static class StarterPlaybooks
{
    private static readonly Lazy<IReadOnlyList<PlaybookDocument>> Read = new(ReadAll);

    /// <summary>All of them, in both languages, by code.</summary>
    public static IReadOnlyList<PlaybookDocument> All => Read.Value;

    public static PlaybookDocument? Find(string code, string language) =>
        All.FirstOrDefault(one => one.Code == code && one.Language == language);

    private static List<PlaybookDocument> ReadAll()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return
        [
            .. assembly
                .GetManifestResourceNames()
                .Where(name => name.EndsWith(".yaml", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(name =>
                {
                    using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                    return PlaybookFile.Read(reader.ReadToEnd()).Value;
                }),
        ];
    }
}
