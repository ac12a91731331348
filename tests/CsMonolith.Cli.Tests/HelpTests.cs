using CsMonolith.Cli.Output;

namespace CsMonolith.Cli.Tests;

public sealed class HelpTests
{
    [Fact]
    public void Every_text_of_help_is_there_in_Japanese()
    {
        var root = ChurnTool.Root(new(TextWriter.Null, TextWriter.Null, "en", IsTerminal: false, default));

        JapaneseHelp
            .All(root)
            .Select(symbol => symbol.Description ?? symbol.Name)
            .Distinct()
            .Where(text => JapaneseHelp.Of(text) is null)
            .ShouldBeEmpty();
    }

    [Theory]
    [InlineData("train", "モデルを学習し、結果のフォルダを作ります", "使用法")]
    [InlineData("score", "行ごとの確率を出力します", "オプション")]
    public async Task Help_is_told_in_the_language_that_is_asked_for(string command, string what, string heading)
    {
        var ja = await Tool.Run(command, "--help", "--lang", "ja");
        var en = await Tool.Run(command, "--help");

        ja.Out.ShouldContain(what);
        ja.Out.ShouldContain(heading);
        en.Out.ShouldNotContain(what);
        en.Out.ShouldContain("Usage:");
    }

    [Theory]
    [InlineData("trian", "train")]
    [InlineData("explian", "explain")]
    public async Task A_mistyped_command_brings_the_nearest(string typed, string meant)
    {
        (await Tool.Run(typed)).Error.ShouldContain($"Did you mean {meant}");
        (await Tool.Run(typed, "--lang", "ja")).Error.ShouldContain($"もしかして:{meant}");
    }

    [Fact]
    public async Task A_mistyped_option_and_a_mistyped_command_within_a_command_bring_the_nearest()
    {
        (await Tool.Run("train", "x.csv", "--lable", "churned")).Error.ShouldContain("Did you mean --label");
        (await Tool.Run("holdout", "analyze")).Error.ShouldContain("Did you mean analyse");
    }
}
