using CsMonolith.Journey.Contracts;
using CsMonolith.Revenue.Subscriptions;

namespace CsMonolith.Revenue.Retention.Churns;

/// <summary>Write down that a customer churned or came back, and why.</summary>
/// <param name="Reason">Why; where it is left out and lostTo is given, the rival product's name is the reason.</param>
/// <param name="Avoidable">Whether we could have prevented it.</param>
/// <param name="LostTo">
/// The rival product for which the customer left us, by its code or any of its names in the register.
/// </param>
/// <param name="ExternalId">The number in the system that it comes from; without, its own id takes the place.</param>
internal sealed record RecordChurnEvent(
    string? ExternalId,
    Guid AccountId,
    DateOnly On,
    bool IsReactivation = false,
    string? Reason = null,
    Money? Refund = null,
    string? Feedback = null,
    bool? Avoidable = null,
    string? LostTo = null
) : ICommand<ChurnEventRow>;

internal sealed class RecordChurnEventValidator : AbstractValidator<RecordChurnEvent>
{
    public RecordChurnEventValidator()
    {
        RuleFor(ask => ask.ExternalId).Length(1, 100);
        RuleFor(ask => ask.AccountId).NotEmpty();
        RuleFor(ask => ask.On).InclusiveBetween(new DateOnly(1950, 1, 1), new DateOnly(2200, 1, 1));
        RuleFor(ask => ask.Reason).MaximumLength(200);
        RuleFor(ask => ask.Feedback).MaximumLength(4000);
        RuleFor(ask => ask.LostTo).Length(1, 100);
        RuleFor(ask => ask.LostTo)
            .Null()
            .When(ask => ask.IsReactivation)
            .WithMessage(_ =>
                ProblemAnswers.InJapanese
                    ? "復活の記録に乗り換え先(lostTo)は指定できません。"
                    : "Whoever came back was lost to nobody; leave lostTo out."
            );
        RuleFor(ask => ask.Refund!.Value.Minor).GreaterThanOrEqualTo(0).When(ask => ask.Refund is not null);
    }
}

internal sealed class RecordChurnEventHandler(
    RevenueDb db,
    KnownAccounts accounts,
    RequestContext context,
    IMediator mediator
) : IRequestHandler<RecordChurnEvent, Result<ChurnEventRow>>
{
    public async Task<Result<ChurnEventRow>> Handle(RecordChurnEvent ask, CancellationToken cancellationToken)
    {
        if (!await accounts.Has(ask.AccountId, ask.On, cancellationToken))
        {
            return PlatformErrors.Invalid(KnownAccounts.Stranger("/accountId", ask.AccountId));
        }

        if (await accounts.Prospect(ask.AccountId, cancellationToken) is { } prospect)
        {
            return ProspectRefusals.NoCustomer("revenue.churn.prospect", prospect.Id, prospect.Name);
        }

        if (ask.ExternalId is not null && context.Scope != PermissionScope.All)
        {
            return PlatformErrors.NumberNotYours;
        }

        if (
            ask.ExternalId is { } number
            && await db.Set<ChurnEvent>().AnyAsync(row => row.ExternalId == number, cancellationToken)
        )
        {
            return SubscriptionErrors.ExternalIdTaken(number);
        }

        RivalProductName? rival = null;
        if (
            ask.LostTo is { } word
            && !(await mediator.Send(new RivalProductsCalled([word]), cancellationToken)).TryGetValue(word, out rival)
        )
        {
            return NoSuchRival(word);
        }

        var id = Guid.CreateVersion7();
        var churn = new ChurnEvent(
            id,
            ask.ExternalId ?? id.ToString(),
            ask.AccountId,
            ask.On,
            ask.IsReactivation,
            db.Clock.Now,
            backfilled: false
        );
        churn.Record(ask.Reason ?? rival?.Name, ask.Feedback, ask.Refund, ask.Avoidable, rival?.Code);
        db.Add(churn);
        await db.SaveChangesAsync(cancellationToken);
        return ChurnEventRow.Of(churn);
    }

    private static Error NoSuchRival(string word)
    {
        var fault = new FieldFault(
            "/lostTo",
            $"No rival product is called '{word}'. GET /v1/rival-products lists them.",
            $"「{word}」という競合製品は登録されていません。GET /v1/rival-products で確かめてください。"
        );
        return new Error(ErrorKind.Invalid, "revenue.churn.unknown-rival", fault.En, fault.Ja) { Fields = [fault] };
    }
}

internal sealed class RecordChurnEventEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/churn-events", (RecordChurnEvent ask) => ask)
            .MayBeRepeated()
            .WithSummary("Record that a customer churned or came back")
            .WithExample(
                new RecordChurnEvent(
                    "C-2026-0031",
                    Samples.Account,
                    new(2026, 9, 30),
                    Reason: "予算",
                    Refund: Money.Of("60000", "JPY"),
                    Feedback: "担当部署の予算削減により継続を断念",
                    Avoidable: false
                ),
                ChurnEventRow.Sample
            )
            .WithProblems(400, 401, 403, 404, 409);
}
