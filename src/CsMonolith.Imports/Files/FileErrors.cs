using CsMonolith.Kernel;
using CsMonolith.Platform;

namespace CsMonolith.Imports.Files;

/// <summary>Every refusal of a file as a whole.</summary>
internal static class FileErrors
{
    public static Error Empty { get; } =
        new(
            ErrorKind.Invalid,
            "imports.empty",
            "The file holds no headings. Put the names of the columns into its first line.",
            "ファイルに見出しがありません。1行目に列名を入れてください。"
        );

    public static Error Unreadable { get; } =
        new(
            ErrorKind.Invalid,
            "imports.unreadable",
            "This is neither a text file nor a workbook (.xlsx) that can be read. Save it as CSV (UTF-8) or .xlsx "
                + "and send it again.",
            "テキストファイルでも Excel ブック(.xlsx)でもないか、読み取れません。CSV(UTF-8)か .xlsx で保存し直して送ってください。"
        );

    public static Error Locked { get; } =
        new(
            ErrorKind.Invalid,
            "imports.locked",
            "This is a workbook with a password, or one of the old format (.xls). Save it without a password as .xlsx "
                + "or as CSV (UTF-8) and send it again.",
            "パスワード付きのブックか、旧形式(.xls)のファイルです。パスワードを外し、.xlsx か CSV(UTF-8)で保存し直して送ってください。"
        );

    public static FieldFault NoSuchSheet(string sheet, IReadOnlyList<string> sheets) =>
        new(
            "/sheet",
            $"'{sheet}' is no visible sheet of the workbook. {Nearest.Hint(sheet, sheets, "It has")}",
            $"「{sheet}」というシートは(表示中のシートに)ありません。{Nearest.HintJa(sheet, sheets)}"
        );

    public static FieldFault NoSuchLine(int line, IReadOnlyList<int> lines) =>
        new(
            "/headerLine",
            $"Line {line} holds no headings. Give one of {string.Join(", ", lines)}, or 0 for a file without headings.",
            $"{line}行目に見出しがありません。{string.Join("、", lines)} のいずれか、見出しがなければ0を指定してください。"
        );

    public static Error BrokenJson(int line) =>
        new(
            ErrorKind.Invalid,
            "imports.broken-json",
            $"The file looks like JSON but cannot be read on from line {line}. Send an array of objects or an "
                + "object a line, each with plain fields.",
            $"JSON のようですが、{line}行目から読み取れません。オブジェクトの配列、または1行に1オブジェクトの形式で送ってください。"
        );

    public static Error TooLarge(int most) =>
        new(
            ErrorKind.TooLarge,
            "imports.too-large",
            $"The file is larger than {most >> 20} MB. Split it.",
            $"ファイルが{most >> 20}MBを超えています。分割してください。"
        );

    public static Error TooManyRows(int most) =>
        new(
            ErrorKind.TooLarge,
            "imports.too-many-rows",
            $"The file has more than {most:N0} rows. Split it.",
            $"ファイルが{most:N0}行を超えています。分割してください。"
        );

    public static Error TooWide(int columns, int most, int longest) =>
        new(
            ErrorKind.TooLarge,
            "imports.too-wide",
            $"The headings have {columns} columns; at most {most} of {longest} characters each are taken. Remove "
                + "columns that are not needed.",
            $"見出しが{columns}列あります。{most}列まで、1列{longest}文字までです。不要な列を除いてください。"
        );
}
