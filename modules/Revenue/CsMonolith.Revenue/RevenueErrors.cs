using CsMonolith.Revenue.Expansion;
using CsMonolith.Revenue.Leads;
using CsMonolith.Revenue.Measures;

namespace CsMonolith.Revenue;

/// <summary>Every refusal of Revenue.</summary>
internal static class RevenueErrors
{
    public static Error MrrOrLine { get; } =
        new(
            ErrorKind.Invalid,
            "revenue.subscription.mrr-or-line",
            "Give either mrr or line: a ready monthly amount, or an amount with its interval from which it is computed.",
            "mrr(月額)か line(金額と請求周期)のどちらか一方を指定してください。"
        );

    public static Error LineOutOfRange(Money monthly) =>
        PlatformErrors.Invalid(
            new FieldFault(
                "/line",
                $"This line makes {monthly} a month, which is not between 0 and 1000000000000. Mend its amount, discount, tax or days.",
                $"この明細は月額 {monthly} になり、0～1000000000000 の範囲に入りません。金額・割引・税額・日数を直してください。"
            )
        );

    public static Error ClosesAreCounted { get; } =
        new(
            ErrorKind.Invalid,
            "revenue.retention.closed-as-it-was",
            "basis=asClosed shows what was frozen at the close; other rules of counting and knownOn work with basis=restated only. Leave them out.",
            "basis=asClosed は締め時点の数字です。別の計上ルールや knownOn は basis=restated でだけ使えます。外してください。"
        );

    public static Error ClosesKnowNoProduct { get; } =
        new(
            ErrorKind.Invalid,
            "revenue.retention.closed-whole",
            "What was frozen at a close is each customer's whole MRR. Figures by product work with basis=restated only; leave basis out, or give another grouping.",
            "締め時点の数字は顧客ごとの合計だけを保存しています。商品別は basis=restated でだけ使えます。basis を外すか、別の分け方を指定してください。"
        );

