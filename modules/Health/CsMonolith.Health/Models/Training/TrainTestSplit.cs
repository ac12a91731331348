using CsMonolith.Health.Snapshots.Outcomes;

namespace CsMonolith.Health.Models.Training;

/// <summary>The rows a model is trained on and the rows it is tested on.</summary>
/// <param name="Embargoed">Rows left out because their label would look into the test's months.</param>
/// <param name="ByTime">
/// The test is the newest months; otherwise it is a quarter of the accounts, for want of months.
/// </param>
internal sealed record TrainTestSplit(
    IReadOnlyList<LabelledSnapshot> Train,
    IReadOnlyList<LabelledSnapshot> Test,
    int Embargoed,
    bool ByTime
)
{
    /// <summary>
    /// Splits by time: the newest months are the test, and rows whose label window reaches into them are left out.
    /// </summary>
    /// <param name="rows">By rising day.</param>
    /// <param name="gapDays">The longer of horizon and embargo.</param>
    /// <param name="testFrom">First month of the test; <c>null</c> takes the newest quarter of the months.</param>
    public static TrainTestSplit Of(IReadOnlyList<LabelledSnapshot> rows, int gapDays, Month? testFrom)
    {
        var days = rows.Select(row => row.Snapshot.AsOf).Distinct().Order().ToList();
        if (days.Count == 0)
        {
            return new TrainTestSplit([], [], 0, ByTime: true);
        }

        var first = testFrom?.First ?? days[^Math.Max(1, days.Count / 4)];
        var test = rows.Where(row => row.Snapshot.AsOf >= first).ToList();
        var before = rows.Where(row => row.Snapshot.AsOf < first).ToList();
        var firstTested = test.Count > 0 ? test[0].Snapshot.AsOf : first;
        var train = before.Where(row => row.Snapshot.AsOf.AddDays(gapDays) <= firstTested).ToList();
        return train.Count > 0 || testFrom is not null
            ? new TrainTestSplit(train, test, before.Count - train.Count, ByTime: true)
            : ByAccount(rows);
    }

    // One month, or too few for the gap: a table that was loaded ready-made, say. No account is on both sides.
    private static TrainTestSplit ByAccount(IReadOnlyList<LabelledSnapshot> rows)
    {
        var held = rows.Select(row => row.Snapshot.AccountId).Distinct().OrderBy(HashOf).ToList();
        var tested = held.Take(held.Count / 4).ToHashSet();
        return new TrainTestSplit(
            [.. rows.Where(row => !tested.Contains(row.Snapshot.AccountId))],
            [.. rows.Where(row => tested.Contains(row.Snapshot.AccountId))],
            0,
            ByTime: false
        );
    }

    private static string HashOf(Guid account) =>
        Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(account.ToByteArray()));
}
