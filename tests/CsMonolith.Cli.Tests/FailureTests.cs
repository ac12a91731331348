namespace CsMonolith.Cli.Tests;

public sealed class FailureTests
{
    private static readonly string[] Plan =
    [
        "holdout",
        "plan",
        "--name",
        "kickoff",
        "--hypothesis",
        "An early kickoff keeps customers.",
        "--label",
        "retained",
        "--base",
        "0.8",
        "--difference",
        "0.05",
        "--from",
        "2027-01-01",
        "--to",
        "2027-06-30",
        "--out",
        "never-written.json",
    ];

    [Fact]
    public async Task A_fault_of_the_tool_itself_is_one_sentence_and_exit_code_70()
    {
        var said = await Tool.RunWithFault(Plan);

        said.Code.ShouldBe(70);
        said.Out.ShouldBeEmpty();
        said.Error.ShouldBe(
            "This is a fault of churn itself (InvalidOperationException: The clock is broken.); "
                + "CHURN_TRACE=1 tells where."
                + Environment.NewLine
        );
    }

    [Fact]
    public async Task A_fault_is_told_in_Japanese_too()
    {
        var said = await Tool.RunWithFault([.. Plan, "--lang", "ja"]);

        said.Code.ShouldBe(70);
        said.Error.ShouldStartWith("churn 自体の不具合です(InvalidOperationException:The clock is broken.)");
    }

    [Fact]
    public async Task Help_lists_every_command_on_stdout()
    {
        var said = await Tool.Run("--help");

        said.Code.ShouldBe(0);
        said.Error.ShouldBeEmpty();
        foreach (
            var command in new[]
            {
                "check",
                "train",
                "score",
                "evaluate",
                "backtest",
                "compare",
                "drift",
                "patterns",
                "effects",
                "holdout",
                "explain",
                "edit",
                "import",
                "export",
                "pull",
                "register",
                "promote",
                "rollback",
                "card",
                "completion",
            }
        )
        {
            said.Out.ShouldContain($"  {command} ");
        }
    }
}
