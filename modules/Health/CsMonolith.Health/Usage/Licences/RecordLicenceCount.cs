namespace CsMonolith.Health.Usage.Licences;

/// <summary>Record how many licences an account has bought and handed out.</summary>
internal sealed record RecordLicenceCount(Guid AccountId, DateOnly On, int? Purchased, int Assigned)
    : ICommand<RecordedLicenceCount>,
        IAboutAccount;

internal sealed record RecordedLicenceCount(
    Guid LicenceCountId,
    Guid AccountId,
    DateOnly On,
    int? Purchased,
    int Assigned,
    DateTime RecordedAt
);

internal sealed class RecordLicenceCountValidator : AbstractValidator<RecordLicenceCount>
{
    public RecordLicenceCountValidator()
    {
        RuleFor(ask => ask.AccountId).NotEmpty();
        RuleFor(ask => ask.Purchased).InclusiveBetween(0, LicenceCount.Most);
        RuleFor(ask => ask.Assigned).InclusiveBetween(0, LicenceCount.Most);
    }
}

internal sealed class RecordLicenceCountHandler(HealthDb db, KnownAccounts accounts)
    : IRequestHandler<RecordLicenceCount, Result<RecordedLicenceCount>>
{
    public async Task<Result<RecordedLicenceCount>> Handle(RecordLicenceCount ask, CancellationToken cancellationToken)
    {
        if (ask.On > db.Clock.Today)
        {
            return UsageErrors.DayAhead("/on", ask.On, db.Clock.Today);
        }

        if (await accounts.Find(ask.AccountId, cancellationToken) is null)
        {
            return PlatformErrors.NotFound("account", ask.AccountId);
        }

        var before =
            await db.Set<LicenceCount>()
                .Where(count => count.AccountId == ask.AccountId && count.On == ask.On)
                .MaxAsync(count => (int?)count.Revision, cancellationToken)
            ?? 0;
        var count = new LicenceCount(
            Guid.CreateVersion7(),
            ask.AccountId,
            ask.On,
            before + 1,
            ask.Purchased,
            ask.Assigned,
            db.Clock.Now,
            backfilled: false
        );
        db.Add(count);
        await db.SaveChangesAsync(cancellationToken);
        return new RecordedLicenceCount(
            count.Id,
            count.AccountId,
            count.On,
            count.Purchased,
            count.Assigned,
            count.RecordedAt
        );
    }
}

internal sealed class RecordLicenceCountEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/licence-counts", (RecordLicenceCount ask) => ask)
            .WithSummary("Record how many licences an account has bought and handed out")
            .WithDescription(
                "A second count of the same day corrects the first; what had been known before stays known to "
                    + "questions about the past."
            )
            .WithExample(
                new RecordLicenceCount(KnownAccounts.Example, new DateOnly(2026, 10, 31), Purchased: 120, Assigned: 96),
                new RecordedLicenceCount(
                    Guid.Parse("0199a000-0000-7000-8000-0000000000b1"),
                    KnownAccounts.Example,
                    new DateOnly(2026, 10, 31),
                    120,
                    96,
                    new DateTime(2026, 11, 2, 1, 30, 0, DateTimeKind.Utc)
                )
            )
            .WithProblems(400, 401, 403, 404);
}
