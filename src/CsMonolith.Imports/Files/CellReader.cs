using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CsMonolith.Platform;
using CsMonolith.Platform.Imports;

namespace CsMonolith.Imports.Files;

/// <summary>Why a cell cannot be read, and how to mend it.</summary>
internal sealed record CellFault(string En, string Ja);

/// <summary>Reads one cell as what its column holds, as people in Japan write it.</summary>
internal static partial class CellReader
{
    private const int LongestCell = 10_000;

    private static readonly FrozenDictionary<string, bool> Flags = new Dictionary<string, bool>(
        StringComparer.OrdinalIgnoreCase
    )
    {
        ["true"] = true,
        ["1"] = true,
        ["yes"] = true,
        ["y"] = true,
        ["はい"] = true,
        ["有"] = true,
        ["有り"] = true,
        ["あり"] = true,
        ["○"] = true,
        ["〇"] = true,
        ["◯"] = true,
        ["false"] = false,
        ["0"] = false,
        ["no"] = false,
        ["n"] = false,
        ["いいえ"] = false,
        ["無"] = false,
        ["無し"] = false,
        ["なし"] = false,
        ["×"] = false,
        ["✕"] = false,
        ["✗"] = false,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads a cell.</summary>
    /// <param name="type">What the column holds.</param>
    /// <param name="cell">The cell as it stands in the file.</param>
    /// <param name="clock">The reporting time zone.</param>
    /// <param name="serials">Whether a bare number may stand for a day.</param>
    /// <returns>The value, <c>null</c> for an empty cell; or the fault.</returns>
    public static (object? Value, CellFault? Fault) Read(ColumnType type, string cell, Clock clock, bool serials)
    {
        if (cell.Any(IsUnreadable))
        {
            return Fault(
                "holds characters that cannot be read. Save the file as UTF-8 and write them again.",
                "読み取れない文字(制御文字・文字化け)があります。UTF-8 で保存し直し、書き直してください。"
            );
        }

        var text = Heading.Unguard(cell).Trim();
        if (text.Length == 0)
        {
            return (null, null);
        }

        if (text.Length > LongestCell)
        {
            return Fault(
                $"has {text.Length} characters; at most {LongestCell} are taken. Shorten it.",
                $"{text.Length}文字あります。{LongestCell}文字以内に短くしてください。"
            );
        }

        var plain = text.Normalize(NormalizationForm.FormKC).Trim();
        return type switch
        {
            ColumnType.Text => (Narrow(text, plain), null),
            ColumnType.Integer => Integer(plain),
            ColumnType.Decimal => Number(plain),
            ColumnType.Flag => Flags.TryGetValue(plain, out var flag)
                ? (flag, null)
                : Fault(
                    "is neither yes nor no. Write true or false, はい or いいえ, 有 or 無, ○ or ×, 1 or 0.",
                    "はい・いいえのどちらでもありません。はい/いいえ、有/無、○/×、1/0、true/false で書いてください。"
                ),
            ColumnType.Day => Moment(plain, clock, serials) is var (at, fault) && fault is not null
                ? (null, fault)
                : (clock.DayOf(at), null),
            _ => Moment(plain, clock, serials) is var (at, fault) && fault is not null ? (null, fault) : (at, null),
        };
    }

    private static (object? Value, CellFault? Fault) Fault(string en, string ja) => (null, new CellFault(en, ja));

    private static bool IsUnreadable(char letter) =>
        (char.IsControl(letter) && letter is not '\t' and not '\r' and not '\n')
        || letter is '\uFFFD' or >= '\uF8F0' and <= '\uF8F3';

    // A code or id in full-width letters is meant in plain ones; in prose ① and ㈱ stay what they are.
    private static string Narrow(string text, string plain) =>
        plain.All(char.IsAscii) && text.All(letter => letter is < '\u0080' or '\u3000' or >= '\uFF01' and <= '\uFF5E')
            ? plain
            : string.Create(
                text.Length,
                text,
                (narrow, wide) =>
                {
                    for (var i = 0; i < wide.Length; i++)
                    {
                        narrow[i] = wide[i] switch
                        {
                            '\u3000' => ' ',
                            >= '０' and <= '９' or >= 'Ａ' and <= 'Ｚ' or >= 'ａ' and <= 'ｚ' => (char)(
                                wide[i] - '０' + '0'
                            ),
                            var letter => letter,
                        };
                    }
                }
            );

    private static (object? Value, CellFault? Fault) Integer(string plain)
    {
        var (value, fault) = Number(plain);
        if (fault is not null)
        {
            return (null, fault);
        }

        var number = (decimal)value!;
        return number != decimal.Truncate(number)
                ? Fault(
                    "is not a whole number. Round it or use another column.",
                    "整数ではありません。整数で書いてください。"
                )
            : Math.Abs(number) > 1_000_000_000_000_000m
                ? Fault(
                    "is out of range: at most 1,000,000,000,000,000.",
                    "大きすぎます。1,000兆以内で書いてください。"
                )
            : ((long)number, null);
    }

    private static (object? Value, CellFault? Fault) Number(string plain)
    {
        var bare = Money().Replace(plain, "");
        var negative = bare.StartsWith('(') && bare.EndsWith(')');
        bare = negative ? bare[1..^1] : bare;
        if (bare.Length > 0 && bare[0] is '△' or '▲' or '−')
        {
            (negative, bare) = (true, bare[1..]);
        }

        if (!Digits().IsMatch(bare))
        {
            return Fault(
                "is not a number. Write it like 1200 or 1,200.50, without words.",
                "数値ではありません。1200 や 1,200.50 のように、単位を付けずに書いてください。"
            );
        }

        if (
            !decimal.TryParse(
                bare,
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands,
                CultureInfo.InvariantCulture,
                out var number
            )
            || Math.Abs(number) > 1_000_000_000_000_000_000m
        )
        {
            return Fault(
                "is out of range: at most 18 digits before the point.",
                "大きすぎます。整数部は18桁以内で書いてください。"
            );
        }

        return (negative ? -number : number, null);
    }

    [GeneratedRegex(@"[\s¥\\$€£円]")]
    private static partial Regex Money();

    [GeneratedRegex(@"^[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Digits();
}
