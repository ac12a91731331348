using CsMonolith.Compensation.Plans;
using CsMonolith.Journey.Contracts;
using CsMonolith.Revenue.Contracts;

namespace CsMonolith.Compensation.Statements;

/// <summary>Issue the statements of all members of a plan for a window of closed months.</summary>
internal sealed record IssuePayStatements(Guid PlanId, Month Start, Month End) : ICommand<IssuedPayStatements>;

/// <summary>The body of <see cref="IssuePayStatements"/>.</summary>
/// <param name="Start">The month whose end opens the window.</param>
/// <param name="End">The month whose end closes it.</param>
internal sealed record PayWindow(Month Start, Month End);

internal sealed record IssuedPayStatements(
    Guid PlanId,
    Month Start,
    Month End,
    GroupFigure Group,
    IReadOnlyList<ListedPayStatement> Statements
);

internal sealed class IssuePayStatementsHandler(
    CompensationDb db,
    IMediator mediator,
    RequestContext context,
    SecondPerson second
) : IRequestHandler<IssuePayStatements, Result<IssuedPayStatements>>
{
    private const int LongestWindow = 36;

    public async Task<Result<IssuedPayStatements>> Handle(IssuePayStatements ask, CancellationToken cancellation)
    {
        if (ask.End.CompareTo(ask.Start) <= 0)
        {
            return CompensationErrors.WindowBackwards(ask.Start, ask.End);
        }

        if (ask.End.CompareTo(ask.Start.Plus(LongestWindow)) > 0)
        {
            return CompensationErrors.WindowTooLong(LongestWindow);
        }

        var plan = await db.Set<PayPlan>()
            .Include(plan => plan.Members)
            .Include(plan => plan.Points)
            .AsSplitQuery()
            .SingleOrDefaultAsync(plan => plan.Id == ask.PlanId, cancellation);
        if (plan is null)
        {
            return CompensationErrors.NoSuchPlan(ask.PlanId);
        }

        if (plan.Pays(context.Caller.PersonId))
        {
            return CompensationErrors.OwnPlan(plan.Name);
        }

        var (startsAfter, endsOn) = (ask.Start.Last, ask.End.Last);
        var overlapping = await db.Set<PayStatement>()
            .AsNoTracking()
            .Where(statement =>
                statement.PlanName == plan.Name && statement.StartsAfter < endsOn && statement.EndsOn > startsAfter
            )
            .ToListAsync(cancellation);
        if (
            overlapping.Find(statement =>
                statement.PlanId != plan.Id || statement.Start != ask.Start || statement.End != ask.End
            ) is
            { } other
        )
        {
            return CompensationErrors.PaidAlready(other.PlanName, other.PlanEdition, other.Start, other.End);
        }

        if (overlapping.Count > 0)
        {
            return Answer(ask, overlapping);
        }

        if (plan.ApprovedAt is null)
        {
            return CompensationErrors.NotApproved(plan.Name, plan.Edition);
        }

        var caller = context.Caller.PersonId;
        var alone = plan.DraftedBy == caller && plan.ApprovedBy == caller;
        if (alone && !await second.MayBeSpared(caller, cancellation))
        {
            return CompensationErrors.NobodyElse(plan.Name);
        }

        var issued = await Calculate(plan, ask, (caller, alone), cancellation);
        if (issued.Error is { } refusal)
        {
            return refusal;
        }

        db.Set<PayStatement>().AddRange(issued.Value);
        await db.SaveChangesAsync(cancellation);
        return Answer(ask, issued.Value);
    }

    private async Task<Result<List<PayStatement>>> Calculate(
        PayPlan plan,
        IssuePayStatements ask,
        (Guid? By, bool ByOnePerson) issuer,
        CancellationToken cancellation
    )
    {
        var retention = await mediator.Send(new RetentionAsClosed(ask.Start, ask.End), cancellation);
        if (!retention.IsClosed)
        {
            return CompensationErrors.MonthOpen(retention.OpenMonth ?? ask.End);
        }

        var owners = await mediator.Send(new OwnersOn(ask.Start.Last), cancellation);
        var owned = retention.Accounts.ToLookup(account =>
            owners.TryGetValue(account.AccountId, out var owner) ? owner : Guid.Empty
        );
        var books = plan.Members.ToDictionary(
            member => member.PersonId,
            member => new BookOfBusiness(member.PersonId, [.. owned[member.PersonId]])
        );
        var currencies = books
            .Values.SelectMany(book => book.Accounts)
            .SelectMany(account => new[] { account.Start.Currency, account.End.Currency })
            .Distinct()
            .Order()
            .ToList();
        if (currencies.Count > 1)
        {
            return CompensationErrors.MixedCurrencies(currencies[0], currencies[1]);
        }

        var gate = new GroupGate(
            books.Values.Sum(book => book.Start),
            books.Values.Sum(book => book.End),
            plan.GateRatio
        );
        if (gate.Start == 0)
        {
            return CompensationErrors.NobodyOwnsAccounts;
        }

        var names = await mediator.Send(new PeopleNames([.. books.Keys]), cancellation);
        var now = db.Clock.Now;
        return PayFormula
            .Apply(plan, books, gate)
            .Select(pay =>
                PayStatement.Issue(
                    plan,
                    pay,
                    names.GetValueOrDefault(pay.Book.PersonId) ?? pay.Book.PersonId.ToString(),
                    (ask.Start, ask.End),
                    gate,
                    currencies[0],
                    retention.KnownAt ?? now,
                    issuer,
                    now
                )
            )
            .ToList();
    }

    private static IssuedPayStatements Answer(IssuePayStatements ask, List<PayStatement> statements) =>
        new(
            ask.PlanId,
            ask.Start,
            ask.End,
            GroupFigure.Of(statements[0]),
            [.. statements.OrderBy(statement => statement.PersonId).Select(ListedPayStatement.Of)]
        );
}

internal sealed class IssuePayStatementsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/pay-plans/{planId}/statements",
                (Guid planId, PayWindow window) => new IssuePayStatements(planId, window.Start, window.End)
            )
            .WithSummary("Issue the pay statements of a plan for a window of closed months")
            .WithDescription(
                "By an edition that finance has approved, and never by somebody whom it pays. An account counts wholly for "
                    + "whoever owned it on the last day of the start month. "
                    + "The same plan and window again answer the statements already issued, unchanged."
            )
            .WithExample(
                new PayWindow(new Month(2026, 3), new Month(2026, 6)),
                new IssuedPayStatements(
                    DraftedPayPlan.Example.Id,
                    new Month(2026, 3),
                    new Month(2026, 6),
                    GroupFigure.Example,
                    [ListedPayStatement.Example]
                )
            )
            .WithProblems(400, 401, 403, 404, 409);
}
