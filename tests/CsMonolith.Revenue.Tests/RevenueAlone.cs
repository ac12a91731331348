using CsMonolith.Journey.Contracts;
using CsMonolith.Kernel;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Jobs;
using CsMonolith.Platform.Modules;
using CsMonolith.Platform.Storage;
using CsMonolith.Revenue.Ledger.Facts;
using CsMonolith.Revenue.Ledger.MonthCloses;
using CsMonolith.Revenue.Retention;
using CsMonolith.Revenue.Storage;
using CsMonolith.Revenue.Subscriptions;
using CsMonolith.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Revenue.Tests;

/// <summary>Revenue with an installation's own settings: what a site would write into its configuration.</summary>
internal sealed class AmericanRevenue : IModule
{
    private readonly RevenueModule _module = new();

    public string Name => _module.Name;

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        configuration["Revenue:DefaultCurrency"] = "USD";
        _module.AddServices(services, configuration);
    }

    public void MapEndpoints(IEndpointRouteBuilder routes) => _module.MapEndpoints(routes);
}

/// <summary>Revenue on a host that keeps the histories of two accounts only.</summary>
internal sealed class ForgetfulRevenue : IModule
{
    private readonly RevenueModule _module = new();

    public string Name => _module.Name;

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        configuration["Revenue:KeptAccounts"] = "2";
        _module.AddServices(services, configuration);
    }

    public void MapEndpoints(IEndpointRouteBuilder routes) => _module.MapEndpoints(routes);
}

internal sealed class RevenueAlone : RevenueAloneAs<RevenueModule>;

