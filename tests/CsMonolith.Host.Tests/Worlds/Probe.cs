using System.Text;
using System.Text.Json.Nodes;
using CsMonolith.Kernel;

namespace CsMonolith.Host.Tests.Worlds;

/// <summary>Whose thing an operation is pointed at, as seen from the first team.</summary>
internal enum Ownership
{
    Own,
    Team,
    Other,
    OtherPartner,
    Transferred,
    Missing,
}

/// <summary>
/// How one operation is pointed at one thing. A write is built so that it is refused for its content once the thing is
/// seen, so no case spoils another. Placeholders: {account}, {subscription}, {renewal}, {opportunity}, {proposal},
/// {lead}, {snapshot}, {card}, {handoff}, {promise}, {project}, {task}, {fire}, {stakeholder}, {run}, {milestone},
/// {change}, {deliverable}, {need}, {cadence}, {risk}, {order}, {review}, {pack}, {rival}, {standing}, {assessment},
/// {issue}, {solution}, {key}, and
/// {plan},
/// {statement}, {job}, {person} of a person.
/// </summary>
/// <param name="Marker">
/// For a list: what stands in the answer if the thing is in it. <c>null</c> where the thing is named in the request.
/// </param>
/// <param name="Sum">
/// For a figure: where the sum stands that tells by its bits whose amounts are in it, and the amount of bit 0.
/// </param>
/// <param name="Base">What the sum is rounded to for those who see groups only; 1 where nobody does.</param>
internal sealed record Probe(
    string Operation,
    string Method,
    string Path,
    string? Body = null,
    string? Marker = null,
    (string At, long Unit)? Sum = null,
    long Base = 1
)
{
    /// <summary>What a lead must fulfil, with evidence.</summary>
    public const string Criteria =
        """[{"criterion":"need","evidence":"x"},{"criterion":"budget","evidence":"x"},{"criterion":"decision-maker","evidence":"x"},{"criterion":"timing","evidence":"x"}]""";

    private const string Accountable =
        """{"members":[{"personId":"0199a000-0000-7000-8000-00000000dead","part":"accountable","department":null}]}""";

    /// <summary>Every operation that some role reaches only in part.</summary>
    public static IReadOnlyList<Probe> All { get; } =
    [
        new("GetJob", "GET", "/v1/jobs/{job}"),
        new("ListJobs", "GET", "/v1/jobs?limit=200", Marker: "{job}"),
        new("CancelJob", "DELETE", "/v1/jobs/{job}"),
        new("ListAccounts", "GET", "/v1/accounts?limit=200", Marker: "{account}"),
        new("GetAccount", "GET", "/v1/accounts/{account}"),
        new("ChangeAccount", "PATCH", "/v1/accounts/{account}", """{"industry":"製造"}"""),
        new(
            "AssignOwner",
            "PUT",
            "/v1/accounts/{account}/owner",
            """{"ownerId":"0199a000-0000-7000-8000-00000000dead","from":"2026-11-20"}"""
        ),
        new("EnterPhase", "POST", "/v1/accounts/{account}/phases", """{"phase":"no-such-phase","on":"2026-11-20"}"""),
        new("ListAccountPhases", "GET", "/v1/accounts/{account}/phases"),
        new(
            "DefineSuccess",
            "POST",
            "/v1/accounts/{account}/success-definitions",
            """{"outcome":"x","metric":"x","baseline":1,"target":2,"dueOn":"2999-01-02","ourOwnerId":"0199a000-0000-7000-8000-00000000dead","theirOwner":"x","agreedOn":"2999-01-01"}"""
        ),
        new(
            "RecordAttainment",
            "POST",
            "/v1/accounts/{account}/attainments",
            """{"on":"2999-01-01","value":1,"evidence":"x"}"""
        ),
        new("ListAttainments", "GET", "/v1/accounts/{account}/attainments"),
        new("ListSuccessDefinitions", "GET", "/v1/accounts/{account}/success-definitions"),
        new(
            "ListAccountsWithoutSuccessDefinition",
            "GET",
            "/v1/accounts-without-success-definition?limit=200",
            Marker: "{account}"
        ),
        new("ListCsmLoads", "GET", "/v1/csm-loads", Marker: "{owner}"),
        new("ListTouchRecommendations", "GET", "/v1/touch-recommendations?limit=200", Marker: "{account}"),
        new("ListTimeline", "GET", "/v1/accounts/{account}/timeline"),
        new(
            "RecordContact",
            "POST",
            "/v1/contacts",
            """{"accountId":"{account}","on":"2999-01-01","channel":"call","proactive":true,"becauseOfScore":false,"outcome":"reached"}"""
        ),
        new("ListContacts", "GET", "/v1/accounts/{account}/contacts"),
        new(
            "OpenTask",
            "POST",
            "/v1/tasks",
            """{"side":"theirs","title":"x","dueOn":"2999-01-02","contact":"x","accountId":"{account}","personId":"0199a000-0000-7000-8000-00000000dead"}"""
        ),
        new("ListTasks", "GET", "/v1/tasks?limit=200", Marker: "{account}"),
        new("GetTask", "GET", "/v1/tasks/{task}"),
        new("ChangeTask", "PATCH", "/v1/tasks/{task}", """{"title":"x"}"""),
        new("MoveTask", "POST", "/v1/tasks/{task}/moves", """{"dueOn":"1999-01-01","why":"x"}"""),
        new("FinishTask", "POST", "/v1/tasks/{task}/done", """{"on":"2999-01-01","text":"x"}"""),
        // A part of it is open.
        new("DropTask", "POST", "/v1/tasks/{task}/drop", """{"why":"x"}"""),
        new("ReopenTask", "POST", "/v1/tasks/{task}/reopen", """{"why":"x"}"""),
        new(
            "RecordActivity",
            "POST",
            "/v1/activities",
            """{"on":"2999-01-01","kind":"training","what":"x","minutes":1,"accountId":"{account}"}"""
        ),
        new("ListActivities", "GET", "/v1/activities?limit=200", Marker: "{account}"),
        new("GetActivityFigures", "GET", "/v1/activity-figures?from=2026-11&to=2026-11", Sum: ("total/minutes", 1)),
        new(
            "StartFire",
            "POST",
            "/v1/accounts/{account}/fires",
            """{"title":"x","cause":"no-such-cause","startedOn":"2026-11-17"}"""
        ),
        new("ListFires", "GET", "/v1/fires?limit=200", Marker: "{account}"),
        new("GetFire", "GET", "/v1/fires/{fire}"),
        new(
            "CloseFire",
            "POST",
            "/v1/fires/{fire}/close",
            """{"endedOn":"2026-11-17","cardId":"0199a000-0000-7000-8000-00000000dead"}"""
        ),
        new(
            "AddStakeholder",
            "POST",
            "/v1/accounts/{account}/stakeholders",
            """{"name":"x","standing":{"from":"2999-01-01","role":"user","influence":1,"stance":"neutral"}}"""
        ),
        new("ChangeStakeholder", "PATCH", "/v1/stakeholders/{stakeholder}", """{"title":"x"}"""),
        new(
            "RecordStanding",
            "POST",
            "/v1/stakeholders/{stakeholder}/standings",
            """{"from":"2999-01-01","role":"user","influence":1,"stance":"neutral"}"""
        ),
        new(
            "RecordInitiativeLevel",
            "POST",
            "/v1/accounts/{account}/initiative-levels",
            """{"level":"company","from":"2999-01-01"}"""
        ),
        new("GetPeopleMap", "GET", "/v1/accounts/{account}/people-map"),
        new("ListPeopleRisks", "GET", "/v1/people-risks?limit=200", Marker: "{account}"),
        new(
            "RateRelationship",
            "POST",
            "/v1/accounts/{account}/relationship-ratings",
            """{"score":3,"on":"2999-01-01"}"""
        ),
        new("ListRelationshipRatings", "GET", "/v1/accounts/{account}/relationship-ratings"),
        new("GetFireFigures", "GET", "/v1/fire-figures?from=2026-11&to=2026-11", Sum: ("fireMinutes", 1)),
        new("GetAccountRoles", "GET", "/v1/accounts/{account}/roles"),
        new("ListRoles", "GET", "/v1/account-roles?limit=200", Marker: "{account}"),
        new(
            "AssignRole",
            "POST",
            "/v1/accounts/{account}/roles",
            """{"role":"trainer","personId":"0199a000-0000-7000-8000-00000000dead","from":"2026-11-17"}"""
        ),
        new("EndRole", "POST", "/v1/accounts/{account}/roles/{role}/end", """{"lastDay":"1999-01-01"}"""),
        new(
            "HandOverRole",
            "POST",
            "/v1/accounts/{account}/roles/{role}/handover",
            """{"personId":"0199a000-0000-7000-8000-00000000dead","on":"2026-11-17"}"""
        ),
        new(
            "RequestSpecialist",
            "POST",
            "/v1/accounts/{account}/specialist-requests",
            """{"topic":"x","text":"x","wantedBy":"1999-01-01"}"""
        ),
        new("ListSpecialistRequests", "GET", "/v1/specialist-requests?limit=200", Marker: "{account}"),
        // Nobody fits, so nobody is asked.
        new("AnswerSpecialistRequest", "POST", "/v1/specialist-requests/{specialist}/answer", """{"accepts":true}"""),
        new("FinishSpecialistRequest", "POST", "/v1/specialist-requests/{specialist}/done"),
        new("GetNextStep", "GET", "/v1/accounts/{account}/next-step"),
        new("ListNextSteps", "GET", "/v1/next-steps?limit=200", Marker: "{account}"),
        new("TakeNextStep", "POST", "/v1/accounts/{account}/next-step/taken", """{"step":"no-such-step"}"""),
        new(
            "DeclineNextStep",
            "POST",
            "/v1/accounts/{account}/next-step/declined",
            """{"step":"no-such-step","reason":"x"}"""
        ),
        new("ListProjectPlans", "GET", "/v1/project-plans?limit=200", Marker: "{account}"),
        new("GetProjectPlan", "GET", "/v1/success-projects/{project}/plan"),
        new("GetActionPlan", "GET", "/v1/success-projects/{project}/action-plan"),
        new("SetActionPlan", "PUT", "/v1/success-projects/{project}/action-plan", """{"taskIds":[]}"""),
        new(
            "RecordCustomerIntent",
            "POST",
            "/v1/success-projects/{project}/commitments",
            """{"words":"x","saidBy":"x","saidOn":"2999-01-01"}"""
        ),
        new(
            "CheckConfidence",
            "POST",
            "/v1/success-projects/{project}/confidence-checks",
            """{"side":"ours","name":"x","score":3}"""
        ),
        new(
            "MakePlanLink",
            "POST",
            "/v1/success-projects/{project}/plan-links",
            """{"forWhom":"x","lastDay":"2001-01-01"}"""
        ),
        // It was ended already, and stays so.
        new("EndPlanLink", "POST", "/v1/plan-links/{link}/end"),
        // No template is in a language that is spoken nowhere, but the plan of this world is begun from one.
        // It takes effect, and leaves what the plan holds as it is.
        new("ApplyPlanDefaults", "POST", "/v1/success-projects/{project}/plan/defaults", """{"language":"en"}"""),
        new("SetProjectScope", "PUT", "/v1/success-projects/{project}/scope", """{"items":[]}"""),
        new(
            "AgreeProjectScope",
            "POST",
            "/v1/success-projects/{project}/scope/agreement",
            """{"on":"2026-11-17","with":"x"}"""
        ),
        new(
            "RequestPlanChange",
            "POST",
            "/v1/success-projects/{project}/plan-changes",
            """{"adds":[],"removes":[],"rebaselines":[],"reason":"x"}"""
        ),
        // Its author decides it nowhere, and it was decided in the others' sight.
        new("DecidePlanChange", "POST", "/v1/plan-changes/{change}/decision", """{"approve":true,"reason":"x"}"""),
        new(
            "AddMilestone",
            "POST",
            "/v1/success-projects/{project}/milestones",
            """{"title":"x","forecastOn":"2027-01-15","ownerId":"0199a000-0000-7000-8000-00000000dead"}"""
        ),
        new("ChangeMilestone", "PATCH", "/v1/milestones/{milestone}", """{"title":"x"}"""),
        new("ForecastMilestone", "POST", "/v1/milestones/{milestone}/forecasts", """{"on":"2027-03-01","why":"x"}"""),
        new("ReachMilestone", "POST", "/v1/milestones/{milestone}/actual", """{"on":"2999-01-01"}"""),
        // Every milestone has its baseline.
        new("AgreeBaselines", "POST", "/v1/success-projects/{project}/baseline"),
        new("ListMilestones", "GET", "/v1/milestones?limit=200", Marker: "{account}"),
        new(
            "SetProjectBudget",
            "PUT",
            "/v1/success-projects/{project}/budget",
            """{"amount":{"amount":"1","currency":"JPY"},"licenceYears":1,"crossSells":[]}"""
        ),
        new(
            "RecordSpending",
            "POST",
            "/v1/success-projects/{project}/spendings",
            """{"on":"2999-01-01","what":"x","amount":{"amount":"1","currency":"JPY"}}"""
        ),
        new(
            "AddDeliverable",
            "POST",
            "/v1/success-projects/{project}/deliverables",
            """{"title":"x","granularity":"x","criteria":"x","dueOn":"2027-01-15","ownerId":"0199a000-0000-7000-8000-00000000dead"}"""
        ),
        new("ChangeDeliverable", "PATCH", "/v1/deliverables/{deliverable}", """{"title":"x"}"""),
        new(
            "SignOffDeliverable",
            "POST",
            "/v1/deliverables/{deliverable}/sign-offs",
            """{"on":"2026-11-17","accepted":true}"""
        ),
        new("FinishDeliverable", "POST", "/v1/deliverables/{deliverable}/done", """{"on":"2026-11-17"}"""),
        new(
            "RequestResource",
            "POST",
            "/v1/success-projects/{project}/resource-needs",
            """{"role":"x","department":"x","hoursAWeek":1,"from":"2026-11-18","to":"2026-11-17"}"""
        ),
        new("PromiseResource", "POST", "/v1/resource-needs/{need}/promise", """{"by":"x","on":"2999-01-01"}"""),
        new(
            "FillResource",
            "POST",
            "/v1/resource-needs/{need}/filled",
            """{"personId":"0199a000-0000-7000-8000-00000000dead","on":"2026-11-17"}"""
        ),
        new("GetResourceGaps", "GET", "/v1/resource-gaps", Marker: "{project}"),
        new(
            "AddCadence",
            "POST",
            "/v1/success-projects/{project}/cadences",
            """{"group":"x","people":[],"everyDays":7,"firstOn":"1999-01-01","purpose":"x"}"""
        ),
        new("EndCadence", "POST", "/v1/cadences/{cadence}/end", """{"on":"2999-01-01"}"""),
        new(
            "AddProjectRisk",
            "POST",
            "/v1/success-projects/{project}/risks",
            """{"why":"x","trigger":"x","probability":1,"impact":1,"ownerId":"0199a000-0000-7000-8000-00000000dead"}"""
        ),
        new("ChangeProjectRisk", "PATCH", "/v1/project-risks/{risk}", """{"why":"x"}"""),
        // The risk was closed.
        new(
            "RateProjectRisk",
            "POST",
            "/v1/project-risks/{risk}/ratings",
            """{"probability":1,"impact":1,"why":"x"}"""
        ),
        new(
            "SettleProjectRisk",
            "POST",
            "/v1/project-risks/{risk}/state",
            """{"state":"open","on":"2999-01-01","why":"x"}"""
        ),
        new(
            "PlaceProjectOrder",
            "POST",
            "/v1/success-projects/{project}/orders",
            """{"what":"x","supplier":"x","orderedOn":"2999-01-01","expectedOn":"2999-01-02"}"""
        ),
        new("DeliverProjectOrder", "POST", "/v1/project-orders/{order}/delivery", """{"on":"2999-01-01"}"""),
        new(
            "CancelSubscription",
            "POST",
            "/v1/subscriptions/{subscription}/cancellation",
            """{"cancelledOn":"1999-01-01","lastPaidDay":"1999-01-31"}"""
        ),
        new("VoidCancellation", "POST", "/v1/subscriptions/{subscription}/cancellation/void", """{"reason":"x"}"""),
        new("ListSubscriptions", "GET", "/v1/subscriptions?limit=200", Marker: "{account}"),
        new("GetSubscription", "GET", "/v1/subscriptions/{subscription}"),
        new("ExportTableCsv", "GET", "/v1/exports/csv?table=subscriptions", Marker: "{account}"),
        new("ExportTableJson", "GET", "/v1/exports/jsonl?table=renewals", Marker: "{account}"),
        new("ListMovements", "GET", "/v1/movements?limit=200", Marker: "{account}"),
        new(
            "GetRetention",
            "GET",
            "/v1/retention?from=2026-08&to=2026-08",
            Sum: ("currencies/0/window/end/amount", 1000)
        ),
        new("GetRetentionAccounts", "GET", "/v1/retention/accounts?from=2026-08&to=2026-10", Marker: "{account}"),
        new("ListMonthCloses", "GET", "/v1/month-closes", Sum: ("items/0/accounts", 0)),
        new("GetMonthAdjustments", "GET", "/v1/month-closes/2026-10/adjustments", Marker: "{account}"),
        new("PauseSubscription", "POST", "/v1/subscriptions/{subscription}/pause", """{"on":"1999-01-01"}"""),
        new("ResumeSubscription", "POST", "/v1/subscriptions/{subscription}/resumption", """{"on":"1999-01-01"}"""),
        new("CheckLedger", "GET", "/v1/ledger-check?from=2026-08&to=2026-08", Sum: ("months/0/end/amount", 1000)),
        new(
            "GetRetentionMeasures",
            "GET",
            "/v1/retention-measures?from=2026-08&to=2026-08",
            Sum: ("figures/0/end/amount", 1000)
        ),
        new(
            "ExplainRetentionGap",
            "GET",
            "/v1/retention-gap?from=2026-10&to=2026-10&packA=standard&packB=renewal-base",
            Marker: "{account}"
        ),
        new(
            "GetUnitEconomics",
            "GET",
            "/v1/unit-economics?from=2026-06&to=2026-08&grossMargin=0.8",
            Sum: ("currencies/0/newMrr/amount", 1000)
        ),
        new(
            "GetRetentionCohorts",
            "GET",
            "/v1/retention-cohorts?from=2026-06&to=2026-08",
            Sum: ("cohorts/0/months/0/mrr/amount", 1000)
        ),
        new("OpenRenewal", "POST", "/v1/renewals", """{"subscriptionId":"{subscription}","dueOn":"1999-01-01"}"""),
        new("ListRenewals", "GET", "/v1/renewals?limit=200", Marker: "{account}"),
        new("GetRenewal", "GET", "/v1/renewals/{renewal}"),
        new("MoveRenewal", "PUT", "/v1/renewals/{renewal}/stage", """{"stage":"open"}"""),
        new("CallRenewal", "POST", "/v1/renewals/{renewal}/calls", """{"probability":0.5}"""),
        new("MakeFinalCall", "POST", "/v1/renewals/{renewal}/final-call", """{"probability":0.5}"""),
        new("SettleRenewal", "POST", "/v1/renewals/{renewal}/outcome", """{"on":"2026-11-20"}"""),
        new("ReopenRenewal", "POST", "/v1/renewals/{renewal}/outcome/void"),
        new(
            "GetRenewalForecast",
            "GET",
            "/v1/renewal-forecast?from=2027-03&to=2027-03",
            Sum: ("months/0/due/amount", 3000)
        ),
        new(
            "GetRenewalRates",
            "GET",
            "/v1/renewal-rates?from=2027-03&to=2027-03",
            Sum: ("currencies/0/due/amount", 3000)
        ),
        new("GetArrAtRisk", "GET", "/v1/arr-at-risk?from=2027-03&to=2027-03", Sum: ("totals/0/arr/amount", 36000)),
        new(
            "RecordChurnEvent",
            "POST",
            "/v1/churn-events",
            """{"externalId":"K-{key}","accountId":"{account}","on":"2026-11-10"}"""
        ),
        new("ListChurnEvents", "GET", "/v1/churn-events?limit=200", Marker: "{account}"),
        new("GetChurnDisagreement", "GET", "/v1/churn-disagreement?from=2026-06-01&to=2026-11-20", Marker: "{account}"),
        new(
            "GetChurnReasons",
            "GET",
            "/v1/churn-reasons?from=2026-08&to=2026-08",
            Sum: ("currencies/0/start/amount", 1000)
        ),
        new(
            "RecordPurchase",
            "POST",
            "/v1/purchases",
            """{"externalId":"P-{key}","accountId":"{account}","product":"x","on":"2026-11-10","amount":{"amount":"1","currency":"JPY"}}"""
        ),
        new("ListPurchases", "GET", "/v1/purchases?limit=200", Marker: "{account}"),
        new(
            "GetPurchaseFigures",
            "GET",
            "/v1/purchase-figures?from=2026-06&to=2026-06",
            Sum: ("currencies/0/window/amount/amount", 1)
        ),
        new("GetExpansionProposals", "GET", "/v1/accounts/{account}/expansion-proposals"),
        new(
            "OpenExpansionOpportunity",
            "POST",
            "/v1/expansion-opportunities",
            """{"accountId":"{account}","kind":"upsell","product":"x","signal":"x","goal":"x","expected":{"amount":"1","currency":"JPY"}}"""
        ),
        new("ListExpansionOpportunities", "GET", "/v1/expansion-opportunities?limit=200", Marker: "{account}"),
        new(
            "MoveExpansionOpportunity",
            "PUT",
            "/v1/expansion-opportunities/{opportunity}/stage",
            """{"stage":"proposed"}"""
        ),
        new("BuildProposal", "POST", "/v1/accounts/{account}/proposals", """{"minutesByHand":60}"""),
        new("ListProposals", "GET", "/v1/proposals?limit=200", Marker: "{account}"),
        new("GetProposalDocument", "GET", "/v1/proposals/{proposal}/document?format=html&language=en"),
        new(
            "DivideCredit",
            "POST",
            "/v1/expansion-opportunities/{opportunity}/credit-splits",
            """{"from":"2026-11-20","shares":[{"role":"cs","personId":"0199a000-0000-7000-8000-00000000dead","partnerId":null,"percent":100}]}"""
        ),
        new("ListCreditSplits", "GET", "/v1/expansion-opportunities/{opportunity}/credit-splits"),
        new("GetCreditedArr", "GET", "/v1/credited-arr?from=2026-11-01&to=2026-11-30", Sum: ("won/0/amount", 1000)),
        new("SubmitLead", "POST", "/v1/csqls", $$"""{"accountId":"{account}","summary":"x","criteria":{{Criteria}}}"""),
        new("ListLeads", "GET", "/v1/csqls?limit=200", Marker: "{account}"),
        new("AnswerLead", "PUT", "/v1/csqls/{lead}/answer", """{"accepted":true}"""),
        new("SettleLead", "PUT", "/v1/csqls/{lead}/outcome", """{"on":"2026-11-20","reason":"x"}"""),
        new(
            "RecordBenefit",
            "POST",
            "/v1/accounts/{account}/benefits",
            """{"on":"2026-11-10","kind":"price","amount":{"amount":"1","currency":"JPY"},"evidence":"x"}"""
        ),
        new("GetValueLedger", "GET", "/v1/accounts/{account}/value-ledger"),
        new(
            "GetServingProfit",
            "GET",
            "/v1/serving-profit?from=2026-08&to=2026-08&grossMargin=1",
            Sum: ("totals/0/retained/amount", 1000)
        ),
        new("GetBookingsForecast", "GET", "/v1/bookings-forecast?history=12&ahead=3", Sum: ("newMrr/0/amount", 1000)),
        new(
            "RecordTicket",
            "POST",
            "/v1/tickets",
            """{"accountId":"{account}","openedAt":"2999-01-01T00:00:00Z","priority":"low","escalated":false}"""
        ),
        new("ListTickets", "GET", "/v1/tickets?limit=200", Marker: "{account}"),
        new(
            "RecordSurveyAnswer",
            "POST",
            "/v1/survey-answers",
            """{"accountId":"{account}","survey":"x","kind":"csat","answeredOn":"2999-01-01","score":1,"scaleMin":1,"scaleMax":5}"""
        ),
        new("ListSurveyAnswers", "GET", "/v1/survey-answers?limit=200", Marker: "{account}"),
        new(
            "WriteFieldCard",
            "POST",
            "/v1/field-cards",
            """{"accountId":"{account}","polarity":"trouble","event":"x","occurredOn":"2999-01-01","suspectedProblem":"x","department":"x","request":"x","expectedPrevention":"x"}"""
        ),
        new("ListFieldCards", "GET", "/v1/field-cards?limit=200", Marker: "{account}"),
        new("GetFieldCard", "GET", "/v1/field-cards/{card}"),
        new("FindSimilarFieldCards", "GET", "/v1/field-cards/{card}/similar"),
        new(
            "AnswerHearing",
            "POST",
            "/v1/accounts/{account}/hearing-answers",
            """{"question":"purpose","answer":"x","answeredOn":"2999-01-01"}"""
        ),
        new("ListHearingAnswers", "GET", "/v1/accounts/{account}/hearing-answers"),
        new(
            "ReceiveHandoff",
            "POST",
            "/v1/handoffs",
            """{"source":"x","dealId":"x","title":"x","wonOn":"2999-01-01","accountId":"{account}"}"""
        ),
        new("GetHandoff", "GET", "/v1/handoffs/{handoff}"),
        new("ListHandoffs", "GET", "/v1/handoffs?limit=200", Marker: "{account}"),
        new("ChangeHandoff", "PATCH", "/v1/handoffs/{handoff}", """{"title":"x"}"""),
        new("PrepareKickoff", "PUT", "/v1/handoffs/{handoff}/preparations", """{"items":[]}"""),
        new("AcknowledgeHandoff", "POST", "/v1/handoffs/{handoff}/acknowledgement", "{}"),
        new(
            "MakePromise",
            "POST",
            "/v1/accounts/{account}/promises",
            """{"what":"x","madeOn":"2999-01-01","availability":"planned"}"""
        ),
        new("GetPromise", "GET", "/v1/promises/{promise}"),
        new("ListPromises", "GET", "/v1/promises?limit=200", Marker: "{account}"),
        new("ChangePromise", "PATCH", "/v1/promises/{promise}", """{"gap":"x"}"""),
        new("OpenSuccessProject", "POST", "/v1/success-projects", """{"accountId":"{account}","title":"x"}"""),
        new(
            "StartPlaybookRun",
            "POST",
            "/v1/playbook-runs",
            """{"accountId":"{account}","playbookId":"0199a000-0000-7000-8000-00000000dead","startedOn":"2999-01-01"}"""
        ),
        new(
            "EndPlaybookRun",
            "POST",
            "/v1/playbook-runs/{run}/end",
            """{"on":"2999-01-01","reached":true,"why":"x"}"""
        ),
        new("GetPlaybookRun", "GET", "/v1/playbook-runs/{run}"),
        new("ListPlaybookRuns", "GET", "/v1/playbook-runs?limit=200", Marker: "{account}"),
        new("GetSuccessProject", "GET", "/v1/success-projects/{project}"),
        new("ListSuccessProjects", "GET", "/v1/success-projects?limit=200", Marker: "{account}"),
        new("StaffSuccessProject", "PUT", "/v1/success-projects/{project}/members", Accountable),
        new(
            "CloseSuccessProject",
            "POST",
            "/v1/success-projects/{project}/end",
            """{"outcome":"x","on":"2999-01-01"}"""
        ),
        new("SetKickoff", "POST", "/v1/success-projects/{project}/kickoff", """{"on":"1999-01-01"}"""),
        new("WaiveKickoff", "POST", "/v1/success-projects/{project}/kickoff-waivers", """{"reason":"x"}"""),
        new("GetKickoffBrief", "GET", "/v1/success-projects/{project}/kickoff-brief"),
        new(
            "EnrolAccount",
            "POST",
            "/v1/accounts/{account}/onboarding-enrolments",
            """{"programmeId":"0199a000-0000-7000-8000-00000000dead","on":"2999-01-01"}"""
        ),
        new("GetOnboarding", "GET", "/v1/accounts/{account}/onboarding"),
        new(
            "RecordOnboardingFact",
            "POST",
            "/v1/accounts/{account}/onboarding-facts",
            """{"kind":"setUp","on":"2999-01-01","what":"x"}"""
        ),
        new("ListOnboardingFacts", "GET", "/v1/accounts/{account}/onboarding-facts"),
        new("ListLaunches", "GET", "/v1/launches?limit=200", Marker: "{account}"),
        new("GetLaunch", "GET", "/v1/success-projects/{project}/launch"),
        new("LaunchProject", "POST", "/v1/success-projects/{project}/launch", """{"on":"1999-01-01"}"""),
        new("WaiveLaunch", "POST", "/v1/success-projects/{project}/launch-waivers", """{"reason":"x"}"""),
        new("PlanEffectReview", "POST", "/v1/accounts/{account}/effect-reviews", """{"dueOn":"2027-03-01"}"""),
        new("ListEffectReviews", "GET", "/v1/effect-reviews?limit=200", Marker: "{account}"),
        new("GetEffectReview", "GET", "/v1/effect-reviews/{review}"),
        new("MoveEffectReview", "PATCH", "/v1/effect-reviews/{review}", """{"dueOn":"2027-03-02"}"""),
        // Nobody's version, as for every change of a resource.
        new("HoldEffectReview", "POST", "/v1/effect-reviews/{review}/hold", """{"heldOn":"2026-11-17","goals":[]}"""),
        new("VoidEffectReview", "POST", "/v1/effect-reviews/{review}/void", """{"why":"x"}"""),
        new(
            "RecordReviewPreparation",
            "POST",
            "/v1/accounts/{account}/review-preparations",
            """{"on":"2100-01-01","reviewOn":"2100-01-01","minutes":1,"method":"byHand"}"""
        ),
        new("ListReviewPreparations", "GET", "/v1/accounts/{account}/review-preparations"),
        new(
            "GetPreparationFigures",
            "GET",
            "/v1/preparation-figures?from=2026-10-01&to=2026-10-31",
            Sum: ("byHand/minutes", 1)
        ),
        new(
            "BuildReviewPack",
            "POST",
            "/v1/accounts/{account}/review-packs",
            """{"from":"2026-11-18","to":"2026-11-01"}"""
        ),
        new("ListReviewPacks", "GET", "/v1/review-packs?limit=200", Marker: "{account}"),
        new("GetReviewPackPptx", "GET", "/v1/review-packs/{pack}/pptx"),
        new("GetReviewPackHtml", "GET", "/v1/review-packs/{pack}/html"),
        new("ListTimeToValueCustomers", "GET", "/v1/time-to-value/customers?limit=200", Marker: "{account}"),
        new(
            "RecordRivalTool",
            "POST",
            "/v1/accounts/{account}/rival-tools",
            """{"product":"no-such-product","standing":{"from":"2026-11-17","strength":"beside","source":"x"}}"""
        ),
        new(
            "RecordRivalStanding",
            "POST",
            "/v1/rival-tools/{rival}/standings",
            """{"from":"2999-01-01","strength":"beside","source":"x"}"""
        ),
        // What was taken back stays so; the same of an assessment and of a solution plan.
        new("VoidRivalStanding", "POST", "/v1/rival-tools/{rival}/standings/{standing}/void", """{"reason":"x"}"""),
        new("GetRivalTools", "GET", "/v1/accounts/{account}/rival-tools"),
        new("ListRivalTools", "GET", "/v1/rival-tools?limit=200", Marker: "{account}"),
        new("GetRivalFigures", "GET", "/v1/rival-figures?asOf=2026-08-31", Sum: ("rows/0/arr/amount", 12000)),
        new(
            "RecordAssessment",
            "POST",
            "/v1/accounts/{account}/assessments",
            """{"on":"2999-01-01","saidBy":"x","areas":[{"area":"x","now":1,"wanted":2}]}"""
        ),
        new("VoidAssessment", "POST", "/v1/assessments/{assessment}/void", """{"reason":"x"}"""),
        new("ListAssessments", "GET", "/v1/accounts/{account}/assessments"),
        new(
            "LogConsultingIssue",
            "POST",
            "/v1/accounts/{account}/consulting-issues",
            """{"title":"x","kind":"data","severity":"low","openedOn":"2999-01-01","ownerId":"0199a000-0000-7000-8000-00000000dead","side":"ours"}"""
        ),
        new("ChangeConsultingIssue", "PATCH", "/v1/consulting-issues/{issue}", """{"title":"x"}"""),
        new(
            "MoveConsultingIssue",
            "POST",
            "/v1/consulting-issues/{issue}/state",
            """{"state":"solved","on":"2999-01-01","what":"x"}"""
        ),
        new("GetConsultingIssue", "GET", "/v1/consulting-issues/{issue}"),
        new("ListConsultingIssues", "GET", "/v1/consulting-issues?limit=200", Marker: "{account}"),
        new(
            "DraftSolutionPlan",
            "POST",
            "/v1/accounts/{account}/solution-plans",
            """{"title":"x","draft":{"approach":"x","issueIds":["0199a000-0000-7000-8000-00000000dead"],"steps":[]}}"""
        ),
        new(
            "ReviseSolutionPlan",
            "POST",
            "/v1/solution-plans/{solution}/versions",
            """{"why":"x","draft":{"approach":"x","issueIds":["0199a000-0000-7000-8000-00000000dead"],"steps":[]}}"""
        ),
        new(
            "AgreeSolutionPlan",
            "POST",
            "/v1/solution-plans/{solution}/agreement",
            """{"number":1,"stakeholderId":"0199a000-0000-7000-8000-00000000dead","on":"2999-01-01"}"""
        ),
        new("VoidSolutionPlan", "POST", "/v1/solution-plans/{solution}/void", """{"reason":"x"}"""),
        new("GetSolutionPlan", "GET", "/v1/solution-plans/{solution}"),
        new("ListSolutionPlans", "GET", "/v1/solution-plans?limit=200", Marker: "{account}"),
        new("MoveProspect", "POST", "/v1/accounts/{account}/prospect-state", """{"state":"won","on":"2999-01-01"}"""),
        new("CloseFieldCard", "POST", "/v1/field-cards/{card}/close", """{"outcome":"x"}"""),
        new("GetAccountUsage", "GET", "/v1/accounts/{account}/usage?asOf=2026-06-30"),
        new("ListUsageSources", "GET", "/v1/usage-sources", Sum: ("items/0/rows", 1)),
        new("GetAccountUsageRates", "GET", "/v1/accounts/{account}/usage-rates"),
        new(
            "GetProposalSatisfaction",
            "GET",
            "/v1/proposal-satisfaction?from=2026-11-01&to=2026-12-31",
            Marker: "{account}"
        ),
        // The largest account has 320 licences, so sums are told in 500.
        new("GetUsageRates", "GET", "/v1/usage-rates", Sum: ("total/distribution/denominator", 10), Base: 50),
        new("ListSnapshots", "GET", "/v1/snapshots?limit=200", Marker: "{account}"),
        new("GetSnapshot", "GET", "/v1/snapshots/{snapshot}"),
        new("GetLatestChurnScore", "GET", "/v1/accounts/{account}/churn-scores/latest"),
        new("ListChurnScores", "GET", "/v1/accounts/{account}/churn-scores"),
        new("GetWhyChanged", "GET", "/v1/accounts/{account}/why-changed?from=2026-10-31&to=2026-11-20"),
        new("GetLeastChange", "GET", "/v1/accounts/{account}/least-change"),
        // March is the one month with renewals of the six from November on.
        new("GetBrief", "GET", "/v1/brief", Sum: ("arrAtRisk/lines/0/arr/amount", 36000)),
        new(
            "AnswerSignal",
            "PUT",
            "/v1/accounts/{account}/signals/risk.x",
            """{"decision":"deferred","words":"x","reason":"x","until":"1999-01-01"}"""
        ),
        new("ListSignalAnswers", "GET", "/v1/signal-answers?limit=200", Marker: "{account}"),
        new("WithdrawSignalAnswer", "DELETE", "/v1/accounts/{account}/signals/risk.x"),
        new("GetCallList", "GET", "/v1/call-list?limit=200", Marker: "{account}"),
        new("ListPortfolio", "GET", "/v1/portfolio?limit=200", Marker: "{account}"),
        new("ListPayPlans", "GET", "/v1/pay-plans?limit=200", Marker: "{plan}"),
        new("GetPayPlan", "GET", "/v1/pay-plans/{plan}"),
        new("ListPayStatements", "GET", "/v1/pay-statements?limit=200", Marker: "{statement}"),
        new("GetPayStatement", "GET", "/v1/pay-statements/{statement}"),
    ];

    /// <summary>Whether it is about a person's own things, not about an account's.</summary>
    public bool IsPersonal =>
        (Path + Marker).Contains("{job}", StringComparison.Ordinal)
        || (Path + Marker).Contains("{plan}", StringComparison.Ordinal)
        || (Path + Marker).Contains("{statement}", StringComparison.Ordinal);

    /// <summary>Whether it would change an account that the request names, or names by its task, fire or person.</summary>
    public bool ChangesAnAccount =>
        Method != "GET"
        && (
            (string[])
                [
                    "{account}",
                    "{task}",
                    "{handoff}",
                    "{promise}",
                    "{project}",
                    "{fire}",
                    "{stakeholder}",
                    "{specialist}",
                    "{run}",
                    "{milestone}",
                    "{change}",
                    "{deliverable}",
                    "{need}",
                    "{cadence}",
                    "{risk}",
                    "{order}",
                    "{review}",
                    "{link}",
                    "{rival}",
                    "{assessment}",
                    "{issue}",
                    "{solution}",
                ]
        ).Any(name => (Path + Body).Contains(name, StringComparison.Ordinal));

    /// <summary>Whether the thing is named in the request, so that out of scope must answer like missing.</summary>
    public bool NamesTheThing => Marker is null && Sum is null;

    /// <summary>The request for one thing.</summary>
    public HttpRequestMessage For(Thing thing)
    {
        var ask = new HttpRequestMessage(new HttpMethod(Method), thing.Fill(Path));
        ask.Headers.TryAddWithoutValidation(
            "Idempotency-Key",
            $"probe-{Operation}-{thing.Ids["account"]}-{Guid.NewGuid()}"
        );
        if (Method == "PATCH")
        {
            // Nobody's version: whoever sees the thing is told that it has changed.
            ask.Headers.TryAddWithoutValidation("If-Match", "\"999\"");
        }

        if (Body is not null)
        {
            ask.Content = new StringContent(thing.Fill(Body), Encoding.UTF8, "application/json");
        }

        return ask;
    }

    /// <summary>The sum in an answer, in units of bit 0.</summary>
    public long SumIn(string body)
    {
        JsonNode? node = JsonNode.Parse(body);
        foreach (var step in Sum!.Value.At.Split('/'))
        {
            node = node is JsonArray list
                ? list.ElementAtOrDefault(int.Parse(step, System.Globalization.CultureInfo.InvariantCulture))
                : node?[step];
        }

        return node is null
            ? 0
            : long.Parse(node.ToString(), System.Globalization.CultureInfo.InvariantCulture)
                / Math.Max(Sum.Value.Unit, 1);
    }
}

