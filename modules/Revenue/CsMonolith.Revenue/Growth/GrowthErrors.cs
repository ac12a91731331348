using CsMonolith.Revenue.Growth.Expansion;
using CsMonolith.Revenue.Growth.Leads;

namespace CsMonolith.Revenue.Growth;

/// <summary>Every refusal of opportunities, leads and proposals.</summary>
internal static class GrowthErrors
{
    public static Error OwnLead { get; } =
        new(
            ErrorKind.Conflict,
            "revenue.csql.own",
            "You submitted this lead yourself. Somebody of sales answers it.",
            "ご自身が提出したリードです。営業の担当者が回答します。"
        );

    public static Error LeadIs(LeadState state) =>
        new(
            ErrorKind.Conflict,
            "revenue.csql.state",
            $"This lead is {state.ToString().ToLowerInvariant()}. Only a submitted one is answered, and only "
                + "an accepted one has an outcome.",
            $"このリードの状態は {state.ToString().ToLowerInvariant()} です。回答できるのは submitted、結果を記録できるのは accepted のときだけです。"
        );

    public static Error CriteriaMissing(IReadOnlyCollection<string> missing) =>
        PlatformErrors.Invalid(
            new FieldFault(
                "/criteria",
                $"A lead needs evidence for {string.Join(", ", missing)} as well. Add it, or do not submit the lead yet.",
                $"{string.Join("、", missing)}の根拠も必要です。追記するか、まだ提出しないでください。"
            )
        );

    public static Error InTrouble(IReadOnlyCollection<TroubleSign> signs) =>
        new(
            ErrorKind.Conflict,
            "revenue.expansion.in-trouble",
            $"This customer is in trouble ({string.Join(", ", signs)}). Help first; propose when the signs are gone.",
            $"この顧客は問題を抱えています({string.Join("、", signs)})。先に支援し、解消してから提案してください。"
        );

    public static Error OpportunityOpen(string product) =>
        new(
            ErrorKind.Conflict,
            "revenue.expansion.open-already",
            $"There is an open opportunity of this kind for '{product}'. Go on with that one.",
            $"「{product}」には同じ種類の進行中の機会があります。そちらを進めてください。"
        );

    public static Error OpportunityClosed(DateOnly on) =>
        new(
            ErrorKind.Conflict,
            "revenue.expansion.closed",
            $"This opportunity was closed on {on:yyyy-MM-dd}. Open another one.",
            $"この機会は{on:yyyy-MM-dd}に終了しています。新しい機会を登録してください。"
        );

    public static Error NoChromium(string? path) =>
        new(
            ErrorKind.Conflict,
            "revenue.proposal.no-chromium",
            $"A PDF is printed with Chromium, and the server has none{(path is null ? "" : $" at '{path}'")}. Install it or name it in Revenue:Chromium, or ask for format=html and print that.",
            $"PDFの印刷にはChromiumが必要ですが、サーバー{(path is null ? "" : $"の「{path}」")}にありません。インストールするか Revenue:Chromium で場所を指定してください。または format=html を取得して印刷してください。"
        );

    public static Error NotPrinted(string path) =>
        new(
            ErrorKind.Conflict,
            "revenue.proposal.not-printed",
            $"Chromium at '{path}' made no PDF. Tell an administrator, or ask for format=html and print that.",
            $"「{path}」のChromiumがPDFを作成できませんでした。管理者に連絡するか、format=html を取得して印刷してください。"
        );
}