    public static Error NothingToClose { get; } =
        new(
            ErrorKind.Conflict,
            "revenue.month-close.no-subscriptions",
            "There is no subscription yet, so there is no month to close. Load subscriptions first.",
            "契約がまだないため、締める月がありません。先に契約を取り込んでください。"
        );

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
            $"This lead is {state.ToString().ToLowerInvariant()}. Only a submitted one is answered, and only an accepted one has an outcome.",
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
            $"Version {last.Version} of '{last.Code}' says the same already. Change one of its definitions, or use that one.",
            $"「{last.Code}」の第{last.Version}版がすでに同じ内容です。いずれかの定義を変えるか、その版を使ってください。"
        );

    public static Error SameRules(DateOnly day) =>
        new(
            ErrorKind.Conflict,
            "revenue.policy.same",
            $"These rules hold on {day:yyyy-MM-dd} already. Change one of them, or give another day.",
            $"{day:yyyy-MM-dd}にはすでに同じ方針が適用されています。いずれかの項目を変えるか、別の日を指定してください。"
        );

    public static Error MergedAlready(Guid account, Guid under) =>
        new(
            ErrorKind.Conflict,
            "revenue.merge.absorbed",
            $"Customer {account} was merged into {under} already. Name {under} instead, or void that merge first.",
            $"顧客 {account} はすでに {under} に統合されています。{under} を指定するか、先にその統合を取り消してください。"
        );

    public static Error MergeVoided(DateTime at) =>
        new(
            ErrorKind.Conflict,
            "revenue.merge.voided",
            $"This merge was taken back on {at:yyyy-MM-dd}. Record another one.",
            $"この統合は{at:yyyy-MM-dd}に取り消されています。新しい統合を登録してください。"
        );

    public static Error NoGap(string externalId, DateOnly? lastPaidDay, DateOnly until) =>
        new(
            ErrorKind.Conflict,
            "revenue.migration-gap.none",
            $"Between the end of '{externalId}' ({(lastPaidDay is { } last ? last.ToString("yyyy-MM-dd") : "open")}) and {until:yyyy-MM-dd} there is no gap. Name a subscription that starts later than the day after that end.",
            $"契約「{externalId}」の終了({(lastPaidDay is { } end ? end.ToString("yyyy-MM-dd") : "継続中")})と{until:yyyy-MM-dd}の間に空白期間はありません。終了の翌日より後に始まる契約を指定してください。"
        );

    public static Error GapTooLong(int days, int most) =>
        new(
            ErrorKind.Conflict,
            "revenue.migration-gap.too-long",
            $"The gap is {days} days long; a migration spans at most {most}. A longer one is a loss and a return.",
            $"空白期間は{days}日です。移行として扱えるのは{most}日までです。それより長いものは解約と復活になります。"
        );

    public static Error GapDeclared(string externalId) =>
        new(
            ErrorKind.Conflict,
            "revenue.migration-gap.declared",
            $"'{externalId}' goes on as another subscription already. Void that migration first.",
            $"契約「{externalId}」の移行先はすでに登録されています。先にその移行を取り消してください。"
        );

    public static Error GapVoided(DateTime at) =>
        new(
            ErrorKind.Conflict,
            "revenue.migration-gap.voided",
            $"This migration was taken back on {at:yyyy-MM-dd}. Declare another one.",
            $"この移行は{at:yyyy-MM-dd}に取り消されています。新しい移行を登録してください。"
        );

    public static Error OtherCustomer(string from, string to) =>
        new(
            ErrorKind.Conflict,
            "revenue.migration-gap.other-customer",
            $"'{from}' and '{to}' belong to different customers. Name two subscriptions of one, or merge the customers first.",
            $"契約「{from}」と「{to}」は別の顧客のものです。同じ顧客の契約を指定するか、先に顧客を統合してください。"
        );

    public static Error TakesOver(string externalId, Guid gap) =>
        new(
            ErrorKind.Conflict,
            "revenue.subscription.takes-over",
            $"Subscription '{externalId}' goes on for another one by migration {gap}. Void that migration first.",
            $"契約「{externalId}」は移行 {gap} で別の契約を引き継いでいます。先にその移行を取り消してください。"
        );

    public static Error RefundOfOtherDeal(Guid deal) =>
        PlatformErrors.Invalid(
            new FieldFault(
                "/opportunityId",
                $"There is no deal {deal} of this customer that was won in the currency of the refund. Name one that GET /v1/expansion-opportunities lists as won, or leave it out.",
                $"この顧客が返金と同じ通貨で受注した案件 {deal} はありません。GET /v1/expansion-opportunities の受注案件を指定するか、省略してください。"
            )
        );

    public static Error BeyondBilled(string externalId, Money billed, Money given) =>
        new(
            ErrorKind.Conflict,
            "revenue.refund.beyond-billed",
            $"For '{externalId}' {billed} was invoiced and {given} refunded already. Give back {billed - given} at most, or load the missing invoices.",
            $"契約「{externalId}」の請求額は{billed}、返金済みは{given}です。返金は{billed - given}までにするか、不足している請求書を取り込んでください。"
        );

    public static Error Voided(string externalId) =>
        new(
            ErrorKind.Conflict,
            "revenue.subscription.voided",
            $"Subscription '{externalId}' was voided: it counts as never having been. Open a new subscription instead.",
            $"契約「{externalId}」は取り消し済みで、存在しなかったものとして扱われます。新しい契約を登録してください。"
        );

    public static Error Paused(string externalId, DateOnly since) =>
        new(
            ErrorKind.Conflict,
            "revenue.subscription.paused",
            $"Subscription '{externalId}' is paused since {since:yyyy-MM-dd}. Record its resumption first.",
            $"契約「{externalId}」は{since:yyyy-MM-dd}から休止中です。先に再開を記録してください。"
        );

    public static Error NotPaused(string externalId, DateOnly on) =>
        new(
            ErrorKind.Conflict,
            "revenue.subscription.not-paused",
            $"Subscription '{externalId}' is not paused on {on:yyyy-MM-dd}. Record the pause first, or give a day from its first one on.",
            $"契約「{externalId}」は{on:yyyy-MM-dd}時点で休止していません。先に休止を記録するか、休止開始日以降の日付を指定してください。"
        );

    public static Error RenewalSettled(DateOnly due, DateOnly on) =>
        new(
            ErrorKind.Conflict,
            "revenue.renewal.settled",
            $"The renewal due {due:yyyy-MM-dd} was settled on {on:yyyy-MM-dd}. Open the next one, or correct the subscription.",
            $"{due:yyyy-MM-dd}期限の更新は{on:yyyy-MM-dd}に確定済みです。次の更新を登録するか、契約を訂正してください。"
        );

    public static Error NoEndKnown(string externalId) =>
        new(
            ErrorKind.Conflict,
            "revenue.renewal.no-end",
            $"Subscription '{externalId}' has no last paid day. Give dueOn, the last day of the term.",
            $"契約「{externalId}」には終了日がありません。期間の最終日を dueOn で指定してください。"
        );

    public static Error NothingToRenew(string externalId, DateOnly due) =>
        new(
            ErrorKind.Conflict,
            "revenue.renewal.nothing-to-renew",
            $"Subscription '{externalId}' has no term that ends on {due:yyyy-MM-dd} and could be renewed: it is cancelled, voided or begins later. Name another.",
            $"契約「{externalId}」に{due:yyyy-MM-dd}で更新できる期間がありません(解約・取り消し済み、または開始前)。別の契約を指定してください。"
        );

    public static Error RenewalOpen(string externalId, DateOnly due) =>
        new(
            ErrorKind.Conflict,
            "revenue.renewal.listed-already",
            $"The term of '{externalId}' that ends on {due:yyyy-MM-dd} is on the list already. Read it with GET /v1/renewals.",
            $"契約「{externalId}」の{due:yyyy-MM-dd}満了分はすでに更新一覧にあります。GET /v1/renewals で確認してください。"
        );

    public static Error NoRate(string from, string to, DateOnly on, int maxAgeDays) =>
        new(
            ErrorKind.Conflict,
            "revenue.rate.missing",
            $"There is no rate between {from} and {to} dated {on.AddDays(-maxAgeDays):yyyy-MM-dd} to {on:yyyy-MM-dd}. Record one with POST /v1/exchange-rates.",
            $"{on.AddDays(-maxAgeDays):yyyy-MM-dd}〜{on:yyyy-MM-dd}の{from}と{to}の為替レートがありません。POST /v1/exchange-rates で登録してください。"
        );

    public static Error ExternalIdTaken(string externalId) =>
        new(
            ErrorKind.Conflict,
            "revenue.external-id-taken",
            $"The external id '{externalId}' is in use already. Read what bears it, or give another.",
            $"外部ID「{externalId}」はすでに使われています。既存のものを確認するか、別のIDを指定してください。"
        );

    public static Error Cancelled(string externalId, DateOnly on) =>
        new(
            ErrorKind.Conflict,
            "revenue.subscription.cancelled",
            $"Subscription '{externalId}' was cancelled on {on:yyyy-MM-dd}. Open a new subscription instead.",
            $"契約「{externalId}」は{on:yyyy-MM-dd}に解約されています。新しい契約を登録してください。"
        );

    public static Error OutsideTerm(string externalId, DateOnly day, DateOnly startsOn, DateOnly? lastPaidDay) =>
        new(
            ErrorKind.Conflict,
            "revenue.subscription.outside-term",
            $"{day:yyyy-MM-dd} lies outside the term of '{externalId}', {startsOn:yyyy-MM-dd} to {(lastPaidDay is { } last ? last.ToString("yyyy-MM-dd") : "open")}. Give a day within it.",
            $"{day:yyyy-MM-dd}は契約「{externalId}」の期間({startsOn:yyyy-MM-dd}〜{(lastPaidDay is { } end ? end.ToString("yyyy-MM-dd") : "継続中")})の外です。期間内の日付を指定してください。"
        );

    public static Error OtherCurrency(string given, string currency) =>
        new(
            ErrorKind.Conflict,
            "revenue.subscription.other-currency",
            $"The amount is in {given} but the subscription is billed in {currency}. Give it in {currency}, or open another subscription.",
            $"金額は{given}ですが、契約の通貨は{currency}です。{currency}で指定するか、別の契約を登録してください。"
        );

    public static Error NotOver(Month month, DateOnly today) =>
        new(
            ErrorKind.Conflict,
            "revenue.month-close.not-over",
            $"{month} is not over: today is {today:yyyy-MM-dd}. Close it from {month.Plus(1).First:yyyy-MM-dd} on.",
            $"{month}はまだ終わっていません(本日 {today:yyyy-MM-dd})。{month.Plus(1).First:yyyy-MM-dd}以降に締めてください。"
        );

    public static Error AlreadyClosed(Month month, Month last) =>
        new(
            ErrorKind.Conflict,
            "revenue.month-close.already-closed",
            $"{month} is closed or lies before the first close; {last} is the last closed month. The next to close is {last.Plus(1)}; later facts about closed months are listed as adjustments.",
            $"{month}は締め済みです(最後に締めた月: {last})。次に締める月は{last.Plus(1)}です。締めた月への後からの変更は調整として一覧できます。"
        );

    public static Error BeforeFirst(Month month, Month first) =>
        new(
            ErrorKind.Conflict,
            "revenue.month-close.before-first",
            $"{month} lies before {first}, the first month with a subscription. Close {first} first.",
            $"{month}は最初の契約がある{first}より前です。まず{first}を締めてください。"
        );

    public static Error NotClosed(Month month) =>
        new(
            ErrorKind.Conflict,
            "revenue.month-close.open",
            $"{month} is not closed. Close it with POST /v1/month-closes, or ask with basis=restated.",
            $"{month}は未締めです。POST /v1/month-closes で締めるか、basis=restated で取得してください。"
        );

    public static Error NoSuchClose(Month month) =>
        new(
            ErrorKind.NotFound,
            "revenue.month-close.not-found",
            $"{month} has not been closed.",
            $"{month}は締められていません。"
        );
}
