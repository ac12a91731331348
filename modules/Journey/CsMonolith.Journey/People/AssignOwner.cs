namespace CsMonolith.Journey.People;

/// <summary>Hand an account over to somebody from a day on.</summary>
internal sealed record AssignOwner(Guid AccountId, [property: Body] NextOwner Next)
    : ICommand<AccountOwner>,
        IAboutAccount;

/// <param name="OwnerId">Who owns it from then on; <c>null</c> for nobody.</param>
/// <param name="From">The first day; past days correct the history, coming days plan it.</param>
internal sealed record NextOwner(Guid? OwnerId, DateOnly From);

internal sealed record AccountOwner(Guid AccountId, Guid? OwnerId, string? OwnerName, DateOnly From)
{
    public static AccountOwner Example { get; } =
        new(
            Guid.Parse("0199a000-0000-7000-8000-0000000000a1"),
            Guid.Parse("0199a000-0000-7000-8000-000000000001"),
            "佐藤 美咲",
            new DateOnly(2026, 4, 1)
        );
}

internal sealed class AssignOwnerHandler(JourneyDb db, IAccountDirectory accounts)
    : IRequestHandler<AssignOwner, Result<AccountOwner>>
{
    public async Task<Result<AccountOwner>> Handle(AssignOwner ask, CancellationToken cancellation)
    {
        if (await accounts.NotFound(ask.AccountId, cancellation) is { } notFound)
        {
            return notFound;
        }

        var (ownerId, from) = ask.Next;
        var owner = ownerId is null
            ? null
            : await db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(person => person.Id == ownerId, cancellation);
        if (ownerId is { } wanted && owner?.IsHere(from) != true)
        {
            return JourneyErrors.NoSuchPerson(wanted, "/ownerId");
        }

        var present = await db.OwnersOn(from).SingleOrDefaultAsync(one => one.AccountId == ask.AccountId, cancellation);
        if (ownerId is { } same && present?.OwnerId == same)
        {
            return JourneyErrors.AlreadyOwner(same, from);
        }

        var corrects = await db.Set<Ownership>()
            .AnyAsync(one => one.AccountId == ask.AccountId && one.From == from, cancellation);
        Ownership.HandOver(db, ask.AccountId, ownerId, owner?.Name, from, corrects);
        await db.SaveChangesAsync(cancellation);
        return new AccountOwner(ask.AccountId, ownerId, owner?.Name, from);
    }
}

internal sealed class AssignOwnerEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Put("/accounts/{accountId}/owner", (Guid accountId, NextOwner next) => new AssignOwner(accountId, next))
            .WithSummary("Hand an account over to somebody from a day on")
            .WithDescription(
                "Adds to the dated history; earlier owners stay on record. "
                    + "It needs no If-Match, since nothing is overwritten."
            )
            .WithExample(new NextOwner(AccountOwner.Example.OwnerId, AccountOwner.Example.From), AccountOwner.Example)
            .WithProblems(400, 401, 403, 404, 409);
}
