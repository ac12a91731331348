using CsMonolith.Journey.ActionPlans;
using CsMonolith.Journey.Improvements;
using CsMonolith.Journey.Plans;
using CsMonolith.Journey.Plans.Budgets;
using CsMonolith.Journey.Plans.Cadences;
using CsMonolith.Journey.Plans.Deliverables;
using CsMonolith.Journey.Plans.Milestones;
using CsMonolith.Journey.Plans.Orders;
using CsMonolith.Journey.Plans.Resources;
using CsMonolith.Journey.Plans.Risks;
using CsMonolith.Journey.Plans.Scopes;
using CsMonolith.Journey.Plans.Templates;
using CsMonolith.Journey.Reviews;
using CsMonolith.Journey.Roles.Chain;
using CsMonolith.Journey.Roles.Charter;
using CsMonolith.Journey.Roles.Specialists;
using CsMonolith.Platform.Exports;

namespace CsMonolith.Journey;

/// <summary>The tables of the plans of success projects and of reviews, as they are downloaded.</summary>
internal static class JourneyPlanExports
{
    public static ExportTable[] Tables { get; } =
    [
        Of<ProjectScope>("project-scopes", "Scopes of projects", "プロジェクトのスコープ", nameof(GetProjectPlan))
            .By(row => row.ProjectId)
            .OfAccount(row => row.AccountId)
            .NotTaken(
                "A scope is set on its project: PUT /v1/success-projects/{projectId}/scope.",
                "PUT /v1/success-projects/{projectId}/scope で登録してください。"
            ),
        Of<PlanChange>("plan-changes", "Changes of plans", "計画の変更申請", nameof(GetProjectPlan))
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .On(row => row.RequestedOn)
            .NotTaken(
                "Two people change what was agreed; no file does.",
                "合意した内容は2人で変更するもので、取り込めません。"
            ),
        Of<Milestone>("milestones", "Milestones", "マイルストーン", nameof(ListMilestones))
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .On(row => row.ForecastOn)
            .NotTaken(
                "A milestone is added to its project: POST /v1/success-projects/{projectId}/milestones.",
                "POST /v1/success-projects/{projectId}/milestones で登録してください。"
            ),
        Of<ProjectBudget>("project-budgets", "Budgets of projects", "プロジェクトの予算", nameof(GetProjectPlan))
            .By(row => row.ProjectId)
            .OfAccount(row => row.AccountId)
            .NotTaken(
                "A budget is set on its project: PUT /v1/success-projects/{projectId}/budget.",
                "PUT /v1/success-projects/{projectId}/budget で登録してください。"
            ),
        Of<Spending>("project-spendings", "Spendings of projects", "プロジェクトの支出", nameof(GetProjectPlan))
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .On(row => row.On)
            .NotTaken(
                "A spending is recorded on its project: POST /v1/success-projects/{projectId}/spendings.",
                "POST /v1/success-projects/{projectId}/spendings で登録してください。"
            ),
        Of<Deliverable>("deliverables", "Deliverables", "成果物", nameof(GetProjectPlan))
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .On(row => row.DueOn)
            .NotTaken(
                "A deliverable is added to its project: POST /v1/success-projects/{projectId}/deliverables.",
                "POST /v1/success-projects/{projectId}/deliverables で登録してください。"
            ),
        Of<ResourceNeed>("resource-needs", "People whom projects need", "プロジェクトの要員", nameof(GetResourceGaps))
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .On(row => row.From)
            .NotTaken(
                "A need is requested for its project: POST /v1/success-projects/{projectId}/resource-needs.",
                "POST /v1/success-projects/{projectId}/resource-needs で登録してください。"
            ),
        Of<Cadence>("cadences", "Regular contacts", "定期連絡", nameof(GetProjectPlan))
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .On(row => row.FirstOn)
            .NotTaken(
                "A cadence is added to its project: POST /v1/success-projects/{projectId}/cadences.",
                "POST /v1/success-projects/{projectId}/cadences で登録してください。"
            ),
        Of<ProjectRisk>("project-risks", "Risks of projects", "プロジェクトのリスク", nameof(GetProjectPlan))
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .At(row => row.RecordedAt)
            .NotTaken(
                "A risk is added to its project: POST /v1/success-projects/{projectId}/risks.",
                "POST /v1/success-projects/{projectId}/risks で登録してください。"
            ),
        Of<ProjectOrder>("project-orders", "Orders of projects", "プロジェクトの手配", nameof(GetProjectPlan))
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .On(row => row.OrderedOn)
            .NotTaken(
                "An order is placed for its project: POST /v1/success-projects/{projectId}/orders.",
                "POST /v1/success-projects/{projectId}/orders で登録してください。"
            ),
        Of<PlanStart>("plan-starts", "Plans begun from a template", "ひな形から始めた計画", nameof(GetProjectPlan))
            .By(row => row.ProjectId)
            .OfAccount(row => row.AccountId)
            .On(row => row.LastOn)
            .NotTaken(
                "A plan is begun by POST /v1/success-projects/{projectId}/plan/defaults.",
                "POST /v1/success-projects/{projectId}/plan/defaults で適用してください。"
            ),
        Of<PlanTemplates>("plan-templates", "Standard plans", "標準の計画", nameof(GetPlanTemplates))
            .By(row => row.Id)
            .NotTaken(
                "The templates are one document: send it by PUT /v1/plan-templates.",
                "1つの設定です。PUT /v1/plan-templates で登録してください。"
            ),
        Of<ActionPlan>("action-plans", "Mutual action plans", "共同アクションプラン", nameof(GetActionPlan))
            .By(row => row.ProjectId)
            .OfAccount(row => row.AccountId)
            .NotTaken(
                "A plan is set on its project: PUT /v1/success-projects/{projectId}/action-plan.",
                "PUT /v1/success-projects/{projectId}/action-plan で登録してください。"
            ),
        Of<CustomerIntent>("customer-intents", "What customers set out to do", "お客様の意志", nameof(GetActionPlan))
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .On(row => row.SaidOn)
            .NotTaken(
                "A customer's words are recorded on their project: POST /v1/success-projects/{projectId}/commitments.",
                "POST /v1/success-projects/{projectId}/commitments で登録してください。"
            ),
        Of<ConfidenceCheck>("confidence-checks", "Confidence of sponsors", "スポンサーの確信度", nameof(GetActionPlan))
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .On(row => row.On)
            .NotTaken(
                "A sponsor is asked on the day: POST /v1/success-projects/{projectId}/confidence-checks.",
                "POST /v1/success-projects/{projectId}/confidence-checks で登録してください。"
            ),
        Of<PlanLink>("plan-links", "Links to plans", "プランへのリンク", nameof(GetActionPlan))
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .At(row => row.MadeAt)
            .NotTaken(
                "A link is made anew, with a secret of its own: POST /v1/success-projects/{projectId}/plan-links.",
                "リンクは作り直してください(POST /v1/success-projects/{projectId}/plan-links)。"
            ),
        Of<PlanVisit>("plan-visits", "Openings of plans", "プランの閲覧記録", nameof(GetActionPlan))
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .At(row => row.At)
            .NotTaken("Openings are noted as they happen.", "閲覧の記録は取り込めません。"),
        Of<EffectReview>("effect-reviews", "Effect reviews", "効果測定", nameof(ListEffectReviews))
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .On(row => row.DueOn)
            .NotTaken(
                "A review is planned, and held by people: POST /v1/accounts/{accountId}/effect-reviews.",
                "POST /v1/accounts/{accountId}/effect-reviews で登録してください。"
            ),
        Of<ReviewPolicy>("review-policies", "When effect reviews are due", "効果測定の時期", nameof(GetReviewPolicy))
            .By(row => row.Id)
            .NotTaken(
                "The policy is one document: send it by PUT /v1/review-policy.",
                "1つの設定です。PUT /v1/review-policy で登録してください。"
            ),
        Of<ReviewPreparation>(
                "review-preparations",
                "Preparation of business reviews",
                "QBRの準備",
                nameof(ListReviewPreparations)
            )
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .On(row => row.ReviewOn)
            .NotTaken(
                "Their minutes are activities; load those, and record a preparation by POST "
                    + "/v1/accounts/{accountId}/review-preparations.",
                "POST /v1/accounts/{accountId}/review-preparations で登録してください。時間は活動記録に残ります。"
            ),
        Of<RoleCharter>("role-charter", "Role charter", "役割憲章", nameof(GetRoleCharter))
            .By(row => row.Id)
            .NotTaken("The charter is decided by PUT /v1/role-charter.", "PUT /v1/role-charter で定めてください。"),
        Of<RoleChain>("role-chains", "Roles at accounts", "顧客ごとの役割", nameof(GetAccountRoles))
            .By(row => row.AccountId)
            .OfAccount(row => row.AccountId)
            .NotTaken(
                "A role is given by POST /v1/accounts/{accountId}/roles.",
                "POST /v1/accounts/{accountId}/roles で割り当ててください。"
            ),
        Of<Speciality>("specialities", "Specialities", "専門分野", nameof(ListSpecialities))
            .By(row => row.PersonId)
            .NotTaken(
                "What somebody knows is set by PUT /v1/people/{personId}/specialities.",
                "PUT /v1/people/{personId}/specialities で登録してください。"
            ),
        Of<SpecialistRequest>(
                "specialist-requests",
                "Requests for specialists",
                "専門担当への依頼",
                nameof(ListSpecialistRequests)
            )
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .On(row => row.WantedBy)
            .NotTaken(
                "A specialist is asked for by POST /v1/accounts/{accountId}/specialist-requests.",
                "POST /v1/accounts/{accountId}/specialist-requests で依頼してください。"
            ),
        Of<Improvement>("improvements", "Improvement projects", "改善プロジェクト", nameof(ListImprovements))
            .By(row => row.Id)
            .On(row => row.StartOn)
            .NotTaken(
                "A project's promise is fixed from its start; it is created by POST /v1/improvements.",
                "約束した効果は開始後に変えられないため、POST /v1/improvements で作成してください。"
            ),
    ];

    private static StoredTable<JourneyDb, TRow> Of<TRow>(string name, string en, string ja, string right)
        where TRow : class => new(name, en, ja, right);
}
