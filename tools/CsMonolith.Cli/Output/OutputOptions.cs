using System.CommandLine;

namespace CsMonolith.Cli.Output;

/// <summary>
/// Options of every command. They belong to the root, so that they may stand before or after the command's own.
/// </summary>
internal static class OutputOptions
{
    public static readonly Option<bool> Json = new("--json")
    {
        Description = "One JSON object on stdout and nothing else",
        Recursive = true,
    };

    public static readonly Option<string?> Lang = new("--lang")
    {
        Description = "ja or en; otherwise LANG decides",
        Recursive = true,
    };
}
