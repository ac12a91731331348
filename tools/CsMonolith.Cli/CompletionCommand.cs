using System.CommandLine;
using CsMonolith.Cli.Output;

namespace CsMonolith.Cli;

/// <summary>
/// <c>churn completion bash|zsh|fish|powershell</c>: prints a script by which the shell completes lines of this tool.
/// </summary>
internal static class CompletionCommand
{
    private const string Bash = """
        # churn: put this in ~/.bashrc:  source <(churn completion bash)
        _churn_complete() {
          local IFS=$'\n'
          COMPREPLY=($(compgen -W "$(churn "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -F _churn_complete churn
        """;

    private const string Zsh = """
        #compdef churn
        # churn: put this in ~/.zshrc, after compinit:  source <(churn completion zsh)
        _churn_complete() {
          local -a words_told
          words_told=("${(@f)$(churn "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
          compadd -a words_told
          _files
        }
        compdef _churn_complete churn
        """;

    private const string Fish = """
        # churn: put this in ~/.config/fish/completions/churn.fish:  churn completion fish > ...
        function __churn_complete
          set -l line (commandline -cp)
          churn "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
        end
        complete -c churn -a "(__churn_complete)"
        """;

    private const string PowerShell = """
        # churn: put this in $PROFILE:  churn completion powershell | Out-String | Invoke-Expression
        Register-ArgumentCompleter -Native -CommandName churn -ScriptBlock {
          param($wordToComplete, $commandAst, $cursorPosition)
          $line = $commandAst.ToString().PadRight($cursorPosition).Substring(0, $cursorPosition)
          churn "[suggest:$cursorPosition]" "$line" 2>$null |
            Where-Object { $_ -like "$wordToComplete*" } |
            ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
        }
        """;

    private static readonly Dictionary<string, string> Scripts = new(StringComparer.Ordinal)
    {
        ["bash"] = Bash,
        ["zsh"] = Zsh,
        ["fish"] = Fish,
        ["powershell"] = PowerShell,
    };

    /// <summary>Whether the shell asks for completions of a line; such a line may be incomplete.</summary>
    public static bool Asks(string[] args) =>
        args.Length > 0 && args[0].StartsWith("[suggest", StringComparison.Ordinal);

    public static Command Create(CliEnvironment environment)
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh, fish or powershell" };
        shell.AcceptOnlyFromAmong([.. Scripts.Keys]);
        var command = new Command("completion", "Print a script that completes this tool's commands in a shell")
        {
            shell,
        };
        command.SetGuardedAction(
            environment,
            (parsed, output) =>
            {
                var script = Scripts[parsed.GetValue(shell)!];
                output.Json(json => json.WriteString("script", script));
                output.Line(script);
                return ExitCode.Ok;
            }
        );
        return command;
    }
}
