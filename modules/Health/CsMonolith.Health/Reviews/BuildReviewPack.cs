using System.Text.Json;

namespace CsMonolith.Health.Reviews;

/// <summary>Build the material of a business review with a customer from live data.</summary>
internal sealed record BuildReviewPack(Guid AccountId, [property: Body] ReviewPackOrder Order)
    : ICommand<ReviewPackRow>,
        IAboutAccount;

/// <param name="From">The first day of which it tells.</param>
/// <param name="To">The last one; not after today, at most 366 days in all.</param>
/// <param name="Language">ja (absent) or en.</param>
/// <param name="Parts">Which parts; absent, all of them.</param>
internal sealed record ReviewPackOrder(
    DateOnly From,
    DateOnly To,
    PackLanguage Language = PackLanguage.Ja,
    IReadOnlyList<PackPart>? Parts = null
);

/// <param name="Parts">In the order in which they are shown.</param>
/// <param name="Slides">How many slides it has, the cover among them.</param>
/// <param name="BuiltAt">Until when facts were taken in.</param>
internal sealed record ReviewPackRow(
    Guid Id,
    Guid AccountId,
    DateOnly From,
    DateOnly To,
    PackLanguage Language,
    IReadOnlyList<PackPart> Parts,
    int Slides,
    Guid? BuiltBy,
    DateTime BuiltAt
)
{
    public static ReviewPackRow Example { get; } =
        new(
            Guid.Parse("0199a000-0000-7000-8000-00000000f506"),
            KnownAccounts.Example,
            new DateOnly(2026, 7, 1),
            new DateOnly(2026, 9, 30),
            PackLanguage.Ja,
            Enum.GetValues<PackPart>(),
            Slides: 9,
            Guid.Parse("0199a000-0000-7000-8000-000000000011"),
            new DateTime(2026, 10, 5, 1, 0, 0, DateTimeKind.Utc)
        );

    public static ReviewPackRow Of(ReviewPack pack) =>
        new(
            pack.Id,
            pack.AccountId,
            pack.From,
            pack.To,
            pack.Language,
            [.. pack.Parts.Split(',').Select(Enum.Parse<PackPart>)],
            pack.Slides,
            pack.BuiltBy,
            pack.BuiltAt
        );
}

internal sealed class BuildReviewPackValidator : AbstractValidator<BuildReviewPack>
{
    public BuildReviewPackValidator()
    {
        RuleFor(ask => ask.Order.From).GreaterThanOrEqualTo(new DateOnly(1950, 1, 1));
        RuleFor(ask => ask.Order.Language).IsInEnum();
        RuleFor(ask => ask.Order.Parts!.Count).InclusiveBetween(1, 8).When(ask => ask.Order.Parts is not null);
        RuleForEach(ask => ask.Order.Parts).IsInEnum();
    }
}

internal sealed class BuildReviewPackHandler(
    HealthDb db,
    KnownAccounts accounts,
    PackReader reader,
    RequestContext context
) : IRequestHandler<BuildReviewPack, Result<ReviewPackRow>>
{
    private const int MostDays = 366;

    public async Task<Result<ReviewPackRow>> Handle(BuildReviewPack ask, CancellationToken cancellationToken)
    {
        var order = ask.Order;
        if (await accounts.Find(ask.AccountId, cancellationToken) is not { } account)
        {
            return PlatformErrors.NotFound("account", ask.AccountId);
        }

        if (await accounts.IsProspect(account.Id, cancellationToken))
        {
            return ReviewPackErrors.NoCustomer(account);
        }

        if (Fault(order) is { } fault)
        {
            return fault;
        }

        var parts = (order.Parts ?? Enum.GetValues<PackPart>()).Distinct().Order().ToList();
        var facts = await reader.Read(account, order.From, order.To, cancellationToken);
        var document = PackComposer.Write(facts, order.Language, parts);
        var pack = new ReviewPack
        {
            Id = Guid.CreateVersion7(),
            AccountId = account.Id,
            From = order.From,
            To = order.To,
            Language = order.Language,
            Parts = string.Join(',', parts),
            Slides = PackSlides.Of(document).Count(),
            BuiltBy = context.Caller.PersonId,
            BuiltAt = db.Clock.Now,
        };
        db.Add(pack);
        db.Add(
            new ReviewPackFile
            {
                Id = pack.Id,
                AccountId = account.Id,
                Document = JsonSerializer.Serialize(document, Wire.Json),
                Html = HtmlPack.Write(document),
                Pptx = PptxPack.Write(document),
            }
        );
        await db.SaveChangesAsync(cancellationToken);
        return ReviewPackRow.Of(pack);
    }

    private Error? Fault(ReviewPackOrder order) =>
        order.To < order.From ? ReviewPackErrors.PeriodBackwards(order.From, order.To)
        : order.To > db.Clock.Today ? ReviewPackErrors.PeriodAhead(order.To, db.Clock.Today)
        : order.To.DayNumber - order.From.DayNumber >= MostDays
            ? ReviewPackErrors.PeriodTooLong(order.From, order.To, MostDays)
        : null;
}

internal sealed class BuildReviewPackEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/accounts/{accountId}/review-packs",
                (Guid accountId, ReviewPackOrder order) => new BuildReviewPack(accountId, order)
            )
            .Creates((ReviewPackRow pack) => $"/v1/review-packs/{pack.Id}/html")
            .WithSummary("Build the material of a business review with a customer from live data")
            .WithDescription(
                "The pack is outward: it is made of what the customer may read, and of no probability, tier, pay or note of "
                    + "ours. Slides and page are drawn from one specification and kept, so that every download is the same. "
                    + "The page printed on A4 is the PDF. Record the minutes by POST "
                    + "/v1/accounts/{accountId}/review-preparations."
            )
            .WithExample(
                new ReviewPackOrder(ReviewPackRow.Example.From, ReviewPackRow.Example.To),
                ReviewPackRow.Example
            )
            .WithProblems(400, 401, 403, 404, 409);
}
