using CsMonolith.Journey.Timeline;

namespace CsMonolith.Journey.Onboarding;

/// <summary>Record a dated fact about a customer's onboarding, with its evidence.</summary>
internal sealed record RecordOnboardingFact(Guid AccountId, [property: Body] GivenOnboardingFact Fact)
    : ICommand<ShownOnboardingFact>,
        IAboutAccount;

/// <param name="Kind">setUp, atHome, firstValue, basicOperation, gateItem, dailyWorkStep or contactPoint.</param>
/// <param name="On">When it came about, not after today; of a contact point, when it will be, after today.</param>
/// <param name="What">How one knows: what was seen, by whom, where.</param>
/// <param name="Code">
/// Of the basic operation, the gate's item or the step to change daily work; absent for the other kinds.
/// </param>
/// <param name="Department">
/// Of the customer, for atHome and firstValue; without, it holds for the whole company.
/// </param>
/// <param name="StakeholderId">The key user who can do the basic operation, from the map of people.</param>
/// <param name="With">With whom the contact point is agreed.</param>
/// <param name="Link">Where the evidence can be seen.</param>
/// <param name="CorrectsId">The fact of the same kind and code that it puts right.</param>
/// <param name="Withdrawn">Whether it only takes that one back.</param>
internal sealed record GivenOnboardingFact(
    OnboardingFactKind Kind,
    DateOnly On,
    string What,
    string? Code = null,
    string? Department = null,
    Guid? StakeholderId = null,
    string? With = null,
    string? Link = null,
    Guid? CorrectsId = null,
    bool Withdrawn = false
)
{
    public static GivenOnboardingFact Example { get; } =
        new(
            OnboardingFactKind.FirstValue,
            new DateOnly(2026, 11, 18),
            "配車計画の作成時間が3時間から40分になった(物流部 田中様の計測)",
            Department: "物流部",
            Link: "https://minato.example/reports/2026-11"
        );
}

/// <param name="Stands">Whether no later fact puts it right or takes it back.</param>
internal sealed record ShownOnboardingFact(
    Guid Id,
    Guid AccountId,
    OnboardingFactKind Kind,
    string? Code,
    DateOnly On,
    string? Department,
    Guid? StakeholderId,
    string? With,
    string What,
    string? Link,
    Guid? ById,
    DateTime RecordedAt,
    Guid? CorrectsId,
    bool Withdrawn,
    bool Stands
)
{
    public static ShownOnboardingFact Example { get; } =
        new(
            Guid.Parse("0199a000-0000-7000-8000-0000000000e2"),
            Guid.Parse("0199a000-0000-7000-8000-0000000000a1"),
            GivenOnboardingFact.Example.Kind,
            Code: null,
            GivenOnboardingFact.Example.On,
            GivenOnboardingFact.Example.Department,
            StakeholderId: null,
            With: null,
            GivenOnboardingFact.Example.What,
            GivenOnboardingFact.Example.Link,
            Guid.Parse("0199a000-0000-7000-8000-000000000001"),
            new DateTime(2026, 11, 18, 8, 0, 0, DateTimeKind.Utc),
            CorrectsId: null,
            Withdrawn: false,
            Stands: true
        );

    public static ShownOnboardingFact Of(OnboardingFact one, bool stands) =>
        new(
            one.Id,
            one.AccountId,
            one.Kind,
            one.Code,
            one.On,
            one.Department,
            one.StakeholderId,
            one.With,
            one.What,
            one.Link,
            one.ById,
            one.RecordedAt,
            one.CorrectsId,
            one.Withdrawn,
            stands
        );
}