/// <summary>What an operation is pointed at.</summary>
internal sealed record Thing(Customer? Customer, string? Person, IReadOnlyDictionary<string, string> Ids)
{
    public string Fill(string template) =>
        Ids.Aggregate(template, (text, id) => text.Replace($"{{{id.Key}}}", id.Value, StringComparison.Ordinal));

    /// <summary>An answer with this thing's ids taken out, so that two can be compared.</summary>
    public string Without(string answer) =>
        Ids.Values.Aggregate(answer, (text, id) => text.Replace(id, "·", StringComparison.Ordinal));

    /// <summary>The thing of an ownership, as a caller would name it.</summary>
    public static Thing Of(World world, Ownership ownership, string caller)
    {
        if (ownership == Ownership.Missing)
        {
            string[] names =
            [
                "account",
                "subscription",
                "renewal",
                "opportunity",
                "proposal",
                "lead",
                "snapshot",
                "card",
                "handoff",
                "promise",
                "project",
                "task",
                "fire",
                "stakeholder",
                "run",
                "milestone",
                "change",
                "deliverable",
                "need",
                "cadence",
                "risk",
                "order",
                "review",
                "pack",
                "link",
                "rival",
                "standing",
                "assessment",
                "issue",
                "solution",
                "role",
                "specialist",
                "plan",
                "statement",
                "job",
                "owner",
                "key",
            ];
            return new Thing(null, null, names.ToDictionary(name => name, _ => Guid.NewGuid().ToString()));
        }

        var key = char.ToLowerInvariant(ownership.ToString()[0]) + ownership.ToString()[1..];
        var customer = World.Familiar.Concat(World.Strange).Single(one => one.Key == key);
        var person = ownership switch
        {
            Ownership.Own => world.Personal.GetValueOrDefault(caller)?.Plan is { } plan && plan != Guid.Empty
                ? caller
                : "csm",
            Ownership.Team => "team",
            Ownership.Other => "otherCsm",
            Ownership.OtherPartner => "otherPartnerCsm",
            _ => caller == "leader" ? "csm" : "leader",
        };
        return Of(world, customer, person);
    }

