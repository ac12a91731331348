using System.Text.Json;
using CsMonolith.Health.Snapshots.Features;

namespace CsMonolith.Health.Snapshots;

/// <summary>What does one snapshot say?</summary>
internal sealed record GetSnapshot(Guid SnapshotId) : IQuery<SnapshotInWords>;

/// <param name="Mrr">
/// <c>null</c> where no subscription is known, and for a partner, who sees no prices.
/// </param>
/// <param name="Features">Those that were known, in the catalogue's order.</param>
internal sealed record SnapshotInWords(SnapshotSummary Summary, Money? Mrr, IReadOnlyList<FeatureInWords> Features);

/// <param name="Name">As in files and models.</param>
/// <param name="Label">In the reader's language.</param>
/// <param name="Value">A number or a text.</param>
/// <param name="Actionable">打ち手あり: the team can change it.</param>
/// <param name="Source">The module that it was learnt from.</param>
internal sealed record FeatureInWords(string Name, string Label, JsonElement Value, bool Actionable, string Source);

internal sealed class GetSnapshotHandler(HealthDb db, AccountVisibility visibility, RequestContext context)
    : IRequestHandler<GetSnapshot, Result<SnapshotInWords>>
{
    public async Task<Result<SnapshotInWords>> Handle(GetSnapshot ask, CancellationToken cancellationToken)
    {
        var row = await db.Set<Snapshot>()
            .AsNoTracking()
            .Within(await visibility.Accounts(cancellationToken), row => row.AccountId)
            .SingleOrDefaultAsync(row => row.Id == ask.SnapshotId, cancellationToken);
        return row is null ? PlatformErrors.NotFound("snapshot", ask.SnapshotId) : Show(row);
    }

    private SnapshotInWords Show(Snapshot row)
    {
        // Beside a known price its change would tell a partner the other one.
        var prices = context.Scope != PermissionScope.Partner;
        var features = JsonSerializer
            .Deserialize<Dictionary<string, JsonElement>>(row.Features)!
            .Where(pair => prices || !FeatureCatalogue.IsPrice(pair.Key))
            .Select(pair =>
            {
                var feature = FeatureCatalogue.Of(pair.Key);
                return new FeatureInWords(
                    feature.Name,
                    ProblemAnswers.InJapanese ? feature.Ja : feature.En,
                    pair.Value,
                    feature.Actionable,
                    feature.Source
                );
            });
        return new SnapshotInWords(
            new SnapshotSummary(row.Id, row.AccountId, row.AsOf, row.IsLive, row.Phase, row.BuiltAt),
            row.Currency is null || context.Scope == PermissionScope.Partner
                ? null
                : new Money(row.MrrMinor, row.Currency),
            [.. features]
        );
    }
}

internal sealed class GetSnapshotEndpoint : IEndpoint
{
    public static SnapshotInWords Example { get; } =
        new(
            new SnapshotSummary(
                Guid.Parse("0199a000-0000-7000-8000-0000000000c1"),
                KnownAccounts.Example,
                new DateOnly(2026, 10, 31),
                IsLive: true,
                "adoption",
                new DateTime(2026, 10, 31, 16, 30, 0, DateTimeKind.Utc)
            ),
            new Money(480_000, "JPY"),
            [
                new FeatureInWords(
                    "industry",
                    "業種",
                    JsonSerializer.SerializeToElement("製造"),
                    Actionable: false,
                    "Journey"
                ),
                new FeatureInWords(
                    "breadth",
                    "利用幅",
                    JsonSerializer.SerializeToElement(0.45),
                    Actionable: true,
                    "Health"
                ),
            ]
        );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/snapshots/{snapshotId}", (Guid snapshotId) => new GetSnapshot(snapshotId))
            .WithSummary("Read one snapshot, its features in words")
            .WithExample(null, Example)
            .WithProblems(401, 403, 404);
}
