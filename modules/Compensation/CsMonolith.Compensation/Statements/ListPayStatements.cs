namespace CsMonolith.Compensation.Statements;

/// <summary>Which pay statements may the reader see?</summary>
internal sealed record ListPayStatements(ListAsk List) : IQuery<Page<ListedPayStatement>>, ISensitiveQuery;

/// <param name="Start">The month whose end opens the window.</param>
/// <param name="Payout">As it was issued; counter-statements are read with the statement.</param>
/// <param name="ByOnePerson">
/// Whether the plan was drafted and approved and the statement issued by one person, since the owner has relaxed the
/// two-person rule for finance.
/// </param>
internal sealed record ListedPayStatement(
    Guid Id,
    Guid PlanId,
    string PlanName,
    int PlanEdition,
    Guid PersonId,
    string PersonName,
    Month Start,
    Month End,
    bool GateOpen,
    Money Payout,
    DateTime IssuedAt,
    Guid? IssuedBy,
    bool ByOnePerson
)
{
    public static ListedPayStatement Of(PayStatement statement) =>
        new(
            statement.Id,
            statement.PlanId,
            statement.PlanName,
            statement.PlanEdition,
            statement.PersonId,
            statement.PersonName,
            statement.Start,
            statement.End,
            statement.GateOpen,
            new Money(statement.PayoutMinor, statement.Currency),
            statement.IssuedAt,
            statement.IssuedBy,
            statement.ByOnePerson
        );

    public static ListedPayStatement Example { get; } =
        new(
            Guid.Parse("0199a000-0000-7000-8000-00000000c101"),
            Guid.Parse("0199a000-0000-7000-8000-00000000c001"),
            "2026年度 カスタマーサクセス変動報酬",
            PlanEdition: 1,
            Guid.Parse("0199a000-0000-7000-8000-000000000011"),
            "佐藤 美咲",
            new Month(2026, 3),
            new Month(2026, 6),
            GateOpen: true,
            new Money(780_000, "JPY"),
            new DateTime(2026, 7, 6, 1, 0, 0, DateTimeKind.Utc),
            Guid.Parse("0199a000-0000-7000-8000-000000000021"),
            ByOnePerson: false
        );
}

internal sealed class ListPayStatementsHandler(CompensationDb db, PayVisibility visibility, Cursors cursors)
    : IRequestHandler<ListPayStatements, Result<Page<ListedPayStatement>>>
{
    public static ListShape<PayStatement> Shape { get; } =
        new ListShape<PayStatement>(statement => statement.Id, "-endsOn,personName")
            .With("personId", statement => statement.PersonId)
            .With("personName", statement => statement.PersonName)
            .With("planId", statement => statement.PlanId)
            .With("planName", statement => statement.PlanName)
            .With("endsOn", statement => statement.EndsOn)
            .With("gateOpen", statement => statement.GateOpen)
            .With("issuedAt", statement => statement.IssuedAt);

    public async Task<Result<Page<ListedPayStatement>>> Handle(ListPayStatements ask, CancellationToken cancellation)
    {
        var people = await visibility.People(cancellation);
        var statements = db.Set<PayStatement>().AsNoTracking();
        return await Shape.Page(
            people is null ? statements : statements.Where(statement => people.Contains(statement.PersonId)),
            ask.List,
            cursors,
            ListedPayStatement.Of,
            cancellation
        );
    }
}

internal sealed class ListPayStatementsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/pay-statements", (ListAsk list) => new ListPayStatements(list))
            .WithSummary("List pay statements")
            .WithDescription("A CSM sees their own only, a leader those of their teams. Each read is audited.")
            .WithMetadata(new ListFields(ListPayStatementsHandler.Shape.Fields))
            .WithExample(null, new Page<ListedPayStatement>([ListedPayStatement.Example], NextCursor: null))
            .WithProblems(400, 401, 403);
}
