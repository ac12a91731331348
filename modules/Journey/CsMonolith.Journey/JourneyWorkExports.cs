using CsMonolith.Journey.Activities;
using CsMonolith.Journey.Fires;
using CsMonolith.Journey.Goals;
using CsMonolith.Journey.Handoffs;
using CsMonolith.Journey.Onboarding;
using CsMonolith.Journey.Playbooks;
using CsMonolith.Journey.Projects;
using CsMonolith.Journey.Stakeholders;
using CsMonolith.Journey.Tasks;
using CsMonolith.Platform.Exports;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Journey;

/// <summary>The tables of what is done for a customer, as they are downloaded: handoffs, projects, tasks,
/// activities, people there, playbooks.</summary>
internal static class JourneyWorkExports
{
    public static ExportTable[] Tables { get; } =
    [
        Of<Handoff>("handoffs", "Deals handed over by sales", "営業から引き継いだ商談", nameof(ListHandoffs))
            .TakenAs("handoffs")
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .On(row => row.WonOn)
            .WithLocal("handoffId", row => row.Id)
            .WithLocal("accountId", row => row.AccountId)
            .WithAccount("accountExternalId", row => row.AccountId)
            .With("source", row => row.Source)
            .With("dealId", row => row.DealId)
            .With("title", row => row.Title)
            .With("wonOn", row => row.WonOn)
            .With("seller", row => row.Seller)
            .With("sourceLink", row => row.SourceLink)
            .With("acknowledgedOn", row => row.AcknowledgedOn)
            .With("kickoffOn", row => row.Id, KickoffsThatWere)
            .WithLocal("acknowledgedById", row => row.AcknowledgedById)
            .WithLocal("receivedAt", row => row.ReceivedAt)
            .WithLocal("ticks", row => row.Ticks),
        Of<HearingAnswer>(
                "hearing-answers",
                "Answers of customers to hearings",
                "ヒアリングの回答",
                nameof(ListHearingAnswers)
            )
            .TakenAs("hearing-answers")
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .On(row => row.AnsweredOn)
            .WithLocal("accountId", row => row.AccountId)
            .WithAccount("accountExternalId", row => row.AccountId)
            .With("question", row => row.Question)
            .With("answer", row => row.Answer)
            .With("answeredOn", row => row.AnsweredOn)
            .With("answeredBy", row => row.AnsweredBy)
            .WithPerson("askedBy", row => row.AskedById)
            .With("sourceLink", row => row.SourceLink)
            .With("kind", row => row.Kind)
            .WithLocal("handoffId", row => row.HandoffId),
        Of<PromiseMade>("promises", "Promises made before the contract", "商談時の約束", nameof(ListPromises))
            .TakenAs("promises")
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .On(row => row.MadeOn)
            .WithLocal("accountId", row => row.AccountId)
            .WithAccount("accountExternalId", row => row.AccountId)
            .With("what", row => row.What)
            .With("madeOn", row => row.MadeOn)
            .With("availability", row => row.Availability)
            .With("madeTo", row => row.MadeTo)
            .WithPerson("madeBy", row => row.MadeById)
            .With("availableFrom", row => row.AvailableFrom)
            .With("gap", row => row.Gap)
            .WithPerson("owner", row => row.OwnerId)
            .With("resolution", row => row.Resolution)
            .With("resolvedOn", row => row.ResolvedOn)
            .WithLocal("handoffId", row => row.HandoffId),
        Of<PromiseState>("promise-states", "How promises stood", "約束の変遷", nameof(ListPromises))
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .On(row => row.On)
            .NotTaken(
                "They follow from the promises as they are loaded and changed.",
                "約束の登録と変更から作られる記録です。"
            ),
        Of<HearingQuestions>(
                "hearing-questions",
                "Registry of questions",
                "ヒアリングの質問",
                nameof(GetHearingQuestions)
            )
            .By(row => row.Id)
            .NotTaken(
                "The registry is one document: send it by PUT /v1/hearing-questions.",
                "1つの設定です。PUT /v1/hearing-questions で登録してください。"
            ),
        Of<SuccessProject>("success-projects", "Success projects", "成功プロジェクト", nameof(ListSuccessProjects))
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .On(row => row.OpenedOn)
            .NotTaken(
                "A project opens with the handoff that is loaded, or by POST /v1/success-projects.",
                "引き継ぎの取り込み、または POST /v1/success-projects で開始します。"
            ),
        // A task for no customer is its person's and their leader's alone.
        Of<TaskItem>("tasks", "Tasks for customers", "顧客のタスク", nameof(ListTasks))
            .Only(row => row.AccountId != null)
            .By(row => row.Id)
            .OfAccount(row => row.AccountId ?? Guid.Empty)
            .On(row => row.DueOn)
            .NotTaken(
                "A task is opened by a person or a rule, by POST /v1/tasks.",
                "タスクは人または規則が POST /v1/tasks で作成します。"
            ),
        Of<TaskEvent>("task-events", "What happened to tasks", "タスクの記録", nameof(ListTasks))
            .Only(row => row.AccountId != null)
            .By(row => row.Id)
            .OfAccount(row => row.AccountId ?? Guid.Empty)
            .On(row => row.On)
            .NotTaken("They tell of tasks that were opened here.", "この環境で作成したタスクの記録です。"),
        // Work for no customer is its person's and their leader's alone.
        Of<Activity>("activities", "Activities for customers", "顧客のための活動記録", nameof(ListActivities))
            .TakenAs("activities")
            .Only(row => row.AccountId != null)
            .By(row => row.Id)
            .OfAccount(row => row.AccountId ?? Guid.Empty)
            .On(row => row.On)
            .WithLocal("activityId", row => row.Id)
            .WithLocal("accountId", row => row.AccountId)
            .WithAccount("accountExternalId", row => row.AccountId ?? Guid.Empty)
            .With("on", row => row.On)
            .With("kind", row => row.Kind)
            .With("what", row => row.What)
            .With("minutes", row => row.Minutes)
            .With("with", row => string.Join(';', row.With))
            .With("goalNumber", row => row.GoalId, NumbersOfGoals)
            .With("proactive", row => row.Proactive)
            .With("becauseOfScore", row => row.BecauseOfScore)
            .With("signalKind", row => row.SignalKind)
            .With("signalOn", row => row.SignalOn)
            .With("channel", row => row.Channel)
            .With("outcome", row => row.Outcome)
            .With("note", row => row.Note)
            .WithPerson("byEmail", row => row.ById)
            .WithLocal("fireId", row => row.FireId),
        Of<Fire>("fires", "Fires", "緊急対応", nameof(ListFires))
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .On(row => row.StartedOn)
            .NotTaken(
                "A fire ends with a field card of this installation: POST /v1/accounts/{accountId}/fires.",
                "終了にこの環境の気づきカードが必要なため、POST /v1/accounts/{accountId}/fires で登録してください。"
            ),
        Of<FireCauses>("fire-causes", "Causes of fires", "緊急対応の原因", nameof(GetFireCauses))
            .By(row => row.Id)
            .NotTaken(
                "The causes are one document: send it by PUT /v1/fire-causes.",
                "1つの設定です。PUT /v1/fire-causes で登録してください。"
            ),
        Of<Stakeholder>("stakeholders", "People at customers", "顧客の関係者", nameof(GetPeopleMap))
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .At(row => row.RecordedAt)
            .NotTaken(
                "People at customers are added by POST /v1/accounts/{accountId}/stakeholders.",
                "POST /v1/accounts/{accountId}/stakeholders で登録してください。"
            ),
        Of<StakeholderStanding>("stakeholder-standings", "Where people stood", "関係者の立場", nameof(GetPeopleMap))
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .On(row => row.From)
            .NotTaken("They tell of people who were added here.", "この環境で登録した関係者の記録です。"),
        Of<InitiativeReach>("initiative-levels", "Reach of initiatives", "取り組みの広がり", nameof(GetPeopleMap))
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .On(row => row.From)
            .NotTaken(
                "It is recorded by POST /v1/accounts/{accountId}/initiative-levels.",
                "POST /v1/accounts/{accountId}/initiative-levels で登録してください。"
            ),
        Of<RelationshipRating>(
                "relationship-ratings",
                "Relationships as their owners rate them",
                "担当CSMによる関係性",
                nameof(ListRelationshipRatings)
            )
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .On(row => row.On)
            .NotTaken(
                "The owner alone says it: POST /v1/accounts/{accountId}/relationship-ratings.",
                "担当CSM本人だけが POST /v1/accounts/{accountId}/relationship-ratings で付けられます。"
            ),
        Of<Playbook>("playbooks", "Playbooks", "プレイブック", nameof(ListPlaybooks))
            .By(row => row.Id)
            .At(row => row.RecordedAt)
            .NotTaken(
                "A playbook travels as its own file: GET /v1/playbooks/{playbookId}/file, POST /v1/playbooks/file.",
                "プレイブックは専用のファイルで移せます(GET /v1/playbooks/{playbookId}/file、POST /v1/playbooks/file)。"
            ),
        Of<PlaybookVersion>("playbook-versions", "Versions of playbooks", "プレイブックの版", nameof(GetPlaybook))
            .By(row => row.Id)
            .At(row => row.RecordedAt)
            .NotTaken(
                "A version travels as the playbook's file: POST /v1/playbooks/file.",
                "版はプレイブックのファイルで移せます(POST /v1/playbooks/file)。"
            ),
        Of<PlaybookRun>("playbook-runs", "Runs of playbooks", "プレイブックの実施", nameof(ListPlaybookRuns))
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .On(row => row.StartedOn)
            .NotTaken(
                "A run is begun by POST /v1/playbook-runs, which opens its tasks.",
                "実施は POST /v1/playbook-runs で始まり、タスクが作られます。"
            ),
        Of<OnboardingPolicy>(
                "onboarding-policy",
                "Policy of onboarding and launches",
                "オンボーディングと利用開始の方針",
                nameof(GetOnboardingPolicy)
            )
            .By(row => row.Id)
            .NotTaken(
                "The policy is one document: send it by PUT /v1/onboarding-policy.",
                "1つの設定です。PUT /v1/onboarding-policy で登録してください。"
            ),
        Of<OnboardingProgramme>(
                "onboarding-programmes",
                "Onboarding programmes",
                "オンボーディングのプログラム",
                nameof(ListOnboardingProgrammes)
            )
            .By(row => row.Id)
            .At(row => row.RecordedAt)
            .NotTaken(
                "A programme is created by POST /v1/onboarding-programmes, each version by its own request.",
                "POST /v1/onboarding-programmes で作成し、版ごとに公開してください。"
            ),
        Of<Enrolment>(
                "onboarding-enrolments",
                "Enrolments in onboarding programmes",
                "プログラムへの登録",
                nameof(GetOnboarding)
            )
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .On(row => row.On)
            .NotTaken(
                "It is recorded by POST /v1/accounts/{accountId}/onboarding-enrolments.",
                "POST /v1/accounts/{accountId}/onboarding-enrolments で登録してください。"
            ),
        Of<OnboardingFact>(
                "onboarding-facts",
                "Facts of onboarding",
                "オンボーディングの記録",
                nameof(ListOnboardingFacts)
            )
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .On(row => row.On)
            .NotTaken(
                "It is recorded by POST /v1/accounts/{accountId}/onboarding-facts.",
                "POST /v1/accounts/{accountId}/onboarding-facts で登録してください。"
            ),
        Of<Launch>("launches", "Launches", "利用開始", nameof(ListLaunches))
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .NotTaken(
                "A launch is judged by what is evidenced here: POST /v1/success-projects/{projectId}/launch.",
                "この環境の記録で判定するため、POST /v1/success-projects/{projectId}/launch で登録してください。"
            ),
    ];

