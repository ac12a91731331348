using CsMonolith.Kernel;
using CsMonolith.Platform;
using CsMonolith.Platform.Exports;

namespace CsMonolith.Imports.Exporting;

/// <summary>Every refusal of an export.</summary>
internal static class ExportErrors
{
    public static Error NoSuchTable(string name, IEnumerable<ExportTable> tables)
    {
        List<string> names = [.. tables.Select(table => table.Name)];
        return PlatformErrors.Invalid(
            new FieldFault(
                "table",
                $"There is no table '{name}'. {Nearest.Hint(name, names, "There are")}",
                $"「{name}」という表はありません。{Nearest.HintJa(name, names)}"
            )
        );
    }

    public static Error NotAllowed(ExportTable table) =>
        new(
            ErrorKind.Forbidden,
            "exports.table-not-allowed",
            $"'{table.Name}' shows what {table.Right} shows, which none of your roles may see row by row. "
                + "Ask an administrator for a role that may.",
            $"「{table.TitleJa}」({table.Name})は {table.Right} と同じ内容を含みますが、あなたの役割では1件ずつ見られません。見られる役割を管理者に依頼してください。"
        );

    public static Error NotOfAccounts(ExportTable table) =>
        PlatformErrors.Invalid(
            new FieldFault(
                "accountId",
                $"Rows of '{table.Name}' are not of one customer. Leave accountId out.",
                $"「{table.Name}」の行は顧客ごとではありません。accountId を外してください。"
            )
        );

    public static Error HasNoDays(ExportTable table, string parameter) =>
        PlatformErrors.Invalid(
            new FieldFault(
                parameter,
                $"Rows of '{table.Name}' have no day to choose by. Leave {parameter} out.",
                $"「{table.Name}」の行には絞り込める日付がありません。{parameter} を外してください。"
            )
        );
}
