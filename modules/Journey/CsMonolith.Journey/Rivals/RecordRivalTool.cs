namespace CsMonolith.Journey.Rivals;

/// <summary>Record that a customer uses a rival tool.</summary>
internal sealed record RecordRivalTool(Guid AccountId, [property: Body] NewRivalTool Tool)
    : ICommand<ShownRivalTool>,
        IAboutAccount;

/// <param name="Product">The product's code, name or another of its names in the register.</param>
/// <param name="Standing">How it stands there, from the day on which it came into use or was seen.</param>
/// <param name="Department">Of the customer; without, it is the whole company's.</param>
internal sealed record NewRivalTool(string Product, GivenRivalStanding Standing, string? Department = null);

/// <param name="From">The first day; not after today. A past day corrects the history.</param>
/// <param name="Strength">beside (used beside ours), threat (may take our place), replaced (has taken our place).</param>
/// <param name="Source">How we know: who said so, what was seen.</param>
/// <param name="InUse">Whether it is used from that day; <c>false</c> ends it.</param>
/// <param name="Share">Its part of the work that both could do, 0 to 1.</param>
/// <param name="CostPerYear">What the customer pays for it in a year, where they said so.</param>
internal sealed record GivenRivalStanding(
    DateOnly From,
    RivalStrength Strength,
    string Source,
    bool InUse = true,
    int? Seats = null,
    [property: Ratio] double? Share = null,
    Money? CostPerYear = null,
    string? Note = null
)
{
    public static GivenRivalStanding Example { get; } =
        new(
            new DateOnly(2026, 10, 1),
            RivalStrength.Threat,
            "物流部 田中様(定例会)",
            Seats: 40,
            Share: 0.3,
            CostPerYear: Money.Of("960000", "JPY"),
            Note: "更新は来年3月。比較表を求められている"
        );
}

/// <summary>One entry of a rival tool's history.</summary>
/// <param name="Number">1 for the tool's first.</param>
/// <param name="VoidedAt">When it was taken back; <c>null</c> where it stands.</param>
internal sealed record ShownRivalStanding(
    Guid Id,
    int Number,
    DateOnly From,
    bool InUse,
    RivalStrength Strength,
    int? Seats,
    [property: Ratio] double? Share,
    Money? CostPerYear,
    string Source,
    string? Note,
    Guid? ById,
    DateTime RecordedAt,
    DateTime? VoidedAt,
    string? VoidReason
)
{
    public static ShownRivalStanding Example { get; } =
        new(
            Guid.Parse("0199a000-0000-7000-8000-00000000fa02"),
            Number: 1,
            GivenRivalStanding.Example.From,
            InUse: true,
            GivenRivalStanding.Example.Strength,
            GivenRivalStanding.Example.Seats,
            GivenRivalStanding.Example.Share,
            GivenRivalStanding.Example.CostPerYear,
            GivenRivalStanding.Example.Source,
            GivenRivalStanding.Example.Note,
            Guid.Parse("0199a000-0000-7000-8000-000000000001"),
            new DateTime(2026, 10, 5, 2, 0, 0, DateTimeKind.Utc),
            VoidedAt: null,
            VoidReason: null
        );

    public static ShownRivalStanding Of(RivalStanding one) =>
        new(
            one.Id,
            one.Number,
            one.From,
            one.InUse,
            one.Strength,
            one.Seats,
            one.Share,
            one.CostPerYear,
            one.Source,
            one.Note,
            one.ById,
            one.RecordedAt,
            one.VoidedAt,
            one.VoidReason
        );
}

/// <param name="Product">Code of the product in the register.</param>
/// <param name="Present">How it stands on the day; <c>null</c> before its first day, or once all was taken back.</param>
/// <param name="History">Every entry, the first one first, those taken back among them.</param>
internal sealed record ShownRivalTool(
    Guid Id,
    Guid AccountId,
    string Product,
    string ProductName,
    string? Department,
    ShownRivalStanding? Present,
    IReadOnlyList<ShownRivalStanding> History
)
{
    public static ShownRivalTool Example { get; } =
        new(
            Guid.Parse("0199a000-0000-7000-8000-00000000fa01"),
            Guid.Parse("0199a000-0000-7000-8000-0000000000a1"),
            RivalProduct.Example.Code,
            RivalProduct.Example.Name,
            "物流部",
            ShownRivalStanding.Example,
            [ShownRivalStanding.Example]
        );

    /// <summary>A tool as it stood on a day, from what was known by an instant.</summary>
    public static ShownRivalTool Of(
        RivalTool tool,
        RivalProducts register,
        IEnumerable<RivalStanding> entries,
        DateOnly day,
        DateTime known
    )
    {
        var heard = entries.Where(one => one.RecordedAt <= known).OrderBy(one => one.Number).ToList();
        var present = heard
            .Where(one => one.From <= day && !(one.VoidedAt <= known))
            .MaxBy(one => (one.From, one.Number));
        return new(
            tool.Id,
            tool.AccountId,
            tool.Product,
            register.NameOf(tool.Product),
            tool.Department,
            present is null ? null : ShownRivalStanding.Of(present),
            [.. heard.Select(ShownRivalStanding.Of)]
        );
    }

    /// <summary>A tool as it stands today.</summary>
    public static async Task<ShownRivalTool> Today(
        JourneyDb db,
        RivalTool tool,
        RivalProducts register,
        CancellationToken cancellation
    ) =>
        Of(
            tool,
            register,
            await db.Set<RivalStanding>().Where(one => one.ToolId == tool.Id).ToListAsync(cancellation),
            db.Clock.Today,
            db.Clock.Now
        );
}

