namespace CsMonolith.Architecture.Tests;

/// <summary>No circle between the folders of any project that ships.</summary>
public sealed class CircleTests
{
    public static TheoryData<string> EveryProject => [.. House.Projects.Select(project => project.Name)];

    [Theory]
    [MemberData(nameof(EveryProject))]
    public void The_folders_of_a_project_lie_in_no_circle(string name)
    {
        var project = House.Projects.Single(project => project.Name == name);

        Circles.Between(House.Assembly(project.Assembly), project.Name).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(EveryProject))]
    public void Nobody_uses_the_type_that_composes_a_project(string name)
    {
        var project = House.Projects.Single(project => project.Name == name);
        var module = name.Split('.')[^1] + "Module";

        foreach (var frontDoor in new[] { $"{project.Name}.{module}", "Program" })
        {
            Circles.Visitors(House.Assembly(project.Assembly), frontDoor).ShouldBeEmpty();
        }
    }

    [Fact]
    public void The_namespace_of_a_file_is_its_folder() =>
        House
            .Projects.SelectMany(project =>
                House
                    .Sources(Path.GetRelativePath(House.Root, Path.GetDirectoryName(project.File)!))
                    .Select(file => (File: file, Expected: NamespaceOf(file, project)))
            )
            .Where(one =>
                Path.GetFileName(one.File) is not ("Program.cs" or "LazyEndpoints.cs" or "RequestEndpoints.cs")
                && House.NamespaceOf(one.File) != one.Expected
            )
            .Select(one => Path.GetRelativePath(House.Root, one.File))
            .ShouldBeEmpty();

    [Fact]
    public void The_offender_trips_the_wall_of_circles() =>
        Circles
            .Between(House.Assembly("CsMonolith.Offender"), "CsMonolith.Offender")
            .ShouldBe([
                "CsMonolith.Offender: 2 need one another (Egg/, Hen/); the shortest circle: "
                    + "Egg/ -> Hen/ (Egg.Shell uses Hen.Brood), Hen/ -> Egg/ (Hen.Brood uses Egg.Shell)",
            ]);

    [Fact]
    public void The_offender_trips_the_wall_of_the_front_door() =>
        Circles
            .Visitors(House.Assembly("CsMonolith.Offender"), "CsMonolith.Offender.OffenderModule")
            .ShouldBe(["CsMonolith.Offender.Hen.Brood uses CsMonolith.Offender.OffenderModule"]);

    private static string NamespaceOf(string file, Project project) =>
        string.Join(
            '.',
            Path.GetRelativePath(Path.GetDirectoryName(project.File)!, file)
                .Split(Path.DirectorySeparatorChar)[..^1]
                .Prepend(project.Name)
        );
}
