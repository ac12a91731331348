using CsMonolith.Journey.Stakeholders;

namespace CsMonolith.Journey.Onboarding;

/// <summary>How far has a customer's onboarding come?</summary>
internal sealed record GetOnboarding(Guid AccountId) : IQuery<OnboardingProgress>, IAboutAccount;

/// <summary>The first day of something in one part of the customer.</summary>
/// <param name="Department"><c>null</c> for the whole company.</param>
internal sealed record DepartmentProgress(string? Department, DateOnly? AtHomeOn, DateOnly? FirstValueOn);

/// <summary>A key user who showed that they can do something.</summary>
internal sealed record AbleUser(Guid StakeholderId, string Name, DateOnly On, string What);

/// <summary>A basic operation of the customer's programme, and who can do it.</summary>
internal sealed record OperationProgress(string Code, string En, string Ja, IReadOnlyList<AbleUser> Users);

/// <summary>A step to change daily work, and the evidence that it is done.</summary>
internal sealed record StepProgress(string Code, string En, string Ja, DateOnly? On, string? What);

/// <summary>A point of contact that is agreed.</summary>
internal sealed record AgreedContact(Guid FactId, DateOnly On, string With, string What);

/// <param name="Start">The policy from which day time to value counts.</param>
/// <param name="StartOn">That day; <c>null</c> where it has not come.</param>
/// <param name="AtHomeOn">The first part of the customer was at home in the product.</param>
/// <param name="FirstValueOn">The first part of the customer had its first value.</param>
/// <param name="DaysToValue">
/// From the start to the first value, 0 where it came earlier; <c>null</c> while one of the two is missing.
/// </param>
/// <param name="Departments">The first day of each part of the customer.</param>
/// <param name="Operations">The basic operations of the programme; empty without an enrolment.</param>
/// <param name="ContactPoints">Those still to come.</param>
internal sealed record OnboardingProgress(
    Guid AccountId,
    ValueStart Start,
    DateOnly? ContractOn,
    DateOnly? KickoffOn,
    DateOnly? GoLiveOn,
    DateOnly? StartOn,
    DateOnly? SetUpOn,
    DateOnly? AtHomeOn,
    DateOnly? FirstValueOn,
    int? DaysToValue,
    IReadOnlyList<DepartmentProgress> Departments,
    ShownEnrolment? Enrolment,
    IReadOnlyList<OperationProgress> Operations,
    IReadOnlyList<StepProgress> Steps,
    IReadOnlyList<AgreedContact> ContactPoints
);