internal sealed class RecordOnboardingFactValidator : AbstractValidator<RecordOnboardingFact>
{
    public RecordOnboardingFactValidator()
    {
        RuleFor(ask => ask.Fact.Kind).IsInEnum();
        RuleFor(ask => ask.Fact.On).GreaterThanOrEqualTo(new DateOnly(1950, 1, 1));
        RuleFor(ask => ask.Fact.What).NotEmpty().MaximumLength(2000);
        RuleFor(ask => ask.Fact.Link).MaximumLength(1000).IsWebAddress();
        RuleFor(ask => ask.Fact.Code)
            .MaximumLength(40)
            .Must((ask, code) => string.IsNullOrEmpty(code) != IsCoded(ask.Fact.Kind))
            .WithMessage(_ =>
                ProblemAnswers.InJapanese
                    ? "基本操作・判定項目・日々の仕事のステップにはコードが必要です。ほかの種類には付けられません。"
                    : "A basic operation, a gate's item and a step to change daily work have a code, and no other fact has."
            );
        RuleFor(ask => ask.Fact.StakeholderId)
            .Must((ask, person) => person is null != (ask.Fact.Kind == OnboardingFactKind.BasicOperation))
            .WithMessage(_ =>
                ProblemAnswers.InJapanese
                    ? "基本操作には、できるようになった担当者(stakeholderId)が必要です。ほかの種類には付けられません。"
                    : "A basic operation names the key user who can do it in stakeholderId, and no other fact does."
            );
        RuleFor(ask => ask.Fact.With)
            .MaximumLength(100)
            .Must((ask, with) => string.IsNullOrWhiteSpace(with) != (ask.Fact.Kind == OnboardingFactKind.ContactPoint))
            .WithMessage(_ =>
                ProblemAnswers.InJapanese
                    ? "今後の接点には相手(with)が必要です。ほかの種類には付けられません。"
                    : "A contact point says with whom it is agreed in with, and no other fact does."
            );
        RuleFor(ask => ask.Fact.Department)
            .MaximumLength(100)
            .Must(
                (ask, part) =>
                    part is null
                    || (
                        part.Trim().Length > 0
                        && ask.Fact.Kind is OnboardingFactKind.AtHome or OnboardingFactKind.FirstValue
                    )
            )
            .WithMessage(_ =>
                ProblemAnswers.InJapanese
                    ? "部署を指定できるのは定着と最初の成果だけです。全社の場合は department を省いてください。"
                    : "Only atHome and firstValue have a department; leave it out for the whole company."
            );
        RuleFor(ask => ask.Fact.CorrectsId)
            .NotNull()
            .When(ask => ask.Fact.Withdrawn)
            .WithMessage(_ =>
                ProblemAnswers.InJapanese
                    ? "取り消す記録を correctsId で指定してください。"
                    : "Name the fact that is taken back in correctsId."
            );
    }

    private static bool IsCoded(OnboardingFactKind kind) =>
        kind is OnboardingFactKind.BasicOperation or OnboardingFactKind.GateItem or OnboardingFactKind.DailyWorkStep;
}

internal sealed class RecordOnboardingFactHandler(
    JourneyDb db,
    IAccountDirectory accounts,
    OnboardingFactRules rules,
    RequestContext context
) : IRequestHandler<RecordOnboardingFact, Result<ShownOnboardingFact>>
{
    public async Task<Result<ShownOnboardingFact>> Handle(RecordOnboardingFact ask, CancellationToken cancellation)
    {
        var (account, given) = (ask.AccountId, ask.Fact);
        if (
            (
                await accounts.NoCustomer(account, cancellation)
                ?? rules.Day(given)
                ?? await rules.Correction(account, given, cancellation)
                ?? await rules.Code(account, given, cancellation)
                ?? await rules.Person(account, given, cancellation)
            ) is
            { } refusal
        )
        {
            return refusal;
        }

        var fact = new OnboardingFact
        {
            Id = Guid.CreateVersion7(),
            AccountId = account,
            Kind = given.Kind,
            Code = given.Code,
            On = given.On,
            Department = given.Department?.Trim(),
            StakeholderId = given.StakeholderId,
            With = given.With,
            What = given.What,
            Link = given.Link,
            ById = context.Caller.PersonId,
            RecordedAt = db.Clock.Now,
            CorrectsId = given.CorrectsId,
            Withdrawn = given.Withdrawn,
        };
        db.Set<OnboardingFact>().Add(fact);
        if (fact.Line(db) is { } line)
        {
            db.Set<TimelineEntry>().Add(line);
        }

        await db.SaveChangesAsync(cancellation);
        return ShownOnboardingFact.Of(fact, !fact.Withdrawn);
    }
}

internal sealed class RecordOnboardingFactEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/accounts/{accountId}/onboarding-facts",
                (Guid accountId, GivenOnboardingFact fact) => new RecordOnboardingFact(accountId, fact)
            )
            .Creates(
                (ShownOnboardingFact _, RouteValueDictionary route) =>
                    $"/v1/accounts/{route["accountId"]}/onboarding-facts"
            )
            .WithSummary("Record a dated fact about a customer's onboarding, with its evidence")
            .WithDescription(
                "The customer is set up, at home or has its first value; a key user can do a basic operation; an item of a "
                    + "launch's gate or a step to change daily work is done; a contact point to come is agreed. Facts are only "
                    + "added: correctsId names the one that a further one puts right or, with withdrawn, takes back."
            )
            .WithExample(GivenOnboardingFact.Example, ShownOnboardingFact.Example)
            .WithProblems(400, 401, 403, 404, 409);
}