    public static Thing Of(World world, Customer customer, string person)
    {
        var held = world.Holdings[customer.Key];
        var own = world.Personal.GetValueOrDefault(person, new PersonalThings());
        return new Thing(
            customer,
            person,
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["account"] = held.Account.ToString(),
                ["subscription"] = held.Subscription.ToString(),
                ["renewal"] = held.Renewal.ToString(),
                ["opportunity"] = held.Opportunity.ToString(),
                ["proposal"] = held.Proposal.ToString(),
                ["lead"] = held.Lead.ToString(),
                ["snapshot"] = held.Snapshot.ToString(),
                ["card"] = held.Card.ToString(),
                ["handoff"] = held.Handoff.ToString(),
                ["promise"] = held.Promise.ToString(),
                ["project"] = held.Project.ToString(),
                ["task"] = held.Task.ToString(),
                ["fire"] = held.Fire.ToString(),
                ["stakeholder"] = held.Stakeholder.ToString(),
                ["run"] = held.Run.ToString(),
                ["milestone"] = held.Milestone.ToString(),
                ["change"] = held.Change.ToString(),
                ["deliverable"] = held.Deliverable.ToString(),
                ["need"] = held.Need.ToString(),
                ["cadence"] = held.Cadence.ToString(),
                ["risk"] = held.Risk.ToString(),
                ["order"] = held.Order.ToString(),
                ["review"] = held.Review.ToString(),
                ["pack"] = held.Pack.ToString(),
                ["link"] = held.Link.ToString(),
                ["rival"] = held.Rival.ToString(),
                ["standing"] = held.Standing.ToString(),
                ["assessment"] = held.Assessment.ToString(),
                ["issue"] = held.Issue.ToString(),
                ["solution"] = held.Solution.ToString(),
                ["role"] = held.Role.ToString(),
                ["specialist"] = held.Specialist.ToString(),
                ["owner"] = world.People[customer.OwnerNow].ToString(),
                ["key"] = customer.Key,
                ["plan"] = own.Plan.ToString(),
                ["statement"] = own.Statement.ToString(),
                ["job"] = own.Job.ToString(),
            }
        );
    }
}

