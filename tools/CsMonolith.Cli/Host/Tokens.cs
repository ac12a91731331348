using System.Text.Json;
using CsMonolith.Cli.Output;

namespace CsMonolith.Cli.Host;

/// <summary>
/// The token by which a host is called: the one on the command line, else that of the variable CHURN_TOKEN, else the
/// one that <c>churn login</c> has kept for that host.
/// </summary>
/// <remarks>
/// What stands on a command line is seen in the list of processes and stays in the shell's history: the variable and
/// the login are meant. Kept tokens lie in a file that its owner alone may read, one for each address of a host, and
/// go to no other.
/// </remarks>
internal static class Tokens
{
    public const string Variable = "CHURN_TOKEN";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>
    /// Where tokens are kept: <c>churn/tokens.json</c> under XDG_CONFIG_HOME or the system's own place.
    /// </summary>
    public static string Path
    {
        get
        {
            var home = Environment.GetEnvironmentVariable("XDG_CONFIG_HOME");
            var root = string.IsNullOrEmpty(home)
                ? Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData)
                : home;
            return System.IO.Path.Combine(root, "churn", "tokens.json");
        }
    }

    /// <param name="host">Address of the host.</param>
    /// <param name="given">What stood on the command line.</param>
    /// <param name="now">The present, by which a kept token may be over.</param>
    /// <exception cref="CliException">
    /// There is none, or the kept one is over; says how one comes by a token.
    /// </exception>
    public static string For(Uri host, string? given, DateTimeOffset now)
    {
        var named = given ?? Environment.GetEnvironmentVariable(Variable);
        if (!string.IsNullOrEmpty(named))
        {
            return named;
        }

        var kept = Read().GetValueOrDefault(NameOf(host));
        return kept is null
                ? throw new CliException(
                    ExitCode.Usage,
                    new(
                        $"There is no token for {NameOf(host)}: sign in with churn login --host {NameOf(host)}, or "
                            + $"set the variable {Variable} (an API key csm_… or an access token).",
                        $"{NameOf(host)} のトークンがありません。churn login --host {NameOf(host)} でサインインするか、環境変数 {Variable} に"
                            + "設定してください(API キー csm_… またはアクセストークン)。"
                    )
                )
            : kept.ExpiresAt <= now
                ? throw new CliException(
                    ExitCode.Usage,
                    new(
                        $"The sign-in to {NameOf(host)} is over since {kept.ExpiresAt:u}: churn login --host "
                            + $"{NameOf(host)} signs in anew.",
                        $"{NameOf(host)} へのサインインは {kept.ExpiresAt:u} に切れました。churn login --host {NameOf(host)} "
                            + "でサインインし直してください。"
                    )
                )
            : kept.Token;
    }

    /// <summary>Keeps a token for a host, in the place of an earlier one.</summary>
    public static void Keep(Uri host, string token, DateTimeOffset expiresAt)
    {
        var all = Read();
        all[NameOf(host)] = new KeptToken(token, expiresAt);
        Write(all);
    }

    /// <summary>Forgets the token of a host.</summary>
    /// <returns>Whether there was one.</returns>
    public static bool Forget(Uri host)
    {
        var all = Read();
        var had = all.Remove(NameOf(host));
        if (had)
        {
            Write(all);
        }

        return had;
    }

    private static string NameOf(Uri host) => host.ToString().TrimEnd('/');

    private static Dictionary<string, KeptToken> Read()
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, KeptToken>>(File.ReadAllText(Path)) ?? [];
        }
        catch (Exception none) when (none is FileNotFoundException or DirectoryNotFoundException)
        {
            return [];
        }
        catch (JsonException)
        {
            throw new CliException(
                ExitCode.Usage,
                new(
                    $"'{Path}' is not whole: remove it and sign in again.",
                    $"「{Path}」が壊れています。削除してサインインし直してください。"
                )
            );
        }
    }

    // Beside the file and then in its place, so that it is never half written; closed to others before it holds a word.
    private static void Write(Dictionary<string, KeptToken> all)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        var draft = $"{Path}.{Environment.ProcessId}";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new FileStream(draft, options))
        {
            JsonSerializer.Serialize(file, all, Indented);
        }

        File.Move(draft, Path, overwrite: true);
    }

    private sealed record KeptToken(string Token, DateTimeOffset ExpiresAt);
}
