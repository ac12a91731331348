using Xunit.Abstractions;

namespace CsMonolith.Architecture.Tests;

/// <summary>
/// What the house costs its reader, as a table: <c>dotnet test tests/CsMonolith.Architecture.Tests --filter
/// MeasureTests --logger "console;verbosity=detailed"</c>.
/// </summary>
public sealed class MeasureTests(ITestOutputHelper output)
{
    private const int MostFilesOfTheMedianUseCase = 90;

    [Fact]
    public void Folders_and_circles_of_every_project()
    {
        output.WriteLine($"{"project", -36} {"folders", 8} {"in circles", 11} {"largest", 8}");
        foreach (var project in House.Projects)
        {
            var (folders, circles) = Circles.Count(House.Assembly(project.Assembly), project.Name);
            folders.ShouldBePositive();
            output.WriteLine($"{project.Name, -36} {folders, 8} {circles.Sum(), 11} {circles.FirstOrDefault(), 8}");
        }
    }

    [Fact]
    public void The_median_use_case_needs_few_files()
    {
        var host = House.Projects.Where(project =>
            !project.File.StartsWith(Path.Combine(House.Root, "tools"), StringComparison.Ordinal)
        );

        var reach = UseCaseReach.OfEveryEndpoint([.. host]);

        var median = reach[reach.Count / 2].Files;
        output.WriteLine($"{reach.Count} use cases; files that one needs, itself among them:");
        output.WriteLine($"fewest {reach[0]}, median {median}, most {reach[^1]}");
        median.ShouldBeLessThan(MostFilesOfTheMedianUseCase);
    }
}
