using CsMonolith.Journey.Handoffs;
using CsMonolith.Journey.Projects;
using CsMonolith.Journey.Tasks;
using CsMonolith.Platform.Exports;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Journey;

/// <summary>The tables of what is done for a customer, as they are downloaded: handoffs, projects, tasks.</summary>
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
}
