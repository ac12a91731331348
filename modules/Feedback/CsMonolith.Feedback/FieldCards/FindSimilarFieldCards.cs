namespace CsMonolith.Feedback.FieldCards;

/// <summary>Which open cards tell of the same thing?</summary>
internal sealed record FindSimilarFieldCards(Guid CardId) : IQuery<SimilarFieldCards>;

/// <param name="Cards">At most ten, the nearest first.</param>
/// <param name="Compared">How many open cards were looked at.</param>
internal sealed record SimilarFieldCards(IReadOnlyList<SimilarFieldCard> Cards, int Compared);

/// <param name="Closeness">
/// Terms in common over terms of either card, plus 0.2 for the same department; 0 to 1.2.
/// </param>
/// <param name="SharedTerms">
/// Terms in common: words, and pairs of Japanese characters. They are the reason for the closeness.
/// </param>
internal sealed record SimilarFieldCard(
    Guid Id,
    Guid AccountId,
    string Event,
    DateOnly OccurredOn,
    string Department,
    string? Phase,
    decimal Closeness,
    bool SameDepartment,
    IReadOnlyList<string> SharedTerms
);

internal sealed class FindSimilarFieldCardsHandler(FeedbackDb db, AccountVisibility visibility)
    : IRequestHandler<FindSimilarFieldCards, Result<SimilarFieldCards>>
{
    private const int MostCompared = 2000;
    private const int MostShown = 10;
    private const int FewestSharedTerms = 3;
    private const int MostTermsShown = 12;

    public async Task<Result<SimilarFieldCards>> Handle(FindSimilarFieldCards ask, CancellationToken cancellation)
    {
        var scope = await visibility.Accounts(cancellation);
        var card = await db.Set<FieldCard>()
            .AsNoTracking()
            .SingleOrDefaultAsync(card => card.Id == ask.CardId, cancellation);
        if (card is null || !scope.Holds(card.AccountId))
        {
            return FeedbackErrors.NoSuchCard(ask.CardId);
        }

        var others = await db.Set<FieldCard>()
            .AsNoTracking()
            .Within(scope, other => other.AccountId)
            .Where(other => other.Id != card.Id && other.ClosedOn == null && other.Polarity == card.Polarity)
            .OrderByDescending(other => other.OccurredOn)
            .ThenBy(other => other.Id)
            .Take(MostCompared)
            .ToListAsync(cancellation);
        var terms = TermsOf(card);
        var near = others
            .Select(other => (Other: other, Terms: TermsOf(other), SameDepartment: other.Department == card.Department))
            .Select(pair =>
                (
                    pair.Other,
                    pair.SameDepartment,
                    Shared: pair.Terms.Where(terms.Contains).Order(StringComparer.Ordinal).ToList(),
                    pair.Terms.Count
                )
            )
            .Where(pair => pair.Shared.Count >= FewestSharedTerms)
            .Select(pair =>
                (
                    pair.Other,
                    pair.SameDepartment,
                    pair.Shared,
                    Closeness: Closeness(pair.Shared.Count, terms.Count + pair.Count, pair.SameDepartment)
                )
            )
            .OrderByDescending(pair => pair.Closeness)
            .ThenByDescending(pair => pair.Other.OccurredOn)
            .ThenBy(pair => pair.Other.Id)
            .Take(MostShown);
        return new SimilarFieldCards(
            [.. near.Select(pair => Show(pair.Other, pair.Closeness, pair.SameDepartment, pair.Shared))],
            others.Count
        );
    }

    private static SimilarFieldCard Show(FieldCard card, decimal closeness, bool sameDepartment, List<string> shared) =>
        new(
            card.Id,
            card.AccountId,
            card.Event,
            card.OccurredOn,
            card.Department,
            card.Phase,
            Ratio.Of(closeness).ToNumber()!.Value,
            sameDepartment,
            [.. shared.Take(MostTermsShown)]
        );

    // Jaccard's coefficient, so that a long card is not near to everything.
    private static decimal Closeness(int shared, int both, bool sameDepartment) =>
        Math.Round((decimal)shared / (both - shared), 6) + (sameDepartment ? 0.2m : 0);

    private static IReadOnlySet<string> TermsOf(FieldCard card) =>
        TextTerms.Of(card.Event, card.SuspectedProblem, card.Request);
}

internal sealed class FindSimilarFieldCardsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/field-cards/{cardId}/similar", (Guid cardId) => new FindSimilarFieldCards(cardId))
            .WithSummary("Find open field cards that tell of the same thing")
            .WithDescription(
                "Open cards of the same polarity, compared by shared words and pairs of Japanese characters; "
                    + "the shared terms are given as the reason."
            )
            .WithExample(
                null,
                new SimilarFieldCards(
                    [
                        new(
                            Guid.Parse("0199a000-0000-7000-8000-00000000f202"),
                            Guid.Parse("0199a000-0000-7000-8000-00000000a007"),
                            "権限設定が分からず利用開始が遅れた",
                            new(2026, 10, 30),
                            "プロダクト",
                            "onboarding",
                            0.41m,
                            SameDepartment: true,
                            ["権限", "設定", "限設"]
                        ),
                    ],
                    Compared: 38
                )
            )
            .WithProblems(401, 403, 404);
}