    private static StoredTable<JourneyDb, TRow> Of<TRow>(string name, string en, string ja, string right)
        where TRow : class => new(name, en, ja, right);

    // A kickoff to come is set on the project, which checks what is missing.
    private static async Task<IReadOnlyDictionary<Guid, DateOnly>> KickoffsThatWere(
        IServiceProvider services,
        IReadOnlyCollection<Guid> handoffs,
        CancellationToken cancellation
    )
    {
        var db = services.GetRequiredService<JourneyDb>();
        var (ids, today) = (handoffs.ToArray(), db.Clock.Today);
        return await db.Set<SuccessProject>()
            .AsNoTracking()
            .Where(project =>
                project.HandoffId != null && ids.Contains(project.HandoffId.Value) && project.KickoffOn <= today
            )
            .ToDictionaryAsync(project => project.HandoffId!.Value, project => project.KickoffOn!.Value, cancellation);
    }

    private static async Task<IReadOnlyDictionary<Guid, int>> NumbersOfGoals(
        IServiceProvider services,
        IReadOnlyCollection<Guid> goals,
        CancellationToken cancellation
    )
    {
        var ids = goals.ToArray();
        return await services
            .GetRequiredService<JourneyDb>()
            .Set<SuccessDefinition>()
            .AsNoTracking()
            .Where(goal => ids.Contains(goal.Id))
            .ToDictionaryAsync(goal => goal.Id, goal => goal.Number, cancellation);
    }
}
