using System.Reflection;

namespace CsMonolith.Architecture.Tests;

public sealed class WallTests
{
    public static TheoryData<string> EveryModule => [.. House.Modules];

    public static TheoryData<string> EveryProject => [.. House.Projects.Select(project => project.Name)];

    private static string OffenderFolder => Path.Combine(House.Root, "tests", "CsMonolith.Offender");

    [Fact]
    public void The_house_has_its_five_modules() =>
        House.Modules.ShouldBe(["Compensation", "Feedback", "Health", "Journey", "Revenue"]);

    [Theory]
    [MemberData(nameof(EveryProject))]
    public void A_project_refers_only_to_what_it_may_know(string name) =>
        Walls.References(House.Projects.Single(project => project.Name == name), House.Modules).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(EveryModule))]
    public void A_module_uses_only_what_it_may_know(string module) =>
        Walls.Knowledge(House.Assembly($"CsMonolith.{module}"), House.Modules).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(EveryModule))]
    public void Contracts_know_the_kernel_only(string module) =>
        Walls.Knowledge(House.Assembly($"CsMonolith.{module}.Contracts"), House.Modules).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(EveryModule))]
    public void Only_the_front_door_of_a_module_is_public(string module) =>
        Walls.Visibility(Assembly.Load($"CsMonolith.{module}"), module).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(EveryModule))]
    public void A_module_names_no_table_of_another(string module) =>
        Walls.ForeignTables(House.Assembly($"CsMonolith.{module}"), module, House.Modules).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(EveryModule))]
    [InlineData("Access")]
    [InlineData("Imports")]
    [InlineData("Operations")]
    public void A_query_writes_nothing(string module) =>
        Walls.WritingQueries(House.Assembly($"CsMonolith.{module}")).ShouldBeEmpty();

    [Theory]
    [InlineData("Access")]
    [InlineData("Imports")]
    [InlineData("Operations")]
    public void Only_the_front_door_of_a_supporting_module_is_public(string module) =>
        Walls.Visibility(Assembly.Load($"CsMonolith.{module}"), module).ShouldBeEmpty();

    [Theory]
    [InlineData("Access")]
    [InlineData("Imports")]
    [InlineData("Operations")]
    public void A_supporting_module_names_no_table_of_another(string module) =>
        Walls.ForeignTables(House.Assembly($"CsMonolith.{module}"), module, House.Modules).ShouldBeEmpty();

    [Fact]
    public void Nobody_silences_the_ban_on_symbols() =>
        Walls
            .Bypasses(
                House
                    .Sources("src")
                    .Concat(House.Sources("modules"))
                    .Concat(House.Sources("models"))
                    .Concat(House.Sources("tools"))
            )
            .ShouldBeEmpty();

    [Fact]
    public void Questions_flow_down_only()
    {
        // Compensation -> Health -> {Revenue, Feedback} -> Journey; news may flow anywhere, so a reference alone proves
        // nothing.
        var below = new Dictionary<string, string[]>
        {
            ["Journey"] = [],
            ["Revenue"] = ["Journey"],
            ["Feedback"] = ["Journey"],
            ["Health"] = ["Journey", "Revenue", "Feedback"],
            ["Compensation"] = ["Journey", "Revenue", "Health"],
        };
        foreach (var module in House.Modules)
        {
            Questions
                .AskedBy(House.Assembly($"CsMonolith.{module}"))
                .Except(below[module])
                .Except([module])
                .ShouldBeEmpty($"{module} asks a module that does not lie below it");
        }
    }

    [Fact]
    public void The_offender_trips_the_wall_of_references() =>
        Walls
            .References(Project.Read(Path.Combine(OffenderFolder, "CsMonolith.Offender.csproj")), House.Modules)
            .ShouldBe(["CsMonolith.Offender refers to CsMonolith.Journey"]);

    [Fact]
    public void The_offender_trips_the_wall_of_knowledge() =>
        Walls
            .Knowledge(House.Assembly("CsMonolith.Offender"), House.Modules)
            .ShouldBe(["CsMonolith.Offender uses CsMonolith.Journey"]);

    [Fact]
    public void The_offender_trips_the_wall_of_visibility() =>
        Walls
            .Visibility(Assembly.Load("CsMonolith.Offender"), "Offender")
            .ShouldBe([
                "CsMonolith.Offender.PublicWithoutNeed is public",
                "CsMonolith.Offender.OpenWithoutNeed is not sealed",
            ]);

    [Theory]
    [MemberData(nameof(EveryModule))]
    public void The_name_of_a_type_tells_its_part_in_a_slice(string module) =>
        Walls.Names(Assembly.Load($"CsMonolith.{module}")).ShouldBeEmpty();

    [Fact]
    public void The_offender_trips_the_wall_of_names() =>
        Walls
            .Names(Assembly.Load("CsMonolith.Offender"))
            .ShouldBe([
                "CsMonolith.Offender.Road maps a route and is not called Endpoint",
                "CsMonolith.Offender.Strict validates and is not called Validator",
                "CsMonolith.Offender.Doer answers a request and is not called Handler",
                "CsMonolith.Offender.Hearer reacts to news and is not called When",
            ]);

    [Fact]
    public void The_offender_trips_the_wall_of_data() =>
        Walls.ForeignTables(House.Assembly("CsMonolith.Offender"), "Offender", House.Modules).Count.ShouldBe(3);

    [Fact]
    public void The_offender_trips_the_wall_of_queries() =>
        Walls
            .WritingQueries(House.Assembly("CsMonolith.Offender"))
            .ShouldBe(
                ["CountVisitsHandler calls Transact", "CountVisitsHandler calls SaveChangesAsync"],
                ignoreOrder: true
            );

    [Fact]
    public void The_offender_trips_the_ban_on_symbols() =>
        Walls.Bypasses(House.Sources("tests/CsMonolith.Offender")).ShouldBe(["OffenderModule.cs silences RS0030"]);
}
