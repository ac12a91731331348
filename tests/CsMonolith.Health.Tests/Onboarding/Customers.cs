using CsMonolith.Feedback.Contracts;
using CsMonolith.Journey.Contracts;
using CsMonolith.Kernel;
using CsMonolith.Revenue.Contracts;

namespace CsMonolith.Health.Tests.Onboarding;

/// <summary>Customers of whom the other modules tell; every one starts on 2026-01-01. Today is 2026-11-20.</summary>
internal sealed class Customers
{
    public static readonly DateOnly Start = new(2026, 1, 1);
    public static readonly DateOnly Today = new(2026, 11, 20);
    public static readonly Guid Programme = Guid.CreateVersion7();

    public List<OnboardingAsOf> Onboardings { get; } = [];

    public List<ChurnOn> Churns { get; } = [];

    public List<FirstValueOn> Ledger { get; } = [];

    public List<PhaseEntered> Phases { get; } = [];

    public List<Satisfaction> Answers { get; } = [];

    public Dictionary<Guid, string> Industries { get; } = [];

    public ValueStart Policy { get; set; } = ValueStart.Contract;

    public AccountScope Scope { get; set; } = AccountScope.Everything;

    public HealthAlone Health()
    {
        var health = new HealthAlone();
        health.Answers<AccountsInScope, AccountScope>(_ => Scope);
        health.Answers<ValueStartPolicy, ValueStart>(_ => Policy);
        health.Answers<OnboardingsAsOf, IReadOnlyList<OnboardingAsOf>>(ask =>
            [.. Onboardings.Where(one => ask.Accounts?.Contains(one.AccountId) != false)]
        );
        health.Answers<FirstValues, IReadOnlyList<FirstValueOn>>(_ => Ledger);
        health.Answers<ChurnsBetween, IReadOnlyList<ChurnOn>>(ask =>
            [.. Churns.Where(one => one.On >= ask.From && one.On <= ask.To)]
        );
        health.Answers<Phases, IReadOnlyList<PhaseName>>(_ =>
            [new("introduction", "Introduction", "導入", 0), new("adoption", "Adoption", "活用", 1)]
        );
        health.Answers<PhasesEnteredBy, IReadOnlyList<PhaseEntered>>(_ => Phases);
        health.Answers<OnboardingVersions, IReadOnlyList<OnboardingVersionOf>>(_ =>
            [
                new(Programme, "standard", 1, "標準", new(2026, 1, 1)),
                new(Programme, "standard", 2, "標準", new(2026, 3, 1)),
            ]
        );
        health.Answers<SatisfactionBetween, IReadOnlyList<Satisfaction>>(ask =>
            [.. Answers.Where(one => one.On >= ask.From && one.On <= ask.To && ask.Accounts.Contains(one.AccountId))]
        );
        return health;
    }

    /// <summary>A customer who has their first value so many days after the start.</summary>
    public Guid Reaches(int days) => Add(new Guid(), firstValue: Start.AddDays(days));

    /// <summary>A customer who leaves so many days after the start without it.</summary>
    public Guid Leaves(int days)
    {
        var account = Add(new Guid(), firstValue: null);
        Churns.Add(new ChurnOn(account, Start.AddDays(days), Reason: null));
        return account;
    }

    /// <summary>A customer who has not had it so far.</summary>
    public Guid Waits() => Add(new Guid(), firstValue: null);

    public Guid Add(
        Guid account,
        DateOnly? firstValue,
        LaunchOf? launch = null,
        EnrolmentOf? programme = null,
        DateOnly? setUp = null,
        DateOnly? contract = null
    )
    {
        var id = account == Guid.Empty ? Guid.CreateVersion7() : account;
        Onboardings.Add(new OnboardingAsOf(id, contract ?? Start, null, setUp, null, firstValue, 0, programme, launch));
        return id;
    }
}
