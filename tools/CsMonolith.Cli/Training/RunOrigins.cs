using System.ComponentModel;
using System.Diagnostics;
using System.Reflection;
using CsMonolith.Learning.Runs;

namespace CsMonolith.Cli.Training;

/// <summary>When, by which program and from which state of the sources a run was made.</summary>
internal static class RunOrigins
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <param name="began">When the training began.</param>
    /// <param name="ended">When it was done.</param>
    public static RunOrigin Of(DateTimeOffset began, DateTimeOffset ended)
    {
        var commit = Git("rev-parse", "HEAD");
        var version =
            typeof(RunOrigins)
                .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
                ?.InformationalVersion
            ?? "";
        return new RunOrigin(
            began.UtcDateTime,
            (ended - began).TotalSeconds,
            $"churn {version}",
            commit,
            commit is null ? null : Git("status", "--porcelain") is { Length: > 0 }
        );
    }

    // Null where there is no git, or the present folder is in no repository.
    private static string? Git(params string[] words)
    {
        var start = new ProcessStartInfo("git", words)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        try
        {
            using var git = Process.Start(start)!;
            var told = git.StandardOutput.ReadToEndAsync();
            git.ErrorDataReceived += (_, _) => { };
            git.BeginErrorReadLine();
            if (!git.WaitForExit(Patience))
            {
                git.Kill();
                return null;
            }

            return git.ExitCode == 0 ? told.GetAwaiter().GetResult().Trim() : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
