using System.Text.Json.Serialization;
using CsMonolith.Journey.Accounts.Prospects;
using CsMonolith.Journey.Accounts.Tiers;

namespace CsMonolith.Journey.Accounts;

/// <summary>Change what is known of an account.</summary>
internal sealed record ChangeAccount(Guid AccountId, [property: Body] AccountChanges Changes, IfMatch Match)
    : ICommand<AccountProfile>,
        IAboutAccount;

internal sealed record AccountChanges
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string?> Name { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string?> Industry { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string?> Region { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string?> AcquiredThrough { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<int?> Employees { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<int?> Seats { get; init; }

    /// <summary>From when the new seats count; absent beside new seats, today.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<DateOnly?> SeatsSince { get; init; }

    /// <summary>1 to 4 to choose it by hand; <c>null</c> to let the rules choose again.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<int?> Tier { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<TouchModel?> Touch { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<IReadOnlyList<string>?> Purposes { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<Guid?> PartnerId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<DateOnly?> StartedOn { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string?> DecisionStyle { get; init; }

    public AccountDetails Over(AccountDetails present, DateOnly today) =>
        new(
            Name.Or(present.Name)!,
            Industry.Or(present.Industry),
            Region.Or(present.Region),
            AcquiredThrough.Or(present.AcquiredThrough),
            Employees.Or(present.Employees),
            Seats.Or(present.Seats),
            SeatsSince.Or(Seats.Is && Seats.Value != present.Seats ? today : present.SeatsSince),
            Tier.Or(present.HandTier),
            Touch.Or(present.Touch),
            Purposes.Or(present.Purposes) ?? [],
            PartnerId.Or(present.PartnerId),
            StartedOn.Or(present.StartedOn),
            DecisionStyle.Or(present.DecisionStyle)
        );
}

internal sealed class ChangeAccountValidator : AbstractValidator<ChangeAccount>
{
    public ChangeAccountValidator()
    {
        RuleFor(ask => ask.Changes.Name.Value).NotEmpty().MaximumLength(200).When(ask => ask.Changes.Name.Is);
        RuleFor(ask => ask.Changes.Industry.Value).MaximumLength(100);
        RuleFor(ask => ask.Changes.Region.Value).MaximumLength(100);
        RuleFor(ask => ask.Changes.AcquiredThrough.Value).MaximumLength(100);
        RuleFor(ask => ask.Changes.Employees.Value).InclusiveBetween(0, 10_000_000);
        RuleFor(ask => ask.Changes.Seats.Value).InclusiveBetween(0, 10_000_000);
        RuleFor(ask => ask.Changes.Tier.Value).InclusiveBetween(1, 4);
        RuleFor(ask => ask.Changes.Purposes.Value!.Count)
            .LessThanOrEqualTo(20)
            .When(ask => ask.Changes.Purposes.Value is not null);
        RuleForEach(ask => ask.Changes.Purposes.Value).NotEmpty().MaximumLength(100);
        RuleFor(ask => ask.Changes.DecisionStyle.Value).MaximumLength(200);
    }
}

internal sealed class ChangeAccountHandler(JourneyDb db, IAccountDirectory accounts)
    : IRequestHandler<ChangeAccount, Result<AccountProfile>>
{
    public async Task<Result<AccountProfile>> Handle(ChangeAccount ask, CancellationToken cancellation)
    {
        if (await db.Set<Account>().FindAsync([ask.AccountId], cancellation) is not { } account)
        {
            return PlatformErrors.NotFound("account", ask.AccountId);
        }

        if (ask.Match.Refuses(account) is { } stale)
        {
            return stale;
        }

        if (
            ask.Changes.StartedOn is { Is: true, Value: { } startedOn }
            && await accounts.IsProspect(ask.AccountId, cancellation)
        )
        {
            return ProspectErrors.NotStarted(startedOn);
        }

        var policy = await TierPolicy.Present(db, cancellation);
        db.Set<AccountFact>()
            .AddRange(account.Describe(ask.Changes.Over(account.Details, db.Clock.Today), policy, Recording.In(db)));
        await db.SaveChangesAsync(cancellation);
        return (await AccountProfile.Of(account.Id, db, cancellation))!;
    }
}

internal sealed class ChangeAccountEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Patch(
                "/accounts/{accountId}",
                (Guid accountId, AccountChanges changes, IfMatch match) => new ChangeAccount(accountId, changes, match)
            )
            .AcceptsMergePatch<AccountChanges>()
            .WithSummary("Change what is known of an account")
            .WithDescription(
                "A merge patch: a field that is absent stays as it is, null clears it. "
                    + "If-Match carries the version read."
            )
            .WithExample(
                new AccountChanges
                {
                    Seats = Optional.Of<int?>(150),
                    SeatsSince = Optional.Of<DateOnly?>(new DateOnly(2026, 10, 1)),
                },
                AccountProfile.Example with
                {
                    Seats = 150,
                    SeatsSince = new DateOnly(2026, 10, 1),
                    Version = 4,
                }
            )
            .WithProblems(400, 401, 403, 404, 412, 428);
}
