using CsMonolith.Journey.People;

namespace CsMonolith.Journey.Stakeholders;

/// <summary>
/// What an account's owner thought of the relationship on a day (関係性). It starts anew when the account changes hands,
/// and no health score is made of it.
/// </summary>
internal sealed class RelationshipRating
{
    public required Guid Id { get; init; }

    public required Guid AccountId { get; init; }

    public required Guid OwnerId { get; init; }

    public required DateOnly On { get; init; }

    public required int Score { get; init; }

    public required string? Why { get; init; }

    public required DateTime RecordedAt { get; init; }
}

internal sealed class RelationshipRatingMapping : IEntityTypeConfiguration<RelationshipRating>
{
    public void Configure(EntityTypeBuilder<RelationshipRating> builder)
    {
        builder.ToTable("RelationshipRatings");
        builder.Property(one => one.Id).ValueGeneratedNever();
        builder.Property(one => one.Why).HasMaxLength(1000);
        builder.HasIndex(one => new { one.AccountId, one.On });
    }
}

/// <summary>Say how good the relationship with one's own customer is.</summary>
internal sealed record RateRelationship(Guid AccountId, [property: Body] RelationshipOpinion Opinion)
    : ICommand<RatedRelationship>,
        IAboutAccount;

/// <param name="Score">1 (poor) to 5 (excellent), as the owner sees it.</param>
/// <param name="On">Of which day; not after today, and one on which the caller looked after the account. Absent, today.</param>
internal sealed record RelationshipOpinion(int Score, string? Why = null, DateOnly? On = null);

/// <param name="OwnerId">Who looked after the account and said so.</param>
/// <param name="Counts">Whether it stands today: of several by the present owner, since they took over, the last.</param>
internal sealed record RatedRelationship(
    Guid Id,
    Guid AccountId,
    Guid OwnerId,
    DateOnly On,
    int Score,
    string? Why,
    bool Counts,
    DateTime RecordedAt
)
{
    public static RatedRelationship Example { get; } =
        new(
            Guid.Parse("0199a000-0000-7000-8000-0000000000fb"),
            Guid.Parse("0199a000-0000-7000-8000-0000000000a1"),
            Guid.Parse("0199a000-0000-7000-8000-000000000001"),
            new DateOnly(2026, 11, 20),
            4,
            "部長から先に相談が来るようになった",
            Counts: true,
            new DateTime(2026, 11, 20, 2, 0, 0, DateTimeKind.Utc)
        );

    public static RatedRelationship Of(RelationshipRating one, bool counts) =>
        new(one.Id, one.AccountId, one.OwnerId, one.On, one.Score, one.Why, counts, one.RecordedAt);
}

internal sealed class RateRelationshipValidator : AbstractValidator<RateRelationship>
{
    public RateRelationshipValidator()
    {
        RuleFor(ask => ask.Opinion.Score).InclusiveBetween(1, 5);
        RuleFor(ask => ask.Opinion.Why).MaximumLength(1000);
    }
}

internal sealed class RateRelationshipHandler(JourneyDb db, IAccountDirectory accounts, RequestContext context)
    : IRequestHandler<RateRelationship, Result<RatedRelationship>>
{
    public async Task<Result<RatedRelationship>> Handle(RateRelationship ask, CancellationToken cancellation)
    {
        if (await accounts.NotFound(ask.AccountId, cancellation) is { } notFound)
        {
            return notFound;
        }

        var (account, on) = (ask.AccountId, ask.Opinion.On ?? db.Clock.Today);
        if (on > db.Clock.Today)
        {
            return JourneyErrors.NotYet(on, db.Clock.Today, "/on");
        }

        var owner = await db.OwnersOn(on)
            .Where(owned => owned.AccountId == account)
            .Select(owned => owned.OwnerId)
            .SingleOrDefaultAsync(cancellation);
        if (owner is not { } own || own != context.Caller.PersonId)
        {
            return StakeholderErrors.OwnerAlone;
        }

        var rating = new RelationshipRating
        {
            Id = Guid.CreateVersion7(),
            AccountId = account,
            OwnerId = own,
            On = on,
            Score = ask.Opinion.Score,
            Why = ask.Opinion.Why,
            RecordedAt = db.Clock.Now,
        };
        db.Set<RelationshipRating>().Add(rating);
        await db.SaveChangesAsync(cancellation);
        return RatedRelationship.Of(rating, await StandingRating.Of(db, account, cancellation) == rating.Id);
    }
}

internal sealed class RateRelationshipEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/accounts/{accountId}/relationship-ratings",
                (Guid accountId, RelationshipOpinion opinion) => new RateRelationship(accountId, opinion)
            )
            .Creates(
                (RatedRelationship _, RouteValueDictionary route) =>
                    $"/v1/accounts/{route["accountId"]}/relationship-ratings"
            )
            .WithSummary("Say how good the relationship with one's own customer is, 1 to 5")
            .WithDescription(
                "The owner alone says it, of a day on which they were. It is no part of health, starts anew when the account changes hands, "
                    + "and earlier ones stay."
            )
            .WithExample(
                new RelationshipOpinion(RatedRelationship.Example.Score, RatedRelationship.Example.Why),
                RatedRelationship.Example
            )
            .WithProblems(400, 401, 403, 404);
}