/// <summary>Revenue, with a Journey that knows every account but those whose id begins with "missing".</summary>
internal class RevenueAloneAs<TModule> : ModuleAlone<TModule, RevenueDb>
    where TModule : IModule, new()
{
    private readonly Dictionary<string, Guid> _accounts = new(StringComparer.Ordinal);
    private int _subscriptions;

    public RevenueAloneAs()
    {
        Answers<AccountsByExternalId, IReadOnlyDictionary<string, Guid>>(ask =>
            ask.ExternalIds.Where(id => !id.StartsWith("missing", StringComparison.Ordinal))
                .ToDictionary(id => id, Account, StringComparer.Ordinal)
        );
        Answers<AccountsAsOf, IReadOnlyList<AccountAsOf>>(ask =>
            [
                .. _accounts
                    .Where(account => ask.Ids is null || ask.Ids.Contains(account.Value))
                    .Where(account => ask.WithProspects || !Prospects.Contains(account.Value))
                    .Select(account => Show(account.Key, account.Value)),
            ]
        );
        Answers<AccountTraitsOn, IReadOnlyDictionary<Guid, string>>(ask =>
            _accounts
                .Select(account => (account.Value, Trait: TraitOf(Show(account.Key, account.Value), ask.Trait)))
                .Where(one => one.Trait is not null && (ask.Only is null || one.Trait == ask.Only))
                .Where(one => ask.Accounts is null || ask.Accounts.Contains(one.Value))
                .Where(one => ask.KnownOn is not { } day || !Learnt.TryGetValue(one.Value, out var on) || on <= day)
                .ToDictionary(one => one.Value, one => one.Trait!)
        );
        Answers<OwnersOn, IReadOnlyDictionary<Guid, Guid>>(_ =>
            _accounts
                .Select(account => (account.Value, About.GetValueOrDefault(account.Key).Owner))
                .Where(one => one.Owner is not null)
                .ToDictionary(one => one.Value, one => one.Owner!.Value)
        );
        Answers<TeamsOn, IReadOnlyList<TeamOn>>(_ => Teams);
        Answers<PeopleNames, IReadOnlyDictionary<Guid, string>>(ask =>
            ask.Ids.Where(id => !Strangers.Contains(id)).ToDictionary(id => id, id => $"人 {id}")
        );
        Answers<AccountsInScope, AccountScope>(_ => new AccountScope(All: false, InSight));
        Answers<RivalToolsAsOf, IReadOnlyList<RivalsAsOf>>(ask =>
            [.. Rivals.Where(own => ask.Accounts?.Contains(own.AccountId) != false)]
        );
        Answers<RivalProductsCalled, IReadOnlyDictionary<string, RivalProductName>>(ask =>
            ask.Words.Where(RivalProducts.ContainsKey).ToDictionary(word => word, word => RivalProducts[word])
        );
    }

    /// <summary>What a caller sees who does not see everything.</summary>
    public HashSet<Guid> InSight { get; } = [];

    /// <summary>What an account is like, where a test cares.</summary>
    public Dictionary<string, (Guid? Owner, int? Tier, string? Industry)> About { get; } = new(StringComparer.Ordinal);

    /// <summary>The day on which it was recorded what an account is like, where a test cares.</summary>
    public Dictionary<Guid, DateOnly> Learnt { get; } = [];

    /// <summary>Ids of people who are not there; everybody else is.</summary>
    public HashSet<Guid> Strangers { get; } = [];

    /// <summary>The rival tools that accounts use, where a test cares.</summary>
    public List<RivalsAsOf> Rivals { get; } = [];

    /// <summary>The accounts that are no customers.</summary>
    public HashSet<Guid> Prospects { get; } = [];

    /// <summary>Products of the register of rival products by what they are called.</summary>
    public Dictionary<string, RivalProductName> RivalProducts { get; } = new(StringComparer.Ordinal);

    /// <summary>The teams there are.</summary>
    public List<TeamOn> Teams { get; } = [];

    /// <summary>Which partner looks after an account, where a test cares.</summary>
    public Dictionary<Guid, Guid> Partners { get; } = [];

    public Guid Account(string name)
    {
        if (!_accounts.TryGetValue(name, out var id))
        {
            _accounts[name] = id = Guid.CreateVersion7();
        }

        return id;
    }

    public async Task<SubscriptionRow> Subscribe(
        string account,
        string mrr,
        DateOnly from,
        DateOnly? lastPaidDay = null,
        string currency = "JPY"
    )
    {
        var opened = await Send(
            new OpenSubscription(
                $"S-{++_subscriptions}",
                Account(account),
                "Pro",
                from,
                BillingInterval.Month,
                Money.Of(mrr, currency),
                LastPaidDay: lastPaidDay
            )
        );
        return opened.Value;
    }

    public Task<Result<SubscriptionRow>> Change(SubscriptionRow subscription, DateOnly on, string mrr) =>
        Send(new ChangeSubscription(subscription.Id, on, Money.Of(mrr, subscription.Mrr.Currency)));

    public async Task<RetentionReport> Retention(
        RetentionWindow window,
        ReactivationRule reactivation = ReactivationRule.Excluded
    ) => (await Send(new GetRetention(window, reactivation))).Value;

    public async Task Close(Month through)
    {
        (await Send(new OrderMonthClose(through))).Error.ShouldBeNull();
        (await RunJobs()).State.ShouldBe(Platform.Jobs.JobState.Succeeded);
    }

    /// <summary>Loads rows as the history of before go-live.</summary>
    public Task<IReadOnlyList<RowOutcome>> LoadHistory(
        string kind,
        params IReadOnlyList<Dictionary<string, object?>> rows
    ) =>
        InScope(async services =>
        {
            var taker = services.GetServices<ImportKind>().Single(one => one.Name == kind);
            var import = services.GetRequiredService<ImportInProgress>();
            (import.Id, import.IsHistory) = (Guid.CreateVersion7(), true);
            IReadOnlyList<RowOutcome> outcomes = [];
            await taker.Db.Transact(
                async () =>
                    outcomes = await taker.Load(
                        [.. rows.Select((row, i) => new ImportRow(i + 2, row))],
                        CancellationToken.None
                    ),
                CancellationToken.None
            );
            return outcomes;
        });

    private static string? TraitOf(AccountAsOf account, AccountTrait trait) =>
        trait switch
        {
            AccountTrait.Industry => account.Attributes.GetValueOrDefault("industry"),
            AccountTrait.Tier => account.Tier?.ToString(System.Globalization.CultureInfo.InvariantCulture),
            AccountTrait.Owner => account.OwnerId?.ToString(),
            AccountTrait.Partner => account.PartnerId?.ToString(),
            _ => null,
        };

    private AccountAsOf Show(string name, Guid id)
    {
        var (owner, tier, industry) = About.GetValueOrDefault(name);
        var attributes = industry is null
            ? new Dictionary<string, string>()
            : new Dictionary<string, string> { ["industry"] = industry };
        return new AccountAsOf(id, name, name, attributes, null, null, tier, null, [], owner, null, null, null, null, 0)
        {
            PartnerId = Partners.TryGetValue(id, out var partner) ? partner : null,
        };
    }
}
