namespace CsMonolith.Cli.Tests.Evidence;

public sealed class TreatmentByLevelTests(Bench bench) : IClassFixture<Bench>
{
    [Fact]
    public async Task A_treatment_is_named_with_its_level()
    {
        var at = await Tool.Run("effects", bench.Csv, "--label", "churned", "--treatment", "plan=c", "--json");
        var equals = await Tool.Run(
            "effects",
            bench.Csv,
            "--label",
            "churned",
            "--treatment",
            "plan",
            "--equals",
            "c",
            "--json"
        );

        at.Code.ShouldBe(0, at.Error);
        at.Out.ShouldBe(equals.Out);
    }

    [Fact]
    public async Task A_level_that_no_row_holds_brings_the_nearest_and_two_levels_are_refused()
    {
        var none = await Tool.Run("effects", bench.Csv, "--label", "churned", "--treatment", "plan=cc");
        var two = await Tool.Run("effects", bench.Csv, "--label", "churned", "--treatment", "plan=c", "--equals", "b");

        (none.Code, two.Code).ShouldBe((2, 2));
        none.Error.ShouldContain("holds 'cc'. Nearest: c");
        two.Error.ShouldContain("two levels");
    }
}
