namespace CsMonolith.Journey.Onboarding;

/// <summary>Something that a launch waits for.</summary>
/// <param name="Code">What waivers name: <c>item:support-route</c>, <c>step:ambassadors</c>, <c>contact-point</c>.</param>
internal sealed record MissingForLaunch(LaunchGate Gate, string Code, string En, string Ja)
{
    /// <summary>Where it stands: <c>/gates/operational/item:support-route</c>.</summary>
    public string Pointer => $"/gates/{Gate.ToString().ToLowerInvariant()}/{Code}";
}

/// <summary>A condition of a gate, with the evidence that it is met.</summary>
/// <param name="Code">As <see cref="MissingForLaunch.Code"/>.</param>
/// <param name="On">The day of the evidence; <c>null</c> while there is none.</param>
internal sealed record GateCondition(
    LaunchGate Gate,
    string Code,
    string En,
    string Ja,
    DateOnly? On,
    Guid? ById,
    string? What
);

/// <summary>Reads how far customers are from a launch.</summary>
internal sealed class LaunchReadiness(JourneyDb db)
{
    private const string ContactPointCode = "contact-point";

    /// <summary>
    /// Every condition of the three gates, for accounts each on a day of its own: evidence of a later day does not
    /// count, and a contact point lies after the day. Two queries for all of them.
    /// </summary>
    public async Task<IReadOnlyDictionary<AccountDay, IReadOnlyList<GateCondition>>> Read(
        IEnumerable<AccountDay> days,
        CancellationToken cancellation
    )
    {
        var policy = await OnboardingPolicy.Present(db, cancellation);
        var asked = days.Distinct().ToList();
        var ids = asked.Select(day => day.AccountId).Distinct().ToArray();
        var facts = (
            await db.StandingFacts(db.Clock.Now)
                .Where(fact =>
                    ids.Contains(fact.AccountId)
                    && (
                        fact.Kind == OnboardingFactKind.GateItem
                        || fact.Kind == OnboardingFactKind.DailyWorkStep
                        || fact.Kind == OnboardingFactKind.ContactPoint
                    )
                )
                .ToListAsync(cancellation)
        ).ToLookup(fact => fact.AccountId);
        return asked.ToDictionary(
            day => day,
            day => (IReadOnlyList<GateCondition>)[.. Conditions(policy, [.. facts[day.AccountId]], day.Day)]
        );
    }

    /// <summary>The same for one account.</summary>
    public async Task<IReadOnlyList<GateCondition>> Read(Guid account, DateOnly day, CancellationToken cancellation) =>
        (await Read([new AccountDay(account, day)], cancellation)).Values.Single();

    /// <summary>The conditions without evidence.</summary>
    public static IReadOnlyList<MissingForLaunch> Missing(IEnumerable<GateCondition> conditions) =>
        [
            .. conditions
                .Where(one => one.On is null)
                .Select(one => new MissingForLaunch(one.Gate, one.Code, one.En, one.Ja)),
        ];

    private static IEnumerable<GateCondition> Conditions(
        OnboardingPolicy policy,
        IReadOnlyList<OnboardingFact> facts,
        DateOnly day
    )
    {
        foreach (var item in policy.Items)
        {
            yield return Of(item.Gate, $"item:{item.Code}", item.En, item.Ja, OnboardingFactKind.GateItem, item.Code);
        }

        foreach (var step in policy.StepsInUserGate ? DailyWorkStep.All : [])
        {
            yield return Of(
                LaunchGate.User,
                $"step:{step.Code}",
                step.En,
                step.Ja,
                OnboardingFactKind.DailyWorkStep,
                step.Code
            );
        }

        var next = facts
            .Where(fact => fact.Kind == OnboardingFactKind.ContactPoint && fact.On > day)
            .MinBy(fact => (fact.On, fact.Id));
        yield return new GateCondition(
            LaunchGate.User,
            ContactPointCode,
            "A contact point after the launch is agreed, with its day and with whom",
            "利用開始後の接点(日付と相手)に合意",
            next?.On,
            next?.ById,
            next is null ? null : $"{next.With}: {next.What}"
        );

        GateCondition Of(LaunchGate gate, string name, string en, string ja, OnboardingFactKind kind, string code)
        {
            var met = facts
                .Where(fact => fact.Kind == kind && fact.Code == code && fact.On <= day)
                .MinBy(fact => (fact.On, fact.Id));
            return new GateCondition(gate, name, en, ja, met?.On, met?.ById, met?.What);
        }
    }
}
