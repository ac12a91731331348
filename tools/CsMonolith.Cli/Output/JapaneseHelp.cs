using System.CommandLine;
using System.Reflection;

namespace CsMonolith.Cli.Output;

/// <summary>The texts of help in Japanese, by the English ones that stand beside the options.</summary>
internal static class JapaneseHelp
{
    private static readonly Lazy<Dictionary<string, string>> Texts = new(Read);

    /// <summary>Puts the Japanese text in the place of each English one, of a command and all below it.</summary>
    public static void Translate(Command command)
    {
        foreach (var symbol in All(command))
        {
            if (symbol.Description is { } english && Of(english) is { } japanese)
            {
                symbol.Description = japanese;
            }
        }
    }

    /// <summary>
    /// The Japanese text, or null. A text that is Japanese already, as of an option that commands share, is its own.
    /// </summary>
    public static string? Of(string text) =>
        Texts.Value.TryGetValue(text, out var japanese) ? japanese
        : Texts.Value.ContainsValue(text) ? text
        : null;

    /// <summary>Every command, option and argument of a command and of those below it.</summary>
    public static IEnumerable<Symbol> All(Command command) =>
        [command, .. command.Options, .. command.Arguments, .. command.Subcommands.SelectMany(All)];

    // Blocks with an empty line between: lines of English, then lines of Japanese that begin with =.
    private static Dictionary<string, string> Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("japanese-help.txt")!;
        using var reader = new StreamReader(stream);
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var block in reader.ReadToEnd().ReplaceLineEndings("\n").Split("\n\n"))
        {
            var lines = block.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            texts.Add(
                string.Join(' ', lines.Where(line => !line.StartsWith('='))),
                string.Concat(lines.Where(line => line.StartsWith('=')).Select(line => line[1..].Trim()))
            );
        }

        return texts;
    }
}
