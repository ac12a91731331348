using CsMonolith.Feedback.Contracts;
using CsMonolith.Health.Usage;
using CsMonolith.Health.Usage.Events;
using CsMonolith.Journey.Contracts;

namespace CsMonolith.Health.Onboarding;

/// <summary>Does a version of an onboarding programme do better than the one before?</summary>
/// <param name="AsOf">The day; <c>null</c> for today.</param>
/// <param name="Days">For how long after enrolment each customer is looked at.</param>
internal sealed record CompareOnboardingProgrammes(Guid ProgrammeId, DateOnly? AsOf, int Days)
    : IQuery<OnboardingComparison>;

/// <summary>What is counted of the customers of a version.</summary>
internal enum OnboardingIndicator
{
    /// <summary>Set up within the days (初期設定率).</summary>
    SetUp,

    /// <summary>Key users had shown every basic operation within the days (基本操作の習得率).</summary>
    OperationsMastered,

    /// <summary>Used on at least one of the days (ログイン率).</summary>
    LoggedIn,

    /// <summary>Used on at least one of the last 30 of the days (利用率).</summary>
    InUse,

    /// <summary>The newest survey answer of the days is three quarters of the scale or better (ヒアリングの満足率).</summary>
    Satisfied,
}

/// <summary>An indicator of a version.</summary>
internal sealed record IndicatorFigure(OnboardingIndicator Indicator, ShareFigure Share);

/// <param name="Enrolled">Customers in the version.</param>
/// <param name="Compared">Those of them who were enrolled at least so many days ago: they alone are counted.</param>
internal sealed record VersionFigures(
    int Number,
    string Name,
    DateOnly From,
    int Enrolled,
    int Compared,
    IReadOnlyList<IndicatorFigure> Indicators
);

/// <summary>An indicator of a version less that of the one before.</summary>
internal sealed record VersionDifference(
    int Number,
    int Against,
    OnboardingIndicator Indicator,
    DifferenceFigure Difference
);

/// <param name="Versions">By number.</param>
/// <param name="Differences">
/// Each version against the one before it. Both are looked at for the same days after enrolment; customers were not drawn
/// by lot, so that a difference may have other causes than the programme.
/// </param>
internal sealed record OnboardingComparison(
    Guid ProgrammeId,
    DateOnly AsOf,
    int Days,
    IReadOnlyList<VersionFigures> Versions,
    IReadOnlyList<VersionDifference> Differences,
    string Formula
) : Figure;

internal sealed class CompareOnboardingProgrammesValidator : AbstractValidator<CompareOnboardingProgrammes>
{
    public CompareOnboardingProgrammesValidator() =>
        RuleFor(ask => ask.Days).InclusiveBetween(CompareOnboardingProgrammesHandler.LastDays, 366);
}

