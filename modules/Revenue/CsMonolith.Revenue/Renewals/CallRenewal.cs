namespace CsMonolith.Revenue.Renewals;

/// <summary>Say how likely a renewal is, as the person who knows the customer.</summary>
/// <param name="Probability">0 to 1, at most six decimals.</param>
internal sealed record CallRenewal(Guid RenewalId, decimal Probability, string? Note) : ICommand<RenewalCallRow>;

/// <summary>Say the final word on how likely a renewal is, having seen the person's call and the model's.</summary>
/// <param name="Probability">0 to 1, at most six decimals.</param>
internal sealed record MakeFinalCall(Guid RenewalId, decimal Probability, string? Note) : ICommand<RenewalCallRow>;

/// <param name="Probability">Chance of renewal: 0 to 1, at most six decimals.</param>
/// <param name="Note">What it rests on.</param>
internal sealed record RenewalOpinion(decimal Probability, string? Note = null);

internal sealed class CallRenewalValidator : AbstractValidator<CallRenewal>
{
    public CallRenewalValidator()
    {
        RuleFor(ask => ask.Probability).InclusiveBetween(0m, 1m).PrecisionScale(7, 6, ignoreTrailingZeros: true);
        RuleFor(ask => ask.Note).MaximumLength(1000);
    }
}

internal sealed class MakeFinalCallValidator : AbstractValidator<MakeFinalCall>
{
    public MakeFinalCallValidator()
    {
        RuleFor(ask => ask.Probability).InclusiveBetween(0m, 1m).PrecisionScale(7, 6, ignoreTrailingZeros: true);
        RuleFor(ask => ask.Note).MaximumLength(1000);
    }
}

/// <summary>Stores a call. Calls of both kinds are kept; none overwrites another.</summary>
internal sealed class ForecastCalls(RevenueDb db, AccountVisibility visibility, RequestContext context)
{
    public async Task<Result<RenewalCallRow>> Note(
        Guid renewalId,
        CallKind by,
        decimal probability,
        string? note,
        CancellationToken cancellation
    )
    {
        var renewal = await db.Set<Renewal>()
            .AsNoTracking()
            .SingleOrDefaultAsync(row => row.Id == renewalId, cancellation);
        if (renewal is null || !await visibility.Sees(renewal.AccountId, cancellation))
        {
            return PlatformErrors.NotFound("renewal", renewalId);
        }

        if (renewal.SettledOn is { } day)
        {
            return RenewalErrors.RenewalSettled(renewal.DueOn, day);
        }

        var call = new RenewalCall
        {
            Id = Guid.CreateVersion7(),
            RenewalId = renewalId,
            AccountId = renewal.AccountId,
            By = by,
            Actor = context.Caller.Actor,
            Millionths = (int)(probability * Chance.Certain),
            Note = note,
            At = db.Clock.Now,
        };
        db.Add(call);
        await db.SaveChangesAsync(cancellation);
        return RenewalCallRow.Of(call);
    }
}

internal sealed class CallRenewalHandler(ForecastCalls calls) : IRequestHandler<CallRenewal, Result<RenewalCallRow>>
{
    public Task<Result<RenewalCallRow>> Handle(CallRenewal ask, CancellationToken cancellationToken) =>
        calls.Note(ask.RenewalId, CallKind.Csm, ask.Probability, ask.Note, cancellationToken);
}

internal sealed class MakeFinalCallHandler(ForecastCalls calls) : IRequestHandler<MakeFinalCall, Result<RenewalCallRow>>
{
    public Task<Result<RenewalCallRow>> Handle(MakeFinalCall ask, CancellationToken cancellationToken) =>
        calls.Note(ask.RenewalId, CallKind.Final, ask.Probability, ask.Note, cancellationToken);
}

internal sealed class CallRenewalEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/renewals/{renewalId}/calls",
                (Guid renewalId, RenewalOpinion opinion) =>
                    new CallRenewal(renewalId, opinion.Probability, opinion.Note)
            )
            .MayBeRepeated()
            .WithSummary("Say how likely a renewal is, as the person who knows the customer")
            .WithExample(
                new RenewalOpinion(0.8m, "更新の意向あり"),
                new RenewalCallRow(CallKind.Csm, $"person:{Samples.Account}", 0.8m, "更新の意向あり", Samples.Instant)
            )
            .WithProblems(400, 401, 403, 404, 409);
}

internal sealed class MakeFinalCallEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/renewals/{renewalId}/final-call",
                (Guid renewalId, RenewalOpinion opinion) =>
                    new MakeFinalCall(renewalId, opinion.Probability, opinion.Note)
            )
            .MayBeRepeated()
            .WithSummary("Say the final word on how likely a renewal is")
            .WithExample(
                new RenewalOpinion(0.7m, "担当者とモデルの中間で判断"),
                new RenewalCallRow(
                    CallKind.Final,
                    $"person:{Samples.Account}",
                    0.7m,
                    "担当者とモデルの中間で判断",
                    Samples.Instant
                )
            )
            .WithProblems(400, 401, 403, 404, 409);
}
