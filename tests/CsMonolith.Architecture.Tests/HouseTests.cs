using System.Xml.Linq;

namespace CsMonolith.Architecture.Tests;

/// <summary>Rules of order that no compiler keeps.</summary>
public sealed class HouseTests
{
    private static readonly string[] ForbiddenFolders =
    [
        "Helpers",
        "Common",
        "Utils",
        "Services",
        "Handlers",
        "Managers",
    ];

    public static TheoryData<string> EveryModule => [.. House.Modules];

    [Theory]
    [MemberData(nameof(EveryModule))]
    public void A_module_says_what_it_owns_publishes_asks_and_refuses(string module)
    {
        var readme = File.ReadAllText(Path.Combine(House.Root, "modules", module, "README.md"));
        foreach (var heading in new[] { "Owns", "Publishes", "Asks", "Refuses" })
        {
            readme.ShouldContain(heading, Case.Insensitive, $"{module}/README.md");
        }
    }

    [Fact]
    public void No_folder_is_a_drawer_for_odds_and_ends() =>
        House
            .Sources("src")
            .Concat(House.Sources("modules"))
            .Concat(House.Sources("models"))
            .Concat(House.Sources("tools"))
            .SelectMany(file => Path.GetRelativePath(House.Root, file).Split(Path.DirectorySeparatorChar))
            .Intersect(ForbiddenFolders)
            .ShouldBeEmpty();

    [Fact]
    public void A_version_is_pinned_once_and_exactly()
    {
        var pins = XDocument
            .Load(Path.Combine(House.Root, "Directory.Packages.props"))
            .Descendants("PackageVersion")
            .ToList();
        pins.Select(pin => (string)pin.Attribute("Version")!)
            .ShouldAllBe(version => version.StartsWith('[') && version.EndsWith(']'));
        pins.Select(pin => (string)pin.Attribute("Include")!).ShouldBeUnique();
    }

    [Fact]
    public void Every_project_stands_in_the_solution()
    {
        var solution = File.ReadAllText(Path.Combine(House.Root, "CsMonolith.sln"));
        House
            .Projects.Where(project => !solution.Contains(project.Name + ".csproj", StringComparison.Ordinal))
            .ShouldBeEmpty();
    }

    [Fact]
    public void Every_module_is_listed_in_the_host()
    {
        var program = File.ReadAllText(Path.Combine(House.Root, "src", "CsMonolith.Host", "Program.cs"));
        House
            .Modules.Where(module => !program.Contains($"new {module}Module()", StringComparison.Ordinal))
            .ShouldBeEmpty();
    }

    // By name: the learning library tells of a hostile file by an exception, and a registry must refuse it as bad
    // input; so does the library that reads YAML; PostgreSQL tells by one that a key was taken before.
    private static readonly string[] MayCatch =
    [
        "Artefact.cs",
        "SegmentBody.cs",
        "StreamBody.cs",
        "GroupCommitQueue.cs",
        "UsageInPostgres.cs",
        "PlaybookFile.cs",
    ];

    [Fact]
    public void No_slice_catches_an_exception() =>
        House
            .Sources("modules")
            .Where(file => !MayCatch.Contains(Path.GetFileName(file)))
            .Where(file =>
                File.ReadAllText(file).Contains("catch (", StringComparison.Ordinal)
                || File.ReadAllText(file).Contains("catch\n", StringComparison.Ordinal)
            )
            .Select(file => Path.GetRelativePath(House.Root, file))
            .ShouldBeEmpty();
}
