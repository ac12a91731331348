using CsMonolith.Journey.Accounts;
using CsMonolith.Journey.Accounts.Prospects;
using CsMonolith.Journey.Consulting;
using CsMonolith.Journey.Rivals;
using CsMonolith.Platform.Exports;

namespace CsMonolith.Journey;

/// <summary>The tables of prospects, rival tools and consulting beyond the product, as they are downloaded.</summary>
internal static class JourneyLifeExports
{
    public static ExportTable[] Tables { get; } =
    [
        Of<Prospect>("prospects", "Prospects", "見込み客", nameof(ListAccounts))
            .By(row => row.AccountId)
            .OfAccount(row => row.AccountId)
            .On(row => row.Since)
            .NotTaken(
                "A prospect is an account: load accounts with the column prospectSince.",
                "見込み客は顧客の取り込みで prospectSince の列を使って登録してください。"
            ),
        Of<RivalProducts>("rival-products", "Register of rival products", "競合製品", nameof(GetRivalProducts))
            .By(row => row.Id)
            .NotTaken(
                "The register is one document: send it by PUT /v1/rival-products.",
                "1つの設定です。PUT /v1/rival-products で登録してください。"
            ),
        Of<RivalTool>("rival-tools", "Rival tools at customers", "競合ツール", nameof(ListRivalTools))
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .At(row => row.RecordedAt)
            .NotTaken(
                "It is recorded by POST /v1/accounts/{accountId}/rival-tools.",
                "POST /v1/accounts/{accountId}/rival-tools で登録してください。"
            ),
        Of<RivalStanding>("rival-standings", "How rival tools stood", "競合ツールの状況", nameof(ListRivalTools))
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .On(row => row.From)
            .NotTaken(
                "It is recorded by POST /v1/rival-tools/{toolId}/standings.",
                "POST /v1/rival-tools/{toolId}/standings で登録してください。"
            ),
        Of<Assessment>("assessments", "Assessments of the current state", "現状診断", nameof(ListAssessments))
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .On(row => row.On)
            .NotTaken(
                "It is recorded by POST /v1/accounts/{accountId}/assessments.",
                "POST /v1/accounts/{accountId}/assessments で登録してください。"
            ),
        Of<ConsultingIssue>("consulting-issues", "Issues of customers", "顧客の課題", nameof(ListConsultingIssues))
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .On(row => row.OpenedOn)
            .NotTaken(
                "It is logged by POST /v1/accounts/{accountId}/consulting-issues.",
                "POST /v1/accounts/{accountId}/consulting-issues で登録してください。"
            ),
        Of<SolutionPlan>("solution-plans", "Solution plans", "解決計画", nameof(ListSolutionPlans))
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .At(row => row.RecordedAt)
            .NotTaken(
                "A plan is agreed by a contact of the customer, version by version; no file does that.",
                "計画は版ごとにお客様と合意するもので、取り込めません。"
            ),
    ];

    private static StoredTable<JourneyDb, TRow> Of<TRow>(string name, string en, string ja, string right)
        where TRow : class => new(name, en, ja, right);
}
