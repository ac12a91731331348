namespace CsMonolith.Demo.Company;

internal sealed record WorkRow(
    string Id,
    string Account,
    DateOnly On,
    string Kind,
    string What,
    int Minutes,
    string By,
    DateOnly? SignalOn
);

/// <summary>
/// What the CSMs have done besides being in touch in the last quarter, with its length. It changes nobody's fate.
/// </summary>
internal sealed class Work(int seed, IReadOnlyList<Csm> people, DateOnly through)
{
    private const int Days = 91;
    private const int Each = 24;

    private static readonly (string Kind, string What, int Least, int Most)[] Sorts =
    [
        ("training", "新しい利用者に操作を教えた", 60, 120),
        ("preparation", "利用状況のまとめを作った", 30, 90),
        ("review", "成果の振り返りを一緒に行った", 45, 90),
        ("support", "取り込みの不具合を調べた", 20, 150),
        ("proposal", "次の部署への展開案を作った", 60, 180),
    ];

    public IReadOnlyList<WorkRow> Of(IReadOnlyList<Customer> customers) =>
        [
            .. people.SelectMany(
                (csm, nth) => Of(csm, nth, [.. customers.Where(one => one.Owner == nth && one.ChurnedOn is null)])
            ),
        ];

    private IEnumerable<WorkRow> Of(Csm csm, int nth, IReadOnlyList<Customer> own)
    {
        if (own.Count == 0)
        {
            yield break;
        }

        var chance = Chance.Of(seed, 900_000 + nth);
        for (var done = 0; done < Each; done++)
        {
            var customer = chance.OneOf(own);
            var (kind, what, least, most) = chance.OneOf(Sorts);
            var on = through.AddDays(-chance.Between(0, Days - 1));
            if (on < customer.StartedOn)
            {
                continue;
            }

            yield return new WorkRow(
                $"W-{nth + 1:00}-{done + 1:000}",
                customer.Id,
                on,
                kind,
                what,
                chance.Between(least, most),
                csm.Email,
                chance.Happens(0.4) ? on.AddDays(-chance.Between(0, 9)) : null
            );
        }
    }
}
