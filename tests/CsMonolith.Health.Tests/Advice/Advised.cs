using CsMonolith.Health.Tests.Onboarding;
using CsMonolith.Journey.Contracts;
using CsMonolith.Kernel;
using CsMonolith.Revenue.Contracts;

namespace CsMonolith.Health.Tests.Advice;

/// <summary>
/// One customer of whom all is well, as the other modules tell; a test takes away what it is about. Today is 2026-11-20.
/// </summary>
internal sealed class Advised
{
    public static readonly DateOnly Today = Customers.Today;
    public static readonly Guid Csm = Guid.Parse("0199a000-0000-7000-8000-0000000000ff");
    public static readonly Guid Seller = Guid.Parse("0199a000-0000-7000-8000-00000000005e");

    private readonly Customers _customers = new();

    public Advised()
    {
        Account = _customers.Add(Guid.Empty, firstValue: new(2026, 2, 1), setUp: new(2026, 1, 20));
        _customers.Onboardings[0] = _customers.Onboardings[0] with { KickoffOn = new(2026, 1, 10) };
        Goal = new(
            Account,
            Guid.CreateVersion7(),
            "残業をなくす",
            "残業時間",
            10,
            new(2026, 1, 5),
            new(2027, 3, 31),
            Today.AddDays(-5),
            20,
            null
        );
        Map = new(Account, 3, 2, HasAmbassador: true, HasSponsor: true, Level: null);
        Held = [new(Account, ServiceRole.Csm, Csm, "花子", null, HasLeft: false)];
        LastContactOn = Today.AddDays(-3);
    }

    public Guid Account { get; }

    public GoalInForce? Goal { get; set; }

    public PeopleMapAsOf? Map { get; set; }

    public LaunchGap? Launch { get; set; }

    public HandoffSignal? Handoff { get; set; }

    public AccountCadencesAsOf? Cadence { get; set; }

    public AccountTasksAsOf? Tasks { get; set; }

    public DateOnly? LastContactOn { get; set; }

    public RevenueAsOf? Revenue { get; set; }

    public string Phase { get; set; } = "introduction";

    public List<RoleHeld> Held { get; }

    public List<PlaybookOf> Playbooks { get; } = [];

    public OnboardingAsOf Onboarding
    {
        get => _customers.Onboardings[0];
        set => _customers.Onboardings[0] = value;
    }

    public AccountScope Scope
    {
        set => _customers.Scope = value;
    }

    /// <summary>A CSM advises, and the account executive sells and renews, unless a test says otherwise.</summary>
    public List<CharterLine> Charter { get; set; } =
    [
        new(ServiceRole.AccountExecutive, [ServiceAct.Sell, ServiceAct.Renew]),
        new(ServiceRole.EngagementManager, [ServiceAct.Install]),
        new(ServiceRole.Csm, [ServiceAct.Advise]),
        new(ServiceRole.Trainer, [ServiceAct.Train]),
    ];

    public HealthAlone Health()
    {
        var health = _customers.Health();
        health.Answers<AccountsAsOf, IReadOnlyList<AccountAsOf>>(ask =>
            ask.Ids?.Contains(Account) == false
                ? []
                :
                [
                    new(
                        Account,
                        "C-1",
                        "みなと物流",
                        new Dictionary<string, string>(),
                        null,
                        Customers.Start,
                        2,
                        null,
                        [],
                        Csm,
                        "花子",
                        Phase,
                        Customers.Start,
                        LastContactOn,
                        1
                    ),
                ]
        );
        health.Answers<GoalsInForce, IReadOnlyList<GoalInForce>>(_ => Goal is { } one ? [one] : []);
        health.Answers<LaunchGapsOn, IReadOnlyList<LaunchGap>>(_ => Launch is { } one ? [one] : []);
        health.Answers<HandoffSignals, IReadOnlyDictionary<Guid, HandoffSignal>>(_ =>
            Handoff is { } one
                ? new Dictionary<Guid, HandoffSignal> { [Account] = one }
                : new Dictionary<Guid, HandoffSignal>()
        );
        health.Answers<PeopleMapsAsOf, IReadOnlyList<PeopleMapAsOf>>(_ => Map is { } one ? [one] : []);
        health.Answers<CadencesAsOf, IReadOnlyList<AccountCadencesAsOf>>(_ => Cadence is { } one ? [one] : []);
        health.Answers<TasksAsOf, IReadOnlyList<AccountTasksAsOf>>(_ => Tasks is { } one ? [one] : []);
        health.Answers<RevenuesAsOf, IReadOnlyList<RevenueAsOf>>(_ => Revenue is { } one ? [one] : []);
        health.Answers<RoleCharterOn, IReadOnlyList<CharterLine>>(_ => Charter);
        health.Answers<RolesHeldOn, IReadOnlyList<RoleHeld>>(_ => Held);
        health.Answers<PlaybooksInForce, IReadOnlyList<PlaybookOf>>(_ => Playbooks);
        return health;
    }
}