internal sealed class RivalStandingValidator : AbstractValidator<GivenRivalStanding>
{
    public RivalStandingValidator()
    {
        RuleFor(one => one.From).GreaterThanOrEqualTo(new DateOnly(1950, 1, 1));
        RuleFor(one => one.Strength).IsInEnum();
        RuleFor(one => one.Source).NotEmpty().MaximumLength(300);
        RuleFor(one => one.Seats).InclusiveBetween(0, 10_000_000);
        RuleFor(one => one.Share).InclusiveBetween(0, 1);
        RuleFor(one => one.CostPerYear!.Value.Minor)
            .InclusiveBetween(0, 1_000_000_000_000_000)
            .When(one => one.CostPerYear is not null);
        RuleFor(one => one.Note).MaximumLength(2000);
    }
}

internal sealed class RecordRivalToolValidator : AbstractValidator<RecordRivalTool>
{
    public RecordRivalToolValidator()
    {
        RuleFor(ask => ask.Tool.Product).NotEmpty().MaximumLength(100);
        RuleFor(ask => ask.Tool.Department)
            .MaximumLength(100)
            .Must(department => department is null || PlainWord.Of(department).Length > 0)
            .WithMessage(_ =>
                ProblemAnswers.InJapanese
                    ? "全社の場合は department を省いてください。"
                    : "Leave department out for the whole company."
            );
        RuleFor(ask => ask.Tool.Standing).SetValidator(new RivalStandingValidator());
    }
}

internal sealed class RecordRivalToolHandler(JourneyDb db, IAccountDirectory accounts, RequestContext context)
    : IRequestHandler<RecordRivalTool, Result<ShownRivalTool>>
{
    public async Task<Result<ShownRivalTool>> Handle(RecordRivalTool ask, CancellationToken cancellation)
    {
        if (await accounts.NotFound(ask.AccountId, cancellation) is { } notFound)
        {
            return notFound;
        }

        var (word, standing, department) = (ask.Tool.Product, ask.Tool.Standing, ask.Tool.Department?.Trim());
        var register = await RivalProducts.Present(db, cancellation);
        if (register.Find(word) is not { } product)
        {
            return RivalErrors.NoSuchProduct(word);
        }

        if (standing.From > db.Clock.Today)
        {
            return JourneyErrors.NotYet(standing.From, db.Clock.Today, "/standing/from");
        }

        var key = RivalTool.KeyOf(ask.AccountId, product.Code, department);
        var before = await db.Set<RivalTool>()
            .Where(one => one.Key == key)
            .Select(one => (Guid?)one.Id)
            .SingleOrDefaultAsync(cancellation);
        if (before is { } already)
        {
            return RivalErrors.KnownAlready(already);
        }

        var tool = new RivalTool(Guid.CreateVersion7(), ask.AccountId, product.Code, department, db.Clock.Now);
        db.Set<RivalTool>().Add(tool);
        if (tool.Say(db, standing, product.Name, context.Caller.PersonId).Error is { } refusal)
        {
            return refusal;
        }

        await db.SaveChangesAsync(cancellation);
        return await ShownRivalTool.Today(db, tool, register, cancellation);
    }
}

internal sealed class RecordRivalToolEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/accounts/{accountId}/rival-tools",
                (Guid accountId, NewRivalTool tool) => new RecordRivalTool(accountId, tool)
            )
            .Creates((ShownRivalTool _, RouteValueDictionary route) => $"/v1/accounts/{route["accountId"]}/rival-tools")
            .WithSummary("Record that a customer uses a rival tool")
            .WithDescription(
                "The product is one of the register, by its code or any of its names. One product in one department is one "
                    + "tool: what changes there is a further standing."
            )
            .WithExample(new NewRivalTool("ハイシャナビ", GivenRivalStanding.Example, "物流部"), ShownRivalTool.Example)
            .WithProblems(400, 401, 403, 404, 409);
}
