using CsMonolith.Health.Models.Registry;
using CsMonolith.Health.Snapshots;
using CsMonolith.Health.Snapshots.Features;
using CsMonolith.Learning.Explanations;
using CsMonolith.Learning.Models;

namespace CsMonolith.Health.Scores.Changes;

/// <summary>What is the least that would have to change for an account to leave its risk band?</summary>
/// <param name="Most">Most features that may change, 1 to 3.</param>
internal sealed record GetLeastChange(Guid AccountId, int Most) : IQuery<LeastChange>, IAboutAccount;

/// <param name="AsOf">The day whose facts are changed.</param>
/// <param name="LeavesFor">The band that it would come into; <c>null</c> where it is in the lowest already.</param>
/// <param name="Below">The probability that it has to get below; <c>null</c> likewise.</param>
/// <param name="IsFound">Whether so many changes suffice.</param>
/// <param name="ProbabilityAfter">What the model would say then; <c>null</c> where nothing was found.</param>
/// <param name="Others">
/// Customers of the same day, within the caller's reach, within whose values the search went.
/// </param>
/// <param name="Caution">What it is not.</param>
internal sealed record LeastChange(
    Guid AccountId,
    DateOnly AsOf,
    string ModelVersion,
    double Probability,
    ScoreBand Band,
    ScoreBand? LeavesFor,
    double? Below,
    bool IsFound,
    IReadOnlyList<ChangeNeeded> Changes,
    double? ProbabilityAfter,
    int Others,
    string Words,
    string Caution
);

/// <param name="Words">利用部署の数 3 → 6.</param>
/// <param name="From">As stored; empty where unknown.</param>
/// <param name="To">A value that other customers have.</param>
internal sealed record ChangeNeeded(string Name, string Words, string From, string To);

internal sealed class GetLeastChangeValidator : AbstractValidator<GetLeastChange>
{
    public GetLeastChangeValidator() => RuleFor(ask => ask.Most).InclusiveBetween(1, 3);
}