internal sealed class GetOnboardingHandler(JourneyDb db, IAccountDirectory accounts, OnboardingReader reader)
    : IRequestHandler<GetOnboarding, Result<OnboardingProgress>>
{
    public async Task<Result<OnboardingProgress>> Handle(GetOnboarding ask, CancellationToken cancellation)
    {
        var (account, today) = (ask.AccountId, db.Clock.Today);
        if (await accounts.NotFound(account, cancellation) is { } notFound)
        {
            return notFound;
        }

        var start = (await OnboardingPolicy.Present(db, cancellation)).Start;
        var dates =
            (await reader.Read([account], today, db.Clock.Now, cancellation)).SingleOrDefault()
            ?? new OnboardingAsOf(account, null, null, null, null, null, 0, null, null);
        var facts = await db.StandingFacts(db.Clock.Now)
            .Where(fact => fact.AccountId == account)
            .OrderBy(fact => fact.On)
            .ThenBy(fact => fact.Id)
            .ToListAsync(cancellation);
        var enrolment = await db.Standing(db.Clock.Now)
            .SingleOrDefaultAsync(one => one.AccountId == account, cancellation);
        var programme = enrolment is null
            ? null
            : await db.Set<OnboardingProgramme>().FindAsync([enrolment.ProgrammeId], cancellation);
        var names = await db.Set<Stakeholder>()
            .Where(person => person.AccountId == account)
            .ToDictionaryAsync(person => person.Id, person => person.Name, cancellation);
        return new OnboardingProgress(
            account,
            start,
            dates.ContractOn,
            dates.KickoffOn,
            dates.Launch?.On,
            dates.StartOn(start),
            dates.SetUpOn,
            dates.AtHomeOn,
            dates.FirstValueOn,
            dates.StartOn(start) is { } from && dates.FirstValueOn is { } value
                ? Math.Max(0, value.DayNumber - from.DayNumber)
                : null,
            Departments(facts),
            enrolment is null ? null : ShownEnrolment.Of(enrolment, programme!),
            [
                .. (programme?.Find(enrolment!.Number)!.Content.Operations ?? []).Select(operation =>
                    Operation(operation, facts, names)
                ),
            ],
            [.. DailyWorkStep.All.Select(step => Step(step, facts))],
            [
                .. facts
                    .Where(fact => fact.Kind == OnboardingFactKind.ContactPoint && fact.On > today)
                    .Select(fact => new AgreedContact(fact.Id, fact.On, fact.With!, fact.What)),
            ]
        );
    }

    private static IReadOnlyList<DepartmentProgress> Departments(IEnumerable<OnboardingFact> facts) =>
        [
            .. facts
                .Where(fact => fact.Kind is OnboardingFactKind.AtHome or OnboardingFactKind.FirstValue)
                .GroupBy(fact => fact.Department, StringComparer.Ordinal)
                .OrderBy(part => part.Key, StringComparer.Ordinal)
                .Select(part => new DepartmentProgress(
                    part.Key,
                    part.FirstOrDefault(fact => fact.Kind == OnboardingFactKind.AtHome)?.On,
                    part.FirstOrDefault(fact => fact.Kind == OnboardingFactKind.FirstValue)?.On
                )),
        ];

    private static OperationProgress Operation(
        BasicOperation operation,
        IEnumerable<OnboardingFact> facts,
        IReadOnlyDictionary<Guid, string> names
    ) =>
        new(
            operation.Code,
            operation.En,
            operation.Ja,
            [
                .. facts
                    .Where(fact => fact.Kind == OnboardingFactKind.BasicOperation && fact.Code == operation.Code)
                    .DistinctBy(fact => fact.StakeholderId)
                    .Select(fact => new AbleUser(
                        fact.StakeholderId!.Value,
                        names.GetValueOrDefault(fact.StakeholderId.Value, ""),
                        fact.On,
                        fact.What
                    )),
            ]
        );

    private static StepProgress Step(DailyWorkStep step, IEnumerable<OnboardingFact> facts)
    {
        var done = facts.FirstOrDefault(fact =>
            fact.Kind == OnboardingFactKind.DailyWorkStep && fact.Code == step.Code
        );
        return new StepProgress(step.Code, step.En, step.Ja, done?.On, done?.What);
    }
}

internal sealed class GetOnboardingEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/accounts/{accountId}/onboarding", (Guid accountId) => new GetOnboarding(accountId))
            .WithSummary("Read how far a customer's onboarding has come")
            .WithDescription(
                "The three dates (start by the policy, at home, first value) with each department's first, the basic "
                    + "operations that key users can do, the four steps to change daily work, contact points to come."
            )
            .WithExample(
                null,
                new OnboardingProgress(
                    ShownEnrolment.Example.AccountId,
                    ValueStart.Contract,
                    new DateOnly(2026, 11, 2),
                    new DateOnly(2026, 11, 10),
                    GoLiveOn: null,
                    new DateOnly(2026, 11, 2),
                    SetUpOn: null,
                    AtHomeOn: null,
                    GivenOnboardingFact.Example.On,
                    DaysToValue: 16,
                    [new DepartmentProgress("物流部", AtHomeOn: null, GivenOnboardingFact.Example.On)],
                    ShownEnrolment.Example,
                    [
                        new OperationProgress(
                            "plan-a-route",
                            "Plan a route",
                            "配車計画を作る",
                            [
                                new AbleUser(
                                    ShownStakeholder.Example.Id,
                                    ShownStakeholder.Example.Name,
                                    new DateOnly(2026, 11, 17),
                                    "本人の画面で翌日分を作成"
                                ),
                            ]
                        ),
                    ],
                    [.. DailyWorkStep.All.Select(step => new StepProgress(step.Code, step.En, step.Ja, null, null))],
                    []
                )
            )
            .WithProblems(401, 403, 404);
}
