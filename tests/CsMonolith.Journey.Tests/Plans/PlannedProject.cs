using CsMonolith.Journey.Goals;
using CsMonolith.Journey.People;
using CsMonolith.Journey.Plans;
using CsMonolith.Journey.Plans.Budgets;
using CsMonolith.Journey.Plans.Cadences;
using CsMonolith.Journey.Plans.Deliverables;
using CsMonolith.Journey.Plans.Milestones;
using CsMonolith.Journey.Plans.Scopes;
using CsMonolith.Journey.Projects;

namespace CsMonolith.Journey.Tests.Plans;

/// <summary>A customer with an open success project, and short forms of what a plan is made of.</summary>
internal sealed record PlannedProject(JourneyAlone Journey, Guid Account, Guid Id, Person Lead)
{
    /// <summary>Opens one today, for an account whose owner leads it.</summary>
    public static async Task<PlannedProject> Open(JourneyAlone journey, string externalId = "C-1", int? seats = null)
    {
        var lead = await journey.Hire($"lead-{externalId}");
        var account = (await journey.Open(externalId, seats: seats)).Id;
        await journey.Own(account, lead);
        var project = (await journey.Send(new OpenSuccessProject(account, $"{externalId} の残業をなくす"))).Value;
        return new PlannedProject(journey, account, project.Id, lead);
    }

    public async Task<ProjectPlan> Read() => (await Journey.Send(new GetProjectPlan(Id))).Value;

    public async Task<AreaCoverage> Area(PlanArea area) => (await Read()).Coverage.Single(one => one.Area == area);

    public async Task<ShownMilestone> Milestone(DateOnly forecastOn, string title = "利用開始", int alarmDays = 14) =>
        (await Journey.Send(new AddMilestone(Id, new NewMilestone(title, forecastOn, Lead.Id, alarmDays)))).Value;

    public async Task<MilestoneSet> AgreeDays() => (await Journey.Send(new AgreeBaselines(Id))).Value;

    public Task<Result<ShownScope>> SetScope(long version, params IReadOnlyList<ScopeItem> items) =>
        Journey.Send(new SetProjectScope(Id, new ScopeDraft(items), new IfMatch(version)));

    public Task<Result<ShownScope>> AgreeScope(long version) =>
        Journey.Send(new AgreeProjectScope(Id, new ScopeAgreement(JourneyAlone.Today, "田中"), new IfMatch(version)));

    /// <summary>A scope of "in" and "not", agreed by what is success since 1 November.</summary>
    public async Task AgreedScope()
    {
        await Journey.DefineSuccess(Account, Lead.Id);
        await SetScope(0, new ScopeItem("in", Included: true), new ScopeItem("not", Included: false));
        (await AgreeScope(1)).Error.ShouldBeNull();
    }

    public Task<Result<ShownPlanChange>> Change(
        IReadOnlyList<ScopeItem>? adds = null,
        IReadOnlyList<string>? removes = null,
        IReadOnlyList<Rebaseline>? rebaselines = null
    ) =>
        Journey.Send(
            new RequestPlanChange(Id, new PlanChangeOrder(adds ?? [], removes ?? [], rebaselines ?? [], "監査のため"))
        );

    public Task<Result<ShownPlanChange>> Decide(Guid change, bool approve = true, long version = 1) =>
        Journey.Send(
            new DecidePlanChange(change, new PlanChangeDecision(approve, "影響が小さいため"), new IfMatch(version))
        );

    public Task<Result<ShownBudget>> Budget(long version, Money amount) =>
        Journey.Send(new SetProjectBudget(Id, new BudgetOrder(amount, 3, []), new IfMatch(version)));

    public async Task<ShownDeliverable> Deliverable() =>
        (
            await Journey.Send(
                new AddDeliverable(
                    Id,
                    new NewDeliverable("手順書", "拠点ごと", "新任が使える", new(2026, 12, 1), Lead.Id)
                )
            )
        ).Value;

    public async Task<ShownCadence> Cadence(NewCadence cadence) =>
        (await Journey.Send(new AddCadence(Id, cadence))).Value;

    public async Task SuccessChanges() =>
        (
            await Journey.Send(
                new DefineSuccess(
                    Account,
                    new AgreedSuccess(
                        "残業をなくす",
                        "残業時間",
                        32,
                        5,
                        new(2027, 3, 31),
                        Lead.Id,
                        "田中",
                        JourneyAlone.Today
                    )
                )
            )
        ).Error.ShouldBeNull();
}