/// <summary>What the table means, worked out from ownership alone and without a line of the product.</summary>
internal static class Meaning
{
    // Under pseudonyms nobody is found by a name or an id that others know.
    public static bool Sees(string caller, PermissionScope scope, Customer customer) =>
        scope switch
        {
            PermissionScope.All or PermissionScope.Aggregate => true,
            PermissionScope.Own => customer.OwnerNow == caller,
            PermissionScope.Team => customer.OwnerNow == caller
                || (
                    World.TeamOf(caller) is { } team
                    && World.TeamOf(customer.OwnerNow) == team
                    && World.RolesOf(customer.OwnerNow).Contains("csm")
                ),
            PermissionScope.Partner => World.PartnerOf(caller) is { } partner && customer.PartnerNow == partner,
            _ => false,
        };

    /// <summary>Whether a figure is over the customer too: pseudonyms hide who it is, not that it counts.</summary>
    public static bool Counts(string caller, PermissionScope scope, Customer customer) =>
        scope == PermissionScope.Masked || Sees(caller, scope, customer);

    public static bool SeesThingsOf(string caller, PermissionScope scope, string person) =>
        scope switch
        {
            PermissionScope.All => true,
            PermissionScope.Self => caller == person,
            PermissionScope.Team => caller == person
                || World
                    .Familiar.Concat(World.Strange)
                    .Concat(World.Crowd)
                    .Any(customer => customer.OwnerNow == person && Sees(caller, scope, customer)),
            _ => false,
        };
}
