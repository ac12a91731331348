using CsMonolith.Imports.Files;
using CsMonolith.Kernel;
using CsMonolith.Platform;
using CsMonolith.Platform.Imports;

namespace CsMonolith.Imports.Loading;

/// <summary>Every refusal of an import, apart from those of its file.</summary>
internal static class ImportErrors
{
    public static Error NoSuchKind(string kind, IEnumerable<string> kinds) =>
        PlatformErrors.Invalid(
            new FieldFault(
                "kind",
                $"'{kind}' is not a kind of import. {Nearest.Hint(kind, [.. kinds], "There are")}",
                $"「{kind}」という取り込み種別はありません。{Nearest.HintJa(kind, [.. kinds])}"
            )
        );

    public static Error KindNotAllowed(ImportKind kind, string operation) =>
        new(
            ErrorKind.Forbidden,
            "imports.kind-not-allowed",
            $"A file of '{kind.Name}' writes what {operation} writes, which none of your roles may do for every account. "
                + "Ask CS operations to load it.",
            $"「{kind.TitleJa}」({kind.Name})の取り込みは {operation} と同じ内容を書き込みますが、あなたの役割ではすべての顧客に対して行えません。CSオペレーションに取り込みを依頼してください。"
        );

    public static Error AlreadyLoaded(Import earlier) =>
        new(
            ErrorKind.Conflict,
            "imports.already-loaded",
            $"This very file was already loaded on {earlier.CommittedAt ?? earlier.UploadedAt:yyyy-MM-dd HH:mm} "
                + $"UTC as {earlier.FileName} (import {earlier.Id}). Undo that import first if you mean to load it "
                + "again.",
            $"同じファイルは {earlier.CommittedAt ?? earlier.UploadedAt:yyyy-MM-dd HH:mm}(UTC)に {earlier.FileName} "
                + $"として取り込み済みです(取り込み {earlier.Id})。もう一度取り込む場合は、先にその取り込みを取り消してください。"
        );

    public static Error NotOpen(Import import) =>
        new(
            ErrorKind.Conflict,
            "imports.not-open",
            $"This import is {import.StateWord}; it can no longer be mapped, checked or committed. Upload the file "
                + "again.",
            $"この取り込みは「{import.StateWord}」のため、変更・確認・確定できません。ファイルをもう一度アップロードしてください。"
        );

    public static Error Busy(Guid job) =>
        new(
            ErrorKind.Conflict,
            "imports.busy",
            $"Job {job} is at work on this import. Wait until it ends, or stop it.",
            $"ジョブ {job} がこの取り込みを処理中です。終わるまで待つか、停止してください。"
        );

    public static Error NothingToUndo(Import import) =>
        new(
            ErrorKind.Conflict,
            "imports.nothing-to-undo",
            $"This import is {import.StateWord}; there is nothing to take back.",
            $"この取り込みは「{import.StateWord}」のため、取り消すものがありません。"
        );

    public static Error UndoTooLate(DateTime at, int days) =>
        new(
            ErrorKind.Conflict,
            "imports.undo-too-late",
            $"It was loaded on {at:yyyy-MM-dd}; an import can be undone for {days} days. Correct the rows one by "
                + "one or by another file.",
            $"{at:yyyy-MM-dd} に取り込まれました。取り消せるのは{days}日間です。個別に、または別のファイルで修正してください。"
        );

    public static Error ColumnsMissing(IReadOnlyList<ImportColumn> columns, FileLayout layout)
    {
        var first = string.Join(", ", layout.Headings.Take(3));
        var (en, ja) = layout.HasHeadings
            ? (
                $" Line {layout.HeaderLine} is taken for the headings ({first}): if the file has none, set headerLine "
                    + "to 0.",
                $"{layout.HeaderLine}行目を見出しとみなしています({first})。見出しがないファイルなら headerLine に0を指定してください。"
            )
            : ("", "");
        return new Error(
            ErrorKind.Conflict,
            "imports.columns-missing",
            "Columns that every row must have are not mapped: "
                + $"{string.Join(", ", columns.Select(column => column.Name))}. "
                + $"Map them to headings of the file first, or give them a constant.{en}",
            $"必須の列が割り当てられていません: {string.Join("、", columns.Select(column => column.TitleJa))}。"
                + $"先にファイルの見出しを割り当てるか、固定値を指定してください。{ja}"
        );
    }

    public static Error ChangedSince(int rows, string examples) =>
        new(
            ErrorKind.Conflict,
            "imports.changed-since",
            $"{rows} rows have been changed or removed since this import: {examples}. Nothing was taken back. "
                + "Correct them by hand.",
            $"取り込み後に変更・削除された行が{rows}件あります: {examples}。何も取り消していません。個別に修正してください。"
        );

    public static Error FactsDepend(IReadOnlyList<(string En, string Ja)> facts) =>
        new(
            ErrorKind.Conflict,
            "imports.facts-depend",
            $"Other facts depend on accounts that this import opened: {string.Join(", ", facts.Select(fact => fact.En))}. Undo their imports or remove them first.",
            $"この取り込みで登録した顧客に、ほかの情報が紐づいています: {string.Join("、", facts.Select(fact => fact.Ja))}。先にそれらの取り込みを取り消すか、削除してください。"
        );

    public static FieldFault NoEnd(string column) =>
        new(
            $"/columns/{column}/exclusiveEnd",
            $"'{column}' is no day. Only a column of days can have ends that are not meant themselves.",
            $"「{column}」は日付の列ではありません。終了日の含む・含まないは日付の列にだけ指定できます。"
        );

    public static FieldFault NoSuchColumn(string column, IReadOnlyList<string> columns) =>
        NoSuchColumn(column, column, columns);

    public static FieldFault NoSuchColumn(string path, string column, IReadOnlyList<string> columns) =>
        new(
            $"/{path}",
            $"'{column}' is not a column of this kind. {Nearest.Hint(column, columns, "It has")}",
            $"「{column}」という列はありません。{Nearest.HintJa(column, columns)}"
        );

    public static FieldFault NoSuchHeading(string column, string heading, IReadOnlyList<string> headings) =>
        new(
            $"/{column}",
            $"'{heading}' is not a heading of the file. {Nearest.Hint(heading, headings, "It has")}",
            $"「{heading}」という見出しはファイルにありません。{Nearest.HintJa(heading, headings)}"
        );

    public static FieldFault HeadingTwice(string column, string heading) =>
        new(
            $"/{column}",
            $"'{heading}' feeds more than one column. Give each column a heading of its own.",
            $"見出し「{heading}」が複数の列に割り当てられています。列ごとに別の見出しを割り当ててください。"
        );
}
