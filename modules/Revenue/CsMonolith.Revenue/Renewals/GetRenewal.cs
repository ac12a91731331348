namespace CsMonolith.Revenue.Renewals;

/// <summary>One renewal with what people and the model think of it.</summary>
internal sealed record GetRenewal(Guid RenewalId) : IQuery<RenewalDetail>;

/// <param name="Calls">In the order in which they were made.</param>
/// <param name="Model">
/// The model's newest word on the account, apart from any person's call; absent before the first.
/// </param>
internal sealed record RenewalDetail(RenewalRow Renewal, IReadOnlyList<RenewalCallRow> Calls, ModelChance? Model);

/// <param name="Probability">Chance of renewal, 0 to 1, as a decimal string.</param>
internal sealed record RenewalCallRow(CallKind By, string Actor, decimal Probability, string? Note, DateTime At)
{
    public static RenewalCallRow Of(RenewalCall call) =>
        new(call.By, call.Actor, Chance.Show(call.Millionths), call.Note, call.At);
}

/// <param name="Probability">One less the chance of churn within the horizon, as a decimal string.</param>
/// <param name="AsOf">The day whose facts it rests on.</param>
/// <param name="CoversDueDay">
/// Whether the horizon reaches beyond the renewal's due day; if not, forecasts and ARR at risk leave it out.
/// </param>
internal sealed record ModelChance(
    decimal Probability,
    int HorizonDays,
    string ModelVersion,
    DateOnly AsOf,
    bool CoversDueDay
)
{
    public static ModelChance? Of(AccountRisk? risk, DateOnly dueOn) =>
        risk is null
            ? null
            : new(
                Chance.Show(Chance.Certain - risk.ChurnMillionths),
                risk.HorizonDays,
                risk.ModelVersion,
                risk.AsOf,
                risk.Covers(dueOn)
            );
}

/// <summary>Chances are whole millionths inside and numbers on the wire.</summary>
internal static class Chance
{
    public const int Certain = 1_000_000;

    public static decimal Show(int millionths) => new Ratio(millionths, Certain).ToNumber()!.Value;
}

internal sealed class GetRenewalHandler(RevenueDb db, AccountVisibility visibility)
    : IRequestHandler<GetRenewal, Result<RenewalDetail>>
{
    public async Task<Result<RenewalDetail>> Handle(GetRenewal ask, CancellationToken cancellationToken)
    {
        var renewal = await db.Set<Renewal>()
            .AsNoTracking()
            .SingleOrDefaultAsync(row => row.Id == ask.RenewalId, cancellationToken);
        if (renewal is null || !await visibility.Sees(renewal.AccountId, cancellationToken))
        {
            return PlatformErrors.NotFound("renewal", ask.RenewalId);
        }

        var calls = await db.Set<RenewalCall>()
            .AsNoTracking()
            .Where(call => call.RenewalId == renewal.Id)
            .OrderBy(call => call.At)
            .ThenBy(call => call.Id)
            .ToListAsync(cancellationToken);
        var risk = await db.Set<AccountRisk>()
            .AsNoTracking()
            .Where(one => one.AccountId == renewal.AccountId)
            .OrderByDescending(one => one.AsOf)
            .ThenByDescending(one => one.HeardAt)
            .ThenByDescending(one => one.Id)
            .FirstOrDefaultAsync(cancellationToken);
        return new RenewalDetail(
            RenewalRow.Of(renewal),
            [.. calls.Select(RenewalCallRow.Of)],
            ModelChance.Of(risk, renewal.DueOn)
        );
    }
}

internal sealed class GetRenewalEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/renewals/{renewalId}", (Guid renewalId) => new GetRenewal(renewalId))
            .ShowsVersion((RenewalDetail detail) => detail.Renewal.Version)
            .WithSummary("Read a renewal with its calls and the model's chance")
            .WithExample(
                null,
                new RenewalDetail(
                    RenewalRow.Sample,
                    [
                        new RenewalCallRow(
                            CallKind.Csm,
                            $"person:{Samples.Account}",
                            0.8m,
                            "更新の意向あり",
                            Samples.Instant
                        ),
                    ],
                    new ModelChance(0.62m, 90, "churn-1", new(2026, 11, 19), CoversDueDay: false)
                )
            )
            .WithProblems(401, 403, 404);
}