internal sealed class CompareOnboardingProgrammesHandler(HealthDb db, AccountVisibility visibility, IMediator mediator)
    : IRequestHandler<CompareOnboardingProgrammes, Result<OnboardingComparison>>
{
    /// <summary>Who still uses it at the end is seen in so many days.</summary>
    public const int LastDays = 30;

    /// <summary>The definitions behind these figures; it changes when they do.</summary>
    public const string Formula = "onboarding-programmes-1";

    private static readonly Ratio Content = new(3, 4);

    public async Task<Result<OnboardingComparison>> Handle(
        CompareOnboardingProgrammes ask,
        CancellationToken cancellationToken
    )
    {
        var asOf = ask.AsOf ?? db.Clock.Today;
        if (asOf > db.Clock.Today)
        {
            return UsageErrors.DayAhead("asOf", asOf, db.Clock.Today);
        }

        var versions = (await mediator.Send(new OnboardingVersions(), cancellationToken))
            .Where(one => one.ProgrammeId == ask.ProgrammeId)
            .ToList();
        if (versions.Count == 0)
        {
            return OnboardingErrors.NoSuchProgramme(ask.ProgrammeId);
        }

        var scope = await visibility.Accounts(cancellationToken);
        var enrolled = (
            await mediator.Send(new OnboardingsAsOf(scope.All ? null : [.. scope.Accounts], asOf), cancellationToken)
        )
            .Where(one => one.Programme?.ProgrammeId == ask.ProgrammeId)
            .Select(one => new Enrolled(one, one.Programme!, ask.Days))
            .ToList();
        var compared = enrolled.Where(one => one.Last <= asOf).ToList();
        var used = await Used(compared, asOf, cancellationToken);
        var said = await Said(compared, cancellationToken);
        var figures = versions.ConvertAll(version => new VersionFigures(
            version.Number,
            version.Name,
            version.From,
            enrolled.Count(one => one.Programme.Number == version.Number),
            compared.Count(one => one.Programme.Number == version.Number),
            Indicators([.. compared.Where(one => one.Programme.Number == version.Number)], used, said)
        ));
        return new OnboardingComparison(
            ask.ProgrammeId,
            asOf,
            ask.Days,
            figures,
            [
                .. from pair in figures.Zip(figures.Skip(1))
                from both in pair.First.Indicators.Zip(pair.Second.Indicators)
                select new VersionDifference(
                    pair.Second.Number,
                    pair.First.Number,
                    both.First.Indicator,
                    DifferenceFigure.Between(both.Second.Share, both.First.Share)
                ),
            ],
            Formula
        );
    }

    private static IReadOnlyList<IndicatorFigure> Indicators(
        IReadOnlyList<Enrolled> customers,
        IReadOnlyDictionary<Guid, DateOnly> used,
        IReadOnlyDictionary<Guid, Ratio> said
    )
    {
        // Where no use at all is heard of, nobody is known not to use it.
        IReadOnlyList<Enrolled> heardOf = used.Count > 0 ? customers : [];
        return
        [
            new(OnboardingIndicator.SetUp, ShareFigure.Over(customers, one => one.Onboarding.SetUpOn <= one.Last)),
            new(
                OnboardingIndicator.OperationsMastered,
                ShareFigure.Over(customers, one => one.Programme.MasteredOn <= one.Last)
            ),
            new(OnboardingIndicator.LoggedIn, ShareFigure.Over(heardOf, one => used.ContainsKey(one.AccountId))),
            new(
                OnboardingIndicator.InUse,
                ShareFigure.Over(
                    heardOf,
                    one => used.TryGetValue(one.AccountId, out var last) && last > one.Last.AddDays(-LastDays)
                )
            ),
            new(
                OnboardingIndicator.Satisfied,
                ShareFigure.Over(
                    [.. customers.Where(one => said.ContainsKey(one.AccountId))],
                    one => said[one.AccountId].CompareTo(Content) >= 0
                )
            ),
        ];
    }

    // The last day of use within each customer's days; read as one row for each account and day.
    private async Task<IReadOnlyDictionary<Guid, DateOnly>> Used(
        IReadOnlyList<Enrolled> customers,
        DateOnly asOf,
        CancellationToken cancellation
    )
    {
        var last = new Dictionary<Guid, DateOnly>();
        if (customers.Count == 0)
        {
            return last;
        }

        var own = customers.ToDictionary(one => one.AccountId);
        var (from, to, known) = (customers.Min(one => one.On), customers.Max(one => one.Last), db.Clock.EndOf(asOf));
        var days = db.Set<UsageEvent>()
            .AsNoTracking()
            .Within(AccountScope.Of([.. own.Keys]), one => one.AccountId)
            .Where(one => one.Day >= from && one.Day <= to && one.RecordedAt <= known)
            .Select(one => new { one.AccountId, one.Day })
            .Distinct();
        await foreach (var use in days.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            var customer = own[use.AccountId];
            if (
                use.Day >= customer.On
                && use.Day <= customer.Last
                && !(last.GetValueOrDefault(use.AccountId) > use.Day)
            )
            {
                last[use.AccountId] = use.Day;
            }
        }

        return last;
    }

    // The newest answer within each customer's days.
    private async Task<IReadOnlyDictionary<Guid, Ratio>> Said(
        IReadOnlyList<Enrolled> customers,
        CancellationToken cancellation
    )
    {
        if (customers.Count == 0)
        {
            return new Dictionary<Guid, Ratio>();
        }

        var own = customers.ToDictionary(one => one.AccountId);
        var asked = new SatisfactionBetween(
            [.. own.Keys],
            customers.Min(one => one.On),
            customers.Max(one => one.Last)
        );
        return (await mediator.Send(asked, cancellation))
            .Where(one => one.On >= own[one.AccountId].On && one.On <= own[one.AccountId].Last)
            .GroupBy(one => one.AccountId)
            .ToDictionary(answers => answers.Key, answers => answers.Last().Scaled);
    }

    // A customer with the days for which it is looked at.
    private sealed record Enrolled(OnboardingAsOf Onboarding, EnrolmentOf Programme, int Days)
    {
        public Guid AccountId => Onboarding.AccountId;

        public DateOnly On => Programme.EnrolledOn;

        public DateOnly Last => On.AddDays(Days);
    }
}

internal sealed class CompareOnboardingProgrammesEndpoint : IEndpoint
{
    private const int Quarter = 90;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get(
                "/onboarding-programmes/{programmeId}/comparison",
                (Guid programmeId, DateOnly? asOf, int? days) =>
                    new CompareOnboardingProgrammes(programmeId, asOf, days ?? Quarter)
            )
            .WithSummary("Compare the versions of an onboarding programme, indicator by indicator")
            .WithDescription(
                "Of customers enrolled at least so many days (90) before: the share that was set up, whose key users had shown "
                    + "every basic operation, that used it at all and still in the last 30 days, and that was satisfied when "
                    + "asked. Shares have Wilson's 95 % interval, differences Newcombe's; a difference whose interval holds zero "
                    + "says nothing."
            )
            .WithExample(
                null,
                new OnboardingComparison(
                    Guid.Parse("0199a000-0000-7000-8000-0000000000e1"),
                    new DateOnly(2026, 11, 20),
                    Quarter,
                    [
                        Version(1, new DateOnly(2026, 1, 1), ShareFigure.From(12, 30)),
                        Version(2, new DateOnly(2026, 4, 1), ShareFigure.From(24, 32)),
                    ],
                    [
                        new VersionDifference(
                            2,
                            1,
                            OnboardingIndicator.SetUp,
                            DifferenceFigure.Between(ShareFigure.From(24, 32), ShareFigure.From(12, 30))
                        ),
                    ],
                    CompareOnboardingProgrammesHandler.Formula
                )
            )
            .WithProblems(400, 401, 403);

    private static VersionFigures Version(int number, DateOnly from, ShareFigure share) =>
        new(
            number,
            "標準オンボーディング",
            from,
            share.Of,
            share.Of,
            [new IndicatorFigure(OnboardingIndicator.SetUp, share)]
        );
}
