using CsMonolith.Compensation.Plans;
using CsMonolith.Compensation.Statements;
using CsMonolith.Compensation.Storage;
using CsMonolith.Journey.Contracts;
using CsMonolith.Kernel;
using CsMonolith.Revenue.Contracts;
using CsMonolith.Testing;
using MediatR;

namespace CsMonolith.Compensation.Tests;

/// <summary>
/// Compensation alone, with the three CSMs of the worked example: each owns an account that stays, one that shrinks,
/// one that leaves and one that grows. Amounts are in yen of MRR; only their ratios matter.
/// </summary>
internal sealed class CompensationAlone : ModuleAlone<CompensationModule, CompensationDb>
{
    public static readonly Guid Sato = Guid.Parse("0199a000-0000-7000-8000-000000000011");
    public static readonly Guid Suzuki = Guid.Parse("0199a000-0000-7000-8000-000000000012");
    public static readonly Guid Tanaka = Guid.Parse("0199a000-0000-7000-8000-000000000013");
    public static readonly Guid Newcomer = Guid.Parse("0199a000-0000-7000-8000-000000000014");
    public static readonly Guid Leader = Guid.Parse("0199a000-0000-7000-8000-000000000019");
    public static readonly Guid Finance = Guid.Parse("0199a000-0000-7000-8000-000000000022");
    public static readonly Month March = new(2026, 3);
    public static readonly Month June = new(2026, 6);
    public static readonly DateTime Close = new(2026, 7, 5, 9, 0, 0, DateTimeKind.Utc);

    private static readonly Dictionary<Guid, string> Names = new()
    {
        [Sato] = "佐藤",
        [Suzuki] = "鈴木",
        [Tanaka] = "田中",
        [Newcomer] = "新人",
        [Leader] = "部長",
        [Finance] = "経理",
    };

    public CompensationAlone()
    {
        Own(Sato, start: 100_000_000, churn: 3_000_000, contraction: 2_000_000, expansion: 12_000_000);
        Own(Suzuki, start: 80_000_000, churn: 8_000_000, contraction: 2_000_000, expansion: 6_000_000);
        Own(Tanaka, start: 60_000_000, churn: 1_000_000, contraction: 800_000, expansion: 9_800_000);
        Answers<PeopleNames, IReadOnlyDictionary<Guid, string>>(ask =>
            Names.Where(name => ask.Ids.Contains(name.Key)).ToDictionary()
        );
        Answers<OwnersOn, IReadOnlyDictionary<Guid, Guid>>(_ => Owners);
        Answers<MayActAlone, bool>(ask => OneMayAct && ask.Role == Role.Finance);
        Answers<RetentionAsClosed, ClosedRetention>(_ =>
            OpenMonth is { } open
                ? new ClosedRetention(IsClosed: false, open, KnownAt: null, [])
                : new ClosedRetention(IsClosed: true, OpenMonth: null, Close, [.. Accounts])
        );
        Answers<AccountsInScope, AccountScope>(ask => new AccountScope(
            All: false,
            Owners
                .Where(owned => ask.Scope == PermissionScope.Team ? owned.Value != Tanaka : owned.Value == ask.PersonId)
                .Select(owned => owned.Key)
                .ToHashSet()
        ));
    }

    public List<AccountRetention> Accounts { get; } = [];

    public Dictionary<Guid, Guid> Owners { get; } = [];

    public Month? OpenMonth { get; set; }

    /// <summary>Whether the owner has relaxed the two-person rule for finance.</summary>
    public bool OneMayAct { get; set; }

    public static DraftPayPlan Plan { get; } =
        new(
            "変動報酬",
            1.02m,
            [Target(Sato), Target(Suzuki), Target(Tanaka)],
            [new(0.85m, 0), new(0.92m, 1), new(0.97m, 1.5m)]
        );

    public static PlannedMember Target(Guid person) => new(person, new Money(600_000, "JPY"));

    /// <summary>Takes so much more from what Suzuki's steady account has at the end.</summary>
    public void LoseFromSuzuki(long yen)
    {
        var steady = Accounts.FindIndex(account => Owners[account.AccountId] == Suzuki && account.Start == account.End);
        Accounts[steady] = Accounts[steady] with { End = new Money(Accounts[steady].End.Minor - yen, "JPY") };
    }

    public async Task<Guid> Draft(DraftPayPlan? plan = null)
    {
        var drafted = await Send(plan ?? Plan);
        return drafted.Value.Id;
    }

    /// <summary>Drafts a plan and has finance approve it.</summary>
    public async Task<Guid> Agree(DraftPayPlan? plan = null)
    {
        var id = await Draft(plan);
        (await As(Finance, Role.Finance, new ApprovePayPlan(id))).Error.ShouldBeNull();
        return id;
    }

    public async Task<IssuedPayStatements> Issue(DraftPayPlan? plan = null) =>
        (await Send(new IssuePayStatements(await Agree(plan), March, June))).Value;

    /// <summary>Sends one request as somebody else.</summary>
    public async Task<TAnswer> As<TAnswer>(Guid person, Role role, IRequest<TAnswer> request)
    {
        var before = Caller;
        SignIn(person, role);
        var answer = await Send(request);
        Caller = before;
        return answer;
    }

    // The growing account is a tenth of the book, so that no account both grows and shrinks.
    private void Own(Guid owner, long start, long churn, long contraction, long expansion)
    {
        var (leaving, shrinking, growing) = (churn, contraction * 2, start / 10);
        Add(owner, leaving, 0);
        Add(owner, shrinking, shrinking - contraction);
        Add(owner, growing, growing + expansion);
        Add(owner, start - leaving - shrinking - growing, start - leaving - shrinking - growing);
    }

    private void Add(Guid owner, long start, long end)
    {
        var account = Guid.CreateVersion7();
        Accounts.Add(new AccountRetention(account, new Money(start, "JPY"), new Money(end, "JPY")));
        Owners.Add(account, owner);
    }
}
