using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CsMonolith.Platform;
using CsMonolith.Platform.Exports;
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

    // What spreadsheets, databases and people write where there is nothing. 無し is also a no, which flags read first.
    private static readonly FrozenSet<string> Nothing = new[]
    {
        "-",
        "--",
        "---",
        "‐",
        "–",
        "—",
        "―",
        "ー",
        "#N/A",
        "N/A",
        "\\N",
        "NULL",
        "(null)",
        "なし",
        "無し",
        "該当なし",
        "(空白)",
    }.ToFrozenSet(StringComparer.Ordinal);

    // As words these may be somebody's name; as numbers, days and flags they are nothing.
    private static readonly FrozenSet<string> NothingButText = new[]
    {
        "n/a",
        "na",
        "null",
        "nan",
        "none",
        "nil",
        "無",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> SpreadsheetErrors = new[]
    {
        "#REF!",
        "#DIV/0!",
        "#VALUE!",
        "#NAME?",
        "#NUM!",
        "#NULL!",
        "#SPILL!",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads a cell.</summary>
    /// <param name="column">The column that it feeds.</param>
    /// <param name="cell">The cell as it stands in the file.</param>
    /// <param name="clock">The reporting time zone.</param>
    /// <param name="serials">Whether a bare number may stand for a day.</param>
    /// <param name="reading">How the column's cells are meant, where somebody has said so.</param>
    /// <returns>The value, <c>null</c> for an empty cell; or the fault.</returns>
    public static (object? Value, CellFault? Fault) Read(
        ImportColumn column,
        string cell,
        Clock clock,
        bool serials,
        ColumnReading? reading = null
    )
    {
        if (cell.Any(IsUnreadable))
        {
            return Fault(
                "holds characters that cannot be read. Save the file as UTF-8 and write them again.",
                "読み取れない文字(制御文字・文字化け)があります。UTF-8 で保存し直し、書き直してください。"
            );
        }

        var text = TableText.Unguarded(cell).Trim();
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

        var isWord = reading?.StandsFor(text) is not null;
        text = reading?.StandsFor(text)?.Trim() ?? text;
        var plain = text.Normalize(NormalizationForm.FormKC).Trim();
        if (!isWord && SpreadsheetErrors.Contains(plain))
        {
            return Fault(
                "is an error of the spreadsheet. Mend the formula, or empty the cell.",
                "表計算のエラー値です。数式を直すか、セルを空にしてください。"
            );
        }

        if (plain.Length == 0 || (!isWord && IsNothing(column.Type, plain)))
        {
            return (null, null);
        }

        var read = column.Type switch
        {
            ColumnType.Text => (Narrow(text, plain), null),
            ColumnType.Integer => Integer(column, plain),
            ColumnType.Decimal => Number(column, plain),
            ColumnType.Flag => Flags.TryGetValue(plain, out var flag)
                ? (flag, null)
                : Fault(
                    "is neither yes nor no. Write true or false, はい or いいえ, 有 or 無, ○ or ×, 1 or 0, or say what "
                        + "the column's words stand for.",
                    "はい・いいえのどちらでもありません。はい/いいえ、有/無、○/×、1/0、true/false で書くか、列の言葉の意味を指定してください。"
                ),
            ColumnType.Day => Moment(plain, clock, serials, reading) is var (at, fault) && fault is not null
                ? (null, fault)
                : (clock.DayOf(at), null),
            _ => Moment(plain, clock, serials, reading) is var (at, fault) && fault is not null
                ? (null, fault)
                : (at, null),
        };
        return reading?.ExclusiveEnd == true && read.Item1 is DateOnly first ? (first.AddDays(-1), null) : read;
    }

    private static bool IsNothing(ColumnType type, string plain) =>
        type == ColumnType.Flag
            ? !Flags.ContainsKey(plain) && (Nothing.Contains(plain) || NothingButText.Contains(plain))
            : Nothing.Contains(plain) || (type != ColumnType.Text && NothingButText.Contains(plain));

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

    private static (object? Value, CellFault? Fault) Integer(ImportColumn column, string plain)
    {
        var (value, fault) = Number(column, plain);
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

    private static (object? Value, CellFault? Fault) Number(ImportColumn column, string plain)
    {
        var bare = Money().Replace(plain, "");
        var negative = bare.StartsWith('(') && bare.EndsWith(')');
        bare = negative ? bare[1..^1] : bare;
        if (bare.Length > 0 && bare[0] is '△' or '▲' or '−' or '-' or '+')
        {
            (negative, bare) = (negative ^ (bare[0] != '+'), bare[1..]);
        }

        var match = Written(bare) ? Quantity().Match(bare) : Match.Empty;
        if (!match.Success || UnitOf(column, match.Groups["unit"].Value) is not { } unit)
        {
            return Fault(
                "is not a number. Write it like 1200 or 1,200.50, without words.",
                "数値ではありません。1200 や 1,200.50 のように、単位を付けずに書いてください。"
            );
        }

        return Sum(match, unit) is { } number
            ? (negative ? -number : number, null)
            : Fault(
                "is out of range: at most 18 digits before the point.",
                "大きすぎます。整数部は18桁以内で書いてください。"
            );
    }

    private static bool Written(string bare) => bare.Length is > 0 and < 100 && char.IsAsciiDigit(bare[0]);

    private static decimal? Sum(Match match, decimal unit)
    {
        var sum = 0m;
        foreach (var (group, worth) in Worths)
        {
            if (!match.Groups[group].Success)
            {
                continue;
            }

            if (
                !decimal.TryParse(
                    match.Groups[group].ValueSpan,
                    NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands,
                    CultureInfo.InvariantCulture,
                    out var part
                )
                || part > 1_000_000_000_000_000_000m / worth
            )
            {
                return null;
            }

            sum += part * worth * (group == "man" ? Tens(match.Groups["tens"].Value) : 1);
        }

        sum *= unit;
        return sum <= 1_000_000_000_000_000_000m ? sum : null;
    }

    private static readonly (string Group, decimal Worth)[] Worths =
    [
        ("oku", 100_000_000m),
        ("man", 10_000m),
        ("sen", 1_000m),
        ("rest", 1m),
    ];

    // 3百万 and 2千万.
    private static decimal Tens(string written) =>
        written switch
        {
            "百" => 100m,
            "千" => 1_000m,
            _ => 1m,
        };

    // A unit is taken only where the column counts in it: 90日 is no number of months.
    private static decimal? UnitOf(ImportColumn column, string unit)
    {
        if (unit.Length == 0)
        {
            return 1;
        }

        var word = unit.ToLowerInvariant();
        return column.Type == ColumnType.Integer && Counters.Contains(word) ? 1m
            : column.Name.EndsWith("Months", StringComparison.Ordinal)
                ? word switch
                {
                    "か月"
                    or "ヶ月"
                    or "カ月"
                    or "ヵ月"
                    or "ケ月"
                    or "ヶ月間"
                    or "か月間"
                    or "月"
                    or "months"
                    or "month" => 1,
                    "年" or "年間" or "years" or "year" => 12,
                    _ => null,
                }
            : column.Name.EndsWith("Days", StringComparison.Ordinal)
                ? word switch
                {
                    "日" or "日前" or "日間" or "days" or "day" => 1,
                    "週間" or "週間前" or "weeks" or "week" => 7,
                    _ => null,
                }
            : column.Name.EndsWith("Minutes", StringComparison.Ordinal)
                ? word switch
                {
                    "分" or "minutes" or "minute" or "mins" or "min" => 1,
                    "時間" or "hours" or "hour" or "h" => 60,
                    _ => null,
                }
            : column.Type == ColumnType.Decimal && word == "点" ? 1
            : null;
    }

    private static readonly FrozenSet<string> Counters = new[]
    {
        "名",
        "人",
        "席",
        "件",
        "社",
        "個",
        "本",
        "台",
        "回",
        "名様",
        "id",
        "ids",
        "アカウント",
        "ライセンス",
        "ユーザー",
        "ユーザ",
        "users",
        "user",
        "seats",
        "seat",
        "licenses",
        "licences",
        "people",
        "employees",
    }.ToFrozenSet(StringComparer.Ordinal);

    [GeneratedRegex(@"[\s¥\\$€£円]|^(?:JPY|USD|EUR|GBP)|(?:JPY|USD|EUR|GBP)$")]
    private static partial Regex Money();

    [GeneratedRegex(
        """
            ^(?: (?<oku> (?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)? ) 億 )?
             (?: (?<man> (?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)? ) (?<tens>[百千])? 万 )?
             (?: (?<sen> (?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)? ) 千 )?
             (?<rest> (?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)? )?
             (?<unit> \p{L}* )$
            """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex Quantity();
}
