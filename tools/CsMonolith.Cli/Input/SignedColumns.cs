using CsMonolith.Cli.Output;

namespace CsMonolith.Cli.Input;

/// <summary>Reads lists such as <c>price=+1,logins=-1,plan</c>: names of columns, some with a direction.</summary>
internal static class SignedColumns
{
    /// <summary>Each name with 1, −1 or, where none was given, 0.</summary>
    /// <param name="flag">Flag that was given, for the failure.</param>
    /// <param name="asked">What stood after it.</param>
    public static IEnumerable<(string Name, int Sign)> Of(string flag, string asked)
    {
        foreach (var part in asked.Split(','))
        {
            // A name may hold the sign of equality itself.
            var at = part.LastIndexOf('=');
            var (name, sign) = at > 0 ? (part[..at].Trim(), part[(at + 1)..].Trim()) : (part.Trim(), "0");
            yield return sign is "0" or "1" or "+1" or "-1" && name.Length > 0
                ? (
                    name,
                    sign switch
                    {
                        "-1" => -1,
                        "0" => 0,
                        _ => 1,
                    }
                )
                : throw NotUnderstood(flag, part);
        }
    }

    public static CliException NotUnderstood(string flag, string part) =>
        new(
            ExitCode.Usage,
            new(
                $"{flag} '{part}': write COLUMN=+1 or COLUMN=-1, with commas between.",
                $"{flag}「{part}」:列名=+1 か 列名=-1 をカンマ区切りで指定してください。"
            )
        );
}
