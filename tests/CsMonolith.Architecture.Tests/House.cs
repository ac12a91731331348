using System.Text.RegularExpressions;
using System.Xml.Linq;
using Mono.Cecil;

namespace CsMonolith.Architecture.Tests;

/// <summary>The house as it stands on disk. Modules are read from the folder, never from a list.</summary>
internal static partial class House
{
    public static string Root { get; } = FindRoot();

    /// <summary>The modules' names.</summary>
    public static IReadOnlyList<string> Modules { get; } =
    [
        .. Directory
            .GetDirectories(Path.Combine(Root, "modules"))
            .Select(folder => Path.GetFileName(folder)!)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Every project that ships or helps to ship: name and file.</summary>
    public static IReadOnlyList<Project> Projects { get; } =
    [
        .. new[] { "src", "modules", "models", "tools" }
            .SelectMany(folder =>
                Directory.GetFiles(Path.Combine(Root, folder), "*.csproj", SearchOption.AllDirectories)
            )
            .Where(file => !file.Contains("EfDesign", StringComparison.Ordinal))
            .Select(Project.Read),
    ];

    /// <summary>Every table that a migration makes, by its SQLite name.</summary>
    public static IReadOnlySet<string> Tables { get; } =
        Directory
            .GetFiles(Path.Combine(Root, "modules"), "*.cs", SearchOption.AllDirectories)
            .Where(file => file.Contains(Path.Combine("Migrations", "Sqlite"), StringComparison.Ordinal))
            .SelectMany(file =>
                CreatedTable().Matches(File.ReadAllText(file)).Select(match => match.Groups["table"].Value)
            )
            .ToHashSet(StringComparer.Ordinal);

    /// <summary>A module's compiled assembly.</summary>
    public static AssemblyDefinition Assembly(string name) =>
        AssemblyDefinition.ReadAssembly(Path.Combine(AppContext.BaseDirectory, name + ".dll"));

    /// <summary>All source files below a folder of the house.</summary>
    public static IEnumerable<string> Sources(string folder) =>
        Directory
            .GetFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(file =>
                !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "Migrations")
            );

    /// <summary>
    /// The files that declare a type which is not nested; none for what a tool wrote, such as a migration.
    /// </summary>
    /// <param name="fullName">
    /// As in an assembly: namespace, name and, for a generic type, its number of parameters.
    /// </param>
    public static IEnumerable<string> FilesOf(string fullName) => DeclaredIn.Value[fullName.Split('`')[0]];

    private static readonly Lazy<ILookup<string, string>> DeclaredIn = new(() =>
        new[] { "src", "modules", "models", "tools", "tests/CsMonolith.Offender" }
            .SelectMany(Sources)
            .SelectMany(file =>
            {
                var text = File.ReadAllText(file);
                var home = Namespace().Match(text).Groups["name"].Value;
                return Declared()
                    .Matches(text)
                    .Select(match => (Type: $"{home}.{match.Groups["name"].Value}".TrimStart('.'), File: file));
            })
            .ToLookup(one => one.Type, one => one.File, StringComparer.Ordinal)
    );

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Namespace();

    // The format puts a type that is not nested at the start of its line.
    [GeneratedRegex(
        @"^([a-z]+ )*((class|record struct|record|struct|interface|enum) |delegate [^(]* )(?<name>\w+)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Declared();

    /// <summary>The namespace that a file says it belongs to.</summary>
    public static string NamespaceOf(string file) => Namespace().Match(File.ReadAllText(file)).Groups["name"].Value;

    [GeneratedRegex("CreateTable\\(\\s*name: \"(?<table>[a-z_]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex CreatedTable();

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CsMonolith.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run inside the checkout.");
        }

        return folder.FullName;
    }
}

/// <summary>A project file, the assembly that it makes and what it refers to; the name is also its namespace.</summary>
internal sealed record Project(
    string Name,
    string Assembly,
    string File,
    IReadOnlyList<string> References,
    IReadOnlyList<string> Packages
)
{
    public static Project Read(string file)
    {
        var xml = XDocument.Load(file);
        return new Project(
            Path.GetFileNameWithoutExtension(file),
            (string?)xml.Descendants("AssemblyName").FirstOrDefault() ?? Path.GetFileNameWithoutExtension(file),
            file,
            [
                .. xml.Descendants("ProjectReference")
                    .Select(reference =>
                        Path.GetFileNameWithoutExtension(((string)reference.Attribute("Include")!).Replace('\\', '/'))
                    ),
            ],
            [.. xml.Descendants("PackageReference").Select(reference => (string)reference.Attribute("Include")!)]
        );
    }
}
