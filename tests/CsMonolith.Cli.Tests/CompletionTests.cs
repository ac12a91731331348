namespace CsMonolith.Cli.Tests;

public sealed class CompletionTests
{
    [Theory]
    [InlineData("churn tra", "train")]
    [InlineData("churn train data.csv --lab", "--label")]
    [InlineData("churn completion ", "zsh")]
    [InlineData("churn compare run champion --ho", "--host")]
    [InlineData("churn drift --mon", "--month")]
    [InlineData("churn score model.json new.csv --encoding ", "shift_jis")]
    public async Task An_unfinished_line_is_completed(string line, string expected)
    {
        var said = await Tool.Run($"[suggest:{line.Length}]", line);

        said.Code.ShouldBe(0, said.Error);
        said.Out.ShouldContain(expected);
    }

    [Theory]
    [InlineData("bash", "complete -o default -F")]
    [InlineData("zsh", "compdef")]
    [InlineData("fish", "complete -c churn")]
    [InlineData("powershell", "Register-ArgumentCompleter -Native -CommandName churn")]
    public async Task Each_shell_gets_a_completion_script(string shell, string expected) =>
        (await Tool.Run("completion", shell)).Out.ShouldContain(expected);

    [Fact]
    public async Task Another_shell_is_a_usage_error() => (await Tool.Run("completion", "cmd")).Code.ShouldBe(2);
}
