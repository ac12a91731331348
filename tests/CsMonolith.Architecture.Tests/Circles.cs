using Mono.Cecil;

namespace CsMonolith.Architecture.Tests;

/// <summary>
/// The wall between a project's folders. A folder is the part of a namespace that follows the project's own; a file
/// beside the folders stands for itself. Folders that need each other, directly or by way of others, make a circle:
/// none of them can be read, tested or moved without the rest.
/// </summary>
internal static class Circles
{
    /// <summary>
    /// Wall 6: one sentence per circle, with its shortest way round and a pair of types for each arrow.
    /// </summary>
    public static IReadOnlyList<string> Between(AssemblyDefinition assembly, string rootNamespace)
    {
        var arrows = Arrows(assembly, rootNamespace);
        return
        [
            .. Knots(arrows)
                .Select(knot =>
                {
                    var round = ShortestRound(knot, arrows);
                    var steps = round
                        .Zip([.. round.Skip(1), round[0]])
                        .Select(step => $"{step.First} -> {step.Second} ({arrows[step.First][step.Second]})");
                    return $"{assembly.Name.Name}: {knot.Count} need one another ({string.Join(", ", knot)}); "
                        + $"the shortest circle: {string.Join(", ", steps)}";
                }),
        ];
    }

    /// <summary>How many folders there are, and how many stand in each circle, the largest first.</summary>
    public static (int Folders, IReadOnlyList<int> InCircles) Count(AssemblyDefinition assembly, string rootNamespace)
    {
        var arrows = Arrows(assembly, rootNamespace);
        return (arrows.Count, [.. Knots(arrows).Select(knot => knot.Count)]);
    }

    /// <summary>
    /// Wall 7: who uses the type that composes the project, which sees everything and is seen by nobody.
    /// </summary>
    public static IReadOnlyList<string> Visitors(AssemblyDefinition assembly, string frontDoor) =>
        [
            .. TypeUses
                .Written(assembly)
                .Where(type => TypeUses.Of(type).Contains(frontDoor))
                .Select(type => $"{type.FullName} uses {frontDoor}"),
        ];

    // From a folder to those that it needs, each with the first pair of types that shows it.
    private static Dictionary<string, Dictionary<string, string>> Arrows(AssemblyDefinition assembly, string root)
    {
        var types = TypeUses.Written(assembly).OrderBy(type => type.FullName, StringComparer.Ordinal).ToList();
        var folders = types.ToDictionary(type => type.FullName, type => FolderOf(type, root), StringComparer.Ordinal);
        var arrows = folders.Values.Distinct(StringComparer.Ordinal).ToDictionary(folder => folder, _ => Needs());
        foreach (var type in types)
        {
            var from = folders[type.FullName];
            foreach (var used in TypeUses.Of(type).Where(folders.ContainsKey).Order(StringComparer.Ordinal))
            {
                if (folders[used] != from)
                {
                    arrows[from].TryAdd(folders[used], $"{Short(type.FullName, root)} uses {Short(used, root)}");
                }
            }
        }

        return arrows;

        static Dictionary<string, string> Needs() => new(StringComparer.Ordinal);
    }

    private static string FolderOf(TypeDefinition type, string root) =>
        type.Namespace.StartsWith(root + ".", StringComparison.Ordinal)
            ? type.Namespace[(root.Length + 1)..].Split('.')[0] + "/"
            : Path.GetFileName(House.FilesOf(type.FullName).FirstOrDefault()) ?? type.Name;

    private static string Short(string type, string root) =>
        type.StartsWith(root + ".", StringComparison.Ordinal) ? type[(root.Length + 1)..] : type;

    // Folders that reach each other, the largest group first.
    private static List<IReadOnlyList<string>> Knots(Dictionary<string, Dictionary<string, string>> arrows)
    {
        var reach = arrows.Keys.ToDictionary(folder => folder, folder => Reached(folder, arrows));
        return
        [
            .. arrows
                .Keys.Where(folder => reach[folder].Contains(folder))
                .GroupBy(folder =>
                    reach[folder].Where(other => reach[other].Contains(folder)).Min(StringComparer.Ordinal)!
                )
                .Select(knot => (IReadOnlyList<string>)[.. knot.Order(StringComparer.Ordinal)])
                .OrderByDescending(knot => knot.Count)
                .ThenBy(knot => knot[0], StringComparer.Ordinal),
        ];
    }

    // A folder is in its own reach only if a way leads back to it.
    private static HashSet<string> Reached(string start, Dictionary<string, Dictionary<string, string>> arrows)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([start]);
        while (open.TryPop(out var folder))
        {
            foreach (var next in arrows[folder].Keys.Where(reached.Add))
            {
                open.Push(next);
            }
        }

        return reached;
    }

    private static IReadOnlyList<string> ShortestRound(
        IReadOnlyList<string> knot,
        Dictionary<string, Dictionary<string, string>> arrows
    ) => knot.Select(start => WayBack(start, arrows)).MinBy(round => round.Count)!;

    // Breadth first, so the first way that leads back is the shortest from here.
    private static List<string> WayBack(string start, Dictionary<string, Dictionary<string, string>> arrows)
    {
        var before = new Dictionary<string, string>(StringComparer.Ordinal);
        var open = new Queue<string>([start]);
        while (open.TryDequeue(out var folder))
        {
            foreach (var next in arrows[folder].Keys.Order(StringComparer.Ordinal))
            {
                if (next == start)
                {
                    var way = new List<string> { folder };
                    while (way[^1] != start)
                    {
                        way.Add(before[way[^1]]);
                    }

                    way.Reverse();
                    return way;
                }

                if (before.TryAdd(next, folder))
                {
                    open.Enqueue(next);
                }
            }
        }

        throw new InvalidOperationException($"{start} is in no circle.");
    }
}
