using Mono.Cecil;

namespace CsMonolith.Architecture.Tests;

/// <summary>
/// How many source files a use case needs: its own and every file whose types are used by types that it already needs,
/// across all projects of the host. What the container hands in by an interface is not followed.
/// </summary>
internal static class UseCaseReach
{
    /// <summary>Per endpoint its name and the number of files, the fewest first.</summary>
    public static IReadOnlyList<(string Endpoint, int Files)> OfEveryEndpoint(IReadOnlyList<Project> projects)
    {
        var types = projects
            .SelectMany(project => TypeUses.Written(House.Assembly(project.Assembly)))
            .DistinctBy(type => type.FullName, StringComparer.Ordinal)
            .ToDictionary(type => type.FullName, StringComparer.Ordinal);
        var uses = types.ToDictionary(
            type => type.Key,
            type => TypeUses.Of(type.Value).Where(types.ContainsKey).ToList(),
            StringComparer.Ordinal
        );
        var inFile = types
            .Keys.SelectMany(type => House.FilesOf(type).Select(file => (File: file, Type: type)))
            .ToLookup(one => one.File, one => one.Type, StringComparer.Ordinal);
        return
        [
            .. types
                .Values.Where(IsEndpoint)
                .Select(endpoint =>
                    (endpoint.Name, Files: House.FilesOf(endpoint.FullName).SelectMany(file => inFile[file]))
                )
                .Select(one => (one.Name, FilesReached(one.Files)))
                .OrderBy(one => one.Item2),
        ];

        int FilesReached(IEnumerable<string> start)
        {
            var reached = new HashSet<string>(start, StringComparer.Ordinal);
            var open = new Stack<string>(reached);
            while (open.TryPop(out var type))
            {
                foreach (var used in uses[type].Where(reached.Add))
                {
                    open.Push(used);
                }
            }

            return reached.SelectMany(type => House.FilesOf(type)).Distinct(StringComparer.Ordinal).Count();
        }
    }

    private static bool IsEndpoint(TypeDefinition type) =>
        type.IsClass && type.Interfaces.Any(shape => shape.InterfaceType.Name == "IEndpoint");
}