internal sealed class GetLeastChangeHandler(
    HealthDb db,
    KnownAccounts accounts,
    StandingScores scores,
    ModelRegistry registry,
    AccountVisibility visibility
) : IRequestHandler<GetLeastChange, Result<LeastChange>>
{
    // The search scores the values of so many customers at most; more would widen their range by little.
    private const int MostOthers = 2000;

    public async Task<Result<LeastChange>> Handle(GetLeastChange ask, CancellationToken cancellationToken)
    {
        if (await accounts.Find(ask.AccountId, cancellationToken) is null)
        {
            return PlatformErrors.NotFound("account", ask.AccountId);
        }

        if (await scores.Find(ask.AccountId, db.Clock.Today, cancellationToken) is not { } score)
        {
            return ScoreErrors.NoScoreBy(db.Clock.Today, first: null);
        }

        var version = await db.Set<ModelVersion>()
            .AsNoTracking()
            .SingleOrDefaultAsync(model => model.Name == score.ModelVersion, cancellationToken);
        if (
            version is null
            || !await db.Set<ModelArtefact>().AnyAsync(artefact => artefact.Id == version.Id, cancellationToken)
        )
        {
            return ScoreErrors.ModelGone(score.ModelVersion);
        }

        var own = await db.Set<Snapshot>()
            .AsNoTracking()
            .SingleOrDefaultAsync(row => row.AccountId == score.AccountId && row.AsOf == score.AsOf, cancellationToken);
        if (own is null)
        {
            return ScoreErrors.SnapshotGone(score.AccountId, score.AsOf);
        }

        // Whom the caller may not see widens no range: nothing of the answer depends on them.
        var scope = await visibility.Accounts(cancellationToken);
        var others = await db.Set<Snapshot>()
            .AsNoTracking()
            .Within(scope, row => row.AccountId)
            .Where(row => row.AsOf == own.AsOf && row.IsLive && row.AccountId != own.AccountId)
            .OrderBy(row => row.AccountId)
            .Take(MostOthers)
            .ToListAsync(cancellationToken);
        return Search(score, version, await registry.Load(version, cancellationToken), [own, .. others], ask.Most);
    }

    private static LeastChange Search(
        StandingScore score,
        ModelVersion version,
        ProbabilityModel model,
        IReadOnlyList<Snapshot> rows,
        int most
    )
    {
        var (band, below) = Target(score.Band, version.BaseRate);
        var levers = model
            .Schema.Features.Where(feature => FeatureCatalogue.Of(feature.Name).Actionable)
            .Select(feature => new Lever(feature.Name, FeatureCatalogue.DirectionOf(feature.Name)))
            .ToList();
        var least =
            below is { } limit && levers.Count > 0 && version.HasSignal
                ? MinimumChange.Find(model, FeatureTable.ToScore(model.Schema, rows), row: 0, limit, levers, most)
                : null;
        var changes = least?.Changes.Select(Show).ToList() ?? [];
        return new LeastChange(
            score.AccountId,
            score.AsOf,
            score.ModelVersion,
            score.Probability,
            score.Band,
            band,
            below,
            least is not null,
            changes,
            least?.Probability,
            rows.Count - 1,
            InWords(score, below, changes, least, version.HasSignal, most),
            ProblemAnswers.InJapanese
                ? "モデルの計算上の話であり、実際にそう変えれば解約が減るという証明ではありません。効果は型の検証で確かめてください。"
                : "This is the model's arithmetic, not a proof that the change would keep the customer: effects are "
                    + "tested by patterns."
        );
    }

    // The edge of the band from above: below it another begins.
    private static (ScoreBand? Band, double? Below) Target(ScoreBand band, double baseRate) =>
        band switch
        {
            ScoreBand.High => (ScoreBand.Medium, 2 * baseRate),
            ScoreBand.Medium => (ScoreBand.Low, baseRate / 2),
            _ => (null, null),
        };

    private static ChangeNeeded Show(CellChange change)
    {
        var feature = FeatureCatalogue.Of(change.Feature);
        var japanese = ProblemAnswers.InJapanese;
        var from =
            change.From.Length > 0 ? feature.Show(change.From)
            : japanese ? "不明"
            : "unknown";
        return new ChangeNeeded(
            change.Feature,
            $"{(japanese ? feature.Ja : feature.En)} {from} → {feature.Show(change.To)}",
            change.From,
            change.To
        );
    }

    private static string InWords(
        StandingScore score,
        double? below,
        IReadOnlyList<ChangeNeeded> changes,
        MinimumChange? least,
        bool hasSignal,
        int most
    )
    {
        var japanese = ProblemAnswers.InJapanese;
        if (!hasSignal)
        {
            return japanese
                ? "このモデルには予測に使える傾向がなく、どの項目を変えても確率は変わりません。"
                : "This model found no usable signal: no change moves its probability.";
        }

        if (below is not { } limit)
        {
            return japanese ? "すでに最も低いリスク帯です。" : "It is in the lowest risk band already.";
        }

        if (least is null)
        {
            return japanese
                ? $"打ち手のある項目を、他の顧客に実際にある値の範囲で{most}つまで変えても、{Percent(limit)}を下回りません。"
                : $"No change of at most {most} features that one can act on, within the values that other customers "
                    + $"have, gets below {Percent(limit)}.";
        }

        var list = string.Join(japanese ? "、" : ", ", changes.Select(change => change.Words));
        var (now, then) = (Percent(score.Probability), Percent(least.Probability));
        return japanese
            ? $"{list} であれば、モデルの解約確率は{now}から{then}になり、リスク帯の下限{Percent(limit)}を下回ります。"
            : $"With {list} the model's probability would go from {now} to {then}, below the band's edge of "
                + $"{Percent(limit)}.";
    }

    private static string Percent(double share) =>
        (share * 100).ToString("0.0", System.Globalization.CultureInfo.InvariantCulture) + " %";
}

internal sealed class GetLeastChangeEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get(
                "/accounts/{accountId}/least-change",
                (Guid accountId, int? most) => new GetLeastChange(accountId, most ?? 3)
            )
            .WithSummary("The least change of what one can act on that takes an account out of its risk band")
            .WithDescription(
                "Fewest features first, at most three, of those that the team can change, each moved to a value that "
                    + "another customer of that day has. Industry, size, price and the like are never moved; what "
                    + "only time moves goes one way. It is the model's arithmetic, not an effect."
            )
            .WithExample(
                null,
                new LeastChange(
                    KnownAccounts.Example,
                    new DateOnly(2026, 10, 31),
                    "2026-10-01-1",
                    0.41,
                    ScoreBand.High,
                    ScoreBand.Medium,
                    0.166,
                    IsFound: true,
                    [new("departments_using", "利用部署の数 3 → 6", "3", "6")],
                    0.12,
                    260,
                    "利用部署の数 3 → 6 であれば、モデルの解約確率は41.0 %から12.0 %になり、リスク帯の下限16.6 %を下回ります。",
                    "モデルの計算上の話であり、実際にそう変えれば解約が減るという証明ではありません。効果は型の検証で確かめてください。"
                )
            )
            .WithProblems(400, 401, 403, 404, 409);
}
