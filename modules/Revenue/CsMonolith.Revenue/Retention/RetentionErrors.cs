using CsMonolith.Revenue.Retention.Measures;

namespace CsMonolith.Revenue.Retention;

/// <summary>Every refusal of retention figures and definition packs.</summary>
internal static class RetentionErrors
{
    public static Error ClosesAreCounted { get; } =
        new(
            ErrorKind.Invalid,
            "revenue.retention.closed-as-it-was",
            "basis=asClosed shows what was frozen at the close; other rules of counting and knownOn work "
                + "with basis=restated only. Leave them out.",
            "basis=asClosed は締め時点の数字です。別の計上ルールや knownOn は basis=restated でだけ使えます。外してください。"
        );

    public static Error ClosesKnowNoProduct { get; } =
        new(
            ErrorKind.Invalid,
            "revenue.retention.closed-whole",
            "What was frozen at a close is each customer's whole MRR. Figures by product work with "
                + "basis=restated only; leave basis out, or give another grouping.",
            "締め時点の数字は顧客ごとの合計だけを保存しています。商品別は basis=restated でだけ使えます。basis を外すか、別の分け方を指定してください。"
        );

    public static Error PackOfTheHouse(string code) =>
        new(
            ErrorKind.Conflict,
            "revenue.pack.of-the-house",
            $"'{code}' is one of the house's own packs, which never change. Give yours another code.",
            $"「{code}」は標準で用意された定義セットで、変更できません。別のコードを指定してください。"
        );

    public static Error SamePack(DefinitionPack last) =>
        new(
            ErrorKind.Conflict,
            "revenue.pack.same",
            $"Version {last.Version} of '{last.Code}' says the same already. Change one of its definitions, "
                + "or use that one.",
            $"「{last.Code}」の第{last.Version}版がすでに同じ内容です。いずれかの定義を変えるか、その版を使ってください。"
        );
}
