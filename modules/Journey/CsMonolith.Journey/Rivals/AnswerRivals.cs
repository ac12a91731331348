namespace CsMonolith.Journey.Rivals;

/// <summary>Finds how rival tools stood on a day.</summary>
internal static class RivalHistory
{
    /// <summary>The standing in force on a day, from what was known by an instant; at most one for each tool.</summary>
    public static IQueryable<RivalStanding> RivalStandingsOn(this JourneyDb db, DateOnly day, DateTime known) =>
        Known(db, day, known)
            .Where(one =>
                !Known(db, day, known)
                    .Any(later =>
                        later.ToolId == one.ToolId
                        && (later.From > one.From || (later.From == one.From && later.Number > one.Number))
                    )
            );

    /// <summary>The standings that had taken effect and were known by an instant, taken back later or not at all.</summary>
    public static IQueryable<RivalStanding> Known(JourneyDb db, DateOnly day, DateTime known) =>
        db.Set<RivalStanding>()
            .AsNoTracking()
            .Where(one => one.From <= day && one.RecordedAt <= known && (one.VoidedAt == null || one.VoidedAt > known));
}

internal sealed class AnswerRivalToolsAsOf(JourneyDb db) : IRequestHandler<RivalToolsAsOf, IReadOnlyList<RivalsAsOf>>
{
    private const int MostIdsInAQuery = 500;

    public async Task<IReadOnlyList<RivalsAsOf>> Handle(RivalToolsAsOf ask, CancellationToken cancellation)
    {
        var only = ask.Accounts?.ToHashSet();
        var few = only is { Count: <= MostIdsInAQuery } ? new AccountScope(All: false, only) : AccountScope.Everything;
        var known = db.Clock.EndOf(ask.KnownOn ?? ask.AsOf);
        var standings = await RivalHistory
            .Known(db, ask.AsOf, known)
            .Within(few, one => one.AccountId)
            .ToListAsync(cancellation);
        if (standings.Count == 0)
        {
            return [];
        }

        var tools = await db.Set<RivalTool>()
            .AsNoTracking()
            .Within(few, one => one.AccountId)
            .ToDictionaryAsync(one => one.Id, cancellation);
        var register = await RivalProducts.Present(db, cancellation);
        return
        [
            .. standings
                .Where(one => only?.Contains(one.AccountId) != false)
                .GroupBy(one => one.AccountId)
                .OrderBy(own => own.Key)
                .Select(own => new RivalsAsOf(
                    own.Key,
                    [
                        .. own.GroupBy(one => one.ToolId)
                            .Select(entries => Told(tools[entries.Key], register, [.. entries]))
                            .OfType<RivalToolAsOf>()
                            .OrderBy(tool => tool.Product, StringComparer.Ordinal)
                            .ThenBy(tool => tool.Department, StringComparer.Ordinal),
                    ]
                )),
        ];
    }

    // Since when: from the first standing after the newest end.
    private static RivalToolAsOf? Told(RivalTool tool, RivalProducts register, List<RivalStanding> entries)
    {
        var valid = entries
            .GroupBy(one => one.From)
            .Select(day => day.MaxBy(one => one.Number)!)
            .OrderByDescending(one => one.From)
            .ToList();
        var present = valid[0];
        return present.InUse
            ? new RivalToolAsOf(
                tool.Id,
                tool.Product,
                register.NameOf(tool.Product),
                tool.Department,
                valid.TakeWhile(one => one.InUse).Last().From,
                RivalWording.Code(present.Strength),
                present.Seats,
                (decimal?)present.Share,
                present.CostPerYear
            )
            : null;
    }
}

internal sealed class AnswerRivalProductsCalled(JourneyDb db)
    : IRequestHandler<RivalProductsCalled, IReadOnlyDictionary<string, RivalProductName>>
{
    public async Task<IReadOnlyDictionary<string, RivalProductName>> Handle(
        RivalProductsCalled ask,
        CancellationToken cancellation
    )
    {
        var register = await RivalProducts.Present(db, cancellation);
        return ask
            .Words.Distinct(StringComparer.Ordinal)
            .Select(word => (Word: word, Product: register.Find(word)))
            .Where(pair => pair.Product is not null)
            .ToDictionary(
                pair => pair.Word,
                pair => new RivalProductName(pair.Product!.Code, pair.Product.Name),
                StringComparer.Ordinal
            );
    }
}
