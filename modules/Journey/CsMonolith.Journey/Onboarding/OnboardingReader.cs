using CsMonolith.Journey.Accounts.Prospects;
using CsMonolith.Journey.Projects;

namespace CsMonolith.Journey.Onboarding;

/// <summary>Reads how far customers' onboarding had come by a day, of what was recorded by a time.</summary>
internal sealed class OnboardingReader(JourneyDb db)
{
    private const int MostIdsInAQuery = 500;

    /// <summary>
    /// Six queries, whatever the number of accounts; each reads a few columns. Above 500 ids all rows are read and
    /// filtered here, since a query takes too few parameters for more.
    /// </summary>
    /// <param name="accounts">Which; <c>null</c> for all.</param>
    public async Task<IReadOnlyList<OnboardingAsOf>> Read(
        IReadOnlyCollection<Guid>? accounts,
        DateOnly day,
        DateTime known,
        CancellationToken cancellation
    )
    {
        var only = accounts?.ToHashSet();
        var scope = only is { Count: <= MostIdsInAQuery } ? AccountScope.Of(only) : AccountScope.Everything;
        var contracts = await db.CustomersOn(day, known)
            .AsNoTracking()
            .Within(scope, one => one.Id)
            .Where(one => one.RecordedAt <= known && (one.StartedOn == null || one.StartedOn <= day))
            .OrderBy(one => one.Id)
            .Select(one => new { one.Id, one.StartedOn })
            .ToListAsync(cancellation);
        var kickoffs = await db.Set<SuccessProject>()
            .AsNoTracking()
            .Within(scope, one => one.AccountId)
            .Where(one => one.KickoffOn <= day)
            .GroupBy(one => one.AccountId)
            .Select(own => new { own.Key, On = own.Min(one => one.KickoffOn) })
            .ToDictionaryAsync(one => one.Key, one => one.On, cancellation);
        var launches = (
            await db.Set<Launch>()
                .AsNoTracking()
                .Within(scope, one => one.AccountId)
                .Where(one => one.LaunchedOn <= day && one.RecordedAt <= known)
                .Select(one => new
                {
                    one.AccountId,
                    one.LaunchedOn,
                    one.Without,
                })
                .ToListAsync(cancellation)
        ).GroupBy(one => one.AccountId).ToDictionary(own => own.Key, own => own.MinBy(one => one.LaunchedOn)!);
        var facts = (
            await db.StandingFacts(known)
                .Within(scope, one => one.AccountId)
                .Where(one =>
                    one.On <= day
                    && one.Kind != OnboardingFactKind.GateItem
                    && one.Kind != OnboardingFactKind.ContactPoint
                )
                .GroupBy(one => new
                {
                    one.AccountId,
                    one.Kind,
                    one.Code,
                })
                .Select(own => new
                {
                    own.Key.AccountId,
                    own.Key.Kind,
                    own.Key.Code,
                    On = own.Min(one => one.On),
                })
                .ToListAsync(cancellation)
        ).Select(one => new FirstFact(one.AccountId, one.Kind, one.Code, one.On)).ToLookup(one => one.AccountId);
        var enrolments = await db.Standing(known)
            .Within(scope, one => one.AccountId)
            .Where(one => one.On <= day)
            .ToDictionaryAsync(one => one.AccountId, cancellation);
        var programmes = await db.Set<OnboardingProgramme>()
            .AsNoTracking()
            .ToDictionaryAsync(one => one.Id, cancellation);
        return
        [
            .. from contract in contracts
            where only?.Contains(contract.Id) != false
            let own = facts[contract.Id].ToList()
            let enrolment = enrolments.GetValueOrDefault(contract.Id)
            let launch = launches.GetValueOrDefault(contract.Id)
            select new OnboardingAsOf(
                contract.Id,
                contract.StartedOn,
                kickoffs.GetValueOrDefault(contract.Id),
                First(own, OnboardingFactKind.SetUp),
                First(own, OnboardingFactKind.AtHome),
                First(own, OnboardingFactKind.FirstValue),
                own.Count(fact => fact.Kind == OnboardingFactKind.DailyWorkStep),
                enrolment is null ? null : Programme(enrolment, programmes[enrolment.ProgrammeId], own),
                launch is null ? null : new LaunchOf(launch.LaunchedOn!.Value, launch.Without.Count)
            ),
        ];
    }

    private static DateOnly? First(IEnumerable<FirstFact> facts, OnboardingFactKind kind) =>
        facts.FirstOrDefault(fact => fact.Kind == kind)?.On;

    // Every basic operation was shown by the last of the days on which each was shown first.
    private static EnrolmentOf Programme(
        Enrolment enrolment,
        OnboardingProgramme programme,
        IReadOnlyList<FirstFact> facts
    )
    {
        var shown = programme
            .Find(enrolment.Number)!
            .Content.Operations.Select(operation =>
                facts
                    .FirstOrDefault(fact =>
                        fact.Kind == OnboardingFactKind.BasicOperation && fact.Code == operation.Code
                    )
                    ?.On
            )
            .ToList();
        return new EnrolmentOf(
            programme.Id,
            enrolment.Number,
            enrolment.On,
            shown.TrueForAll(on => on is not null) ? shown.Max() : null
        );
    }

    private sealed record FirstFact(Guid AccountId, OnboardingFactKind Kind, string? Code, DateOnly On);
}

internal sealed class AnswerOnboardingsAsOf(JourneyDb db, OnboardingReader reader)
    : IRequestHandler<OnboardingsAsOf, IReadOnlyList<OnboardingAsOf>>
{
    public Task<IReadOnlyList<OnboardingAsOf>> Handle(OnboardingsAsOf ask, CancellationToken cancellation) =>
        reader.Read(ask.Accounts, ask.AsOf, db.Clock.EndOf(ask.KnownOn ?? ask.AsOf), cancellation);
}
