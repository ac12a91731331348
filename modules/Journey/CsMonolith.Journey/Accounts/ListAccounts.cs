using CsMonolith.Journey.Accounts.Prospects;
using CsMonolith.Journey.People;
using CsMonolith.Journey.Phases;

namespace CsMonolith.Journey.Accounts;

/// <summary>Which customers are there?</summary>
internal sealed record ListAccounts(ListAsk List) : IQuery<Page<AccountLine>>;

/// <param name="Phase">Code of today's phase; before-introduction for a prospect that is not won.</param>
/// <param name="Stage">customer, prospect, or lost for a prospect that was lost.</param>
internal sealed record AccountLine(
    Guid Id,
    string ExternalId,
    string Name,
    string? Industry,
    string? Region,
    int? Tier,
    TouchModel? Touch,
    string? Phase,
    Guid? OwnerId,
    string? OwnerName,
    DateOnly? StartedOn,
    string Stage = AccountToday.Customer
);

/// <summary>An account with its owner and phase of today.</summary>
internal sealed class AccountToday
{
    public const string Customer = "customer";

    public Guid Id { get; init; }

    public required string ExternalId { get; init; }

    public required string Name { get; init; }

    public string? Industry { get; init; }

    public string? Region { get; init; }

    public int? Tier { get; init; }

    public TouchModel? Touch { get; init; }

    /// <summary>The touch model as text, since databases cannot sort enumerations by their names.</summary>
    public string? TouchWord { get; init; }

    public string? Phase { get; init; }

    public Guid? OwnerId { get; init; }

    public DateOnly? StartedOn { get; init; }

    /// <summary>customer, prospect, or lost for a prospect that was lost.</summary>
    public required string Stage { get; init; }

    /// <summary>Those that are customers today.</summary>
    public static IQueryable<AccountToday> Customers(JourneyDb db, DateOnly today) =>
        Of(db, db.CustomersOn(today), today);

    /// <summary>Customers and prospects.</summary>
    public static IQueryable<AccountToday> All(JourneyDb db, DateOnly today) => Of(db, db.Set<Account>(), today);

    private static IQueryable<AccountToday> Of(JourneyDb db, IQueryable<Account> accounts, DateOnly today) =>
        accounts.Select(account => new AccountToday
        {
            Id = account.Id,
            ExternalId = account.ExternalId,
            Name = account.Name,
            Industry = account.Industry,
            Region = account.Region,
            Tier = account.Tier,
            Touch = account.Touch,
            TouchWord =
                account.Touch == TouchModel.High ? "high"
                : account.Touch == TouchModel.Low ? "low"
                : account.Touch == TouchModel.Tech ? "tech"
                : null,
            Stage = db.Set<Prospect>()
                .Any(one => one.AccountId == account.Id && (one.WonOn == null || one.WonOn > today))
                ? (
                    db.Set<Prospect>().Any(one => one.AccountId == account.Id && one.State == ProspectState.Lost)
                        ? "lost"
                        : "prospect"
                )
                : Customer,
            Phase = db.Set<Prospect>()
                .Any(one => one.AccountId == account.Id && (one.WonOn == null || one.WonOn > today))
                ? PhaseSet.BeforeIntroduction
                : db.Set<AccountPhase>()
                    .Where(phase => phase.AccountId == account.Id && phase.On <= today)
                    .OrderByDescending(phase => phase.On)
                    .ThenByDescending(phase => phase.RecordedAt)
                    .Select(phase => phase.Phase)
                    .FirstOrDefault(),
            OwnerId = db.Set<Ownership>()
                .Where(owned => owned.AccountId == account.Id && owned.From <= today)
                .OrderByDescending(owned => owned.From)
                .ThenByDescending(owned => owned.RecordedAt)
                .Select(owned => owned.OwnerId)
                .FirstOrDefault(),
            StartedOn = account.StartedOn,
        });
}

internal sealed class ListAccountsHandler(
    JourneyDb db,
    AccountVisibility visibility,
    RequestContext context,
    Cursors cursors,
    Pseudonyms pseudonyms
) : IRequestHandler<ListAccounts, Result<Page<AccountLine>>>
{
    public static ListShape<AccountToday> Shape { get; } =
        new ListShape<AccountToday>(row => row.Id, "name")
            .With("id", row => row.Id)
            .With("name", row => row.Name)
            .With("externalId", row => row.ExternalId)
            .With("industry", row => row.Industry)
            .With("region", row => row.Region)
            .With("tier", row => row.Tier)
            .With("touch", row => row.TouchWord)
            .With("phase", row => row.Phase)
            .With("ownerId", row => row.OwnerId)
            .With("startedOn", row => row.StartedOn)
            .With("stage", row => row.Stage);

    public async Task<Result<Page<AccountLine>>> Handle(ListAccounts ask, CancellationToken cancellation)
    {
        if (context.Scope == PermissionScope.Masked)
        {
            return await Masked(ask.List, cancellation);
        }

        var scope = await visibility.Accounts(cancellation);
        // Whoever names accounts means them, whatever they are.
        var asksForStage = ask.List.Filters.Any(filter => filter.Field is "stage" or "id" or "externalId");
        var names = await db.Set<Person>().ToDictionaryAsync(person => person.Id, person => person.Name, cancellation);
        return await Shape.Page(
            (asksForStage ? AccountToday.All(db, db.Clock.Today) : AccountToday.Customers(db, db.Clock.Today)).Within(
                scope,
                row => row.Id
            ),
            ask.List,
            cursors,
            row => Show(row, names),
            cancellation
        );
    }

    private async Task<Result<Page<AccountLine>>> Masked(ListAsk list, CancellationToken cancellation)
    {
        var names = MaskedAccount.Names(pseudonyms);
        var ids = await db.CustomersOn(db.Clock.Today).Select(account => account.Id).ToListAsync(cancellation);
        return await MaskedAccount.Shape.Page(
            ids.Select(id => new MaskedAccount(names.Of(id))).AsQueryable(),
            list,
            cursors,
            MaskedAccount.Line,
            cancellation
        );
    }

    private static AccountLine Show(AccountToday row, Dictionary<Guid, string> names) =>
        new(
            row.Id,
            row.ExternalId,
            row.Name,
            row.Industry,
            row.Region,
            row.Tier,
            row.Touch,
            row.Phase,
            row.OwnerId,
            row.OwnerId is { } owner ? names.GetValueOrDefault(owner) : null,
            row.StartedOn,
            row.Stage
        );
}

internal sealed class ListAccountsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/accounts", (ListAsk list) => new ListAccounts(list))
            .WithSummary("List accounts")
            .WithDescription(
                "Customers alone, unless the filter names accounts or asks for a stage: filter[stage][eq]=prospect, "
                    + "filter[stage][in]=customer,prospect,lost. Whoever works under pseudonyms gets pseudonyms alone, in their order, with nothing to filter or sort by."
            )
            .WithMetadata(new ListFields(ListAccountsHandler.Shape.Fields))
            .WithExample(
                null,
                new Page<AccountLine>(
                    [
                        new AccountLine(
                            AccountProfile.Example.Id,
                            "C-1042",
                            "株式会社みなと物流",
                            "運輸",
                            "東京都",
                            2,
                            TouchModel.High,
                            "introduction",
                            AccountProfile.Example.OwnerId,
                            "佐藤 美咲",
                            new DateOnly(2026, 4, 1)
                        ),
                    ],
                    null
                )
            )
            .WithProblems(400, 401, 403);
}
