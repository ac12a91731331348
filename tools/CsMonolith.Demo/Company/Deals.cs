namespace CsMonolith.Demo.Company;

internal sealed record DealRow(
    string Id,
    string Account,
    string Title,
    DateOnly WonOn,
    string Seller,
    DateOnly? TakenOn,
    DateOnly? KickoffOn
);

internal sealed record HearingRow(string Account, string Question, string Answer, DateOnly On, string By);

internal sealed record PromisedRow(
    string Account,
    string What,
    DateOnly MadeOn,
    string Availability,
    DateOnly? AvailableFrom,
    string? Gap,
    string? Owner
);

/// <summary>
/// What sales has sold to customers lately and handed over: some deals wait, some are taken over and lack something for
/// the kickoff, some have their kickoff. They change nobody's fate.
/// </summary>
internal sealed class Deals(int seed, IReadOnlyList<Csm> people, DateOnly through)
{
    private const int Every = 17;
    private const int Most = 18;
    private static readonly string[] Places =
    [
        "人事部への展開",
        "全国拠点への展開",
        "製造部門への展開",
        "グループ会社への展開",
    ];
    private static readonly string[] Sellers = ["森 あかり", "岡田 剛", "西村 恵"];
    private static readonly (string Question, string Answer)[] Hearings =
    [
        ("purpose", "拠点ごとに違う申請の流れを1つにそろえる"),
        ("problem", "申請が紙とメールに分かれ、承認に平均6日かかっている"),
        ("success-criteria", "承認までの日数が2日以内になる"),
        ("sponsor", "業務改革部 部長"),
        ("key-user", "総務部 主任"),
        ("users", "新たに120名"),
        ("go-live", "四半期末まで"),
        ("current-tool", "表計算とメール"),
    ];

    private readonly List<DealRow> _deals = [];
    private readonly List<HearingRow> _hearings = [];
    private readonly List<PromisedRow> _promises = [];

    public (IReadOnlyList<DealRow> Deals, IReadOnlyList<HearingRow> Hearings, IReadOnlyList<PromisedRow> Promises) Sell(
        IReadOnlyList<Customer> customers
    )
    {
        var buyers = customers.Where((one, nth) => nth % Every == 3 && one.ChurnedOn is null).Take(Most);
        foreach (var (customer, nth) in buyers.Select((one, nth) => (one, nth)))
        {
            Sell(customer, nth, Chance.Of(seed, (2 * customers.Count) + nth));
        }

        return (_deals, _hearings, _promises);
    }

    private void Sell(Customer customer, int nth, Chance chance)
    {
        var state = PlantedWork.StateOf(nth);
        var won = through.AddDays(-chance.Between(state * 12, (state * 12) + 9));
        var taken = state == 0 ? (DateOnly?)null : won.AddDays(chance.Between(1, 3));
        _deals.Add(
            new DealRow(
                $"D-{nth + 1:000}",
                customer.Id,
                chance.OneOf(Places),
                won,
                chance.OneOf(Sellers),
                taken,
                state == 2 ? Kickoff(nth, won, taken!.Value, chance) : null
            )
        );
        foreach (var (question, answer) in Hearings.Take(PlantedWork.Answered(nth)))
        {
            _hearings.Add(
                new HearingRow(customer.Id, question, answer, won.AddDays(-5), Sellers[nth % Sellers.Length])
            );
        }

        if (chance.Happens(0.3))
        {
            _hearings.Add(
                new HearingRow(
                    customer.Id,
                    Hearings[0].Question,
                    "申請の流れをそろえる",
                    won,
                    people[customer.Owner].Name
                )
            );
        }

        if (PlantedWork.HasGap(nth))
        {
            var planned = chance.Happens(0.5);
            _promises.Add(
                new PromisedRow(
                    customer.Id,
                    planned ? "シングルサインオンへの対応" : "基幹システムとの双方向連携",
                    won.AddDays(-3),
                    planned ? "planned" : "not planned",
                    planned ? through.AddDays(chance.Between(40, 150)) : null,
                    planned ? "それまではIDとパスワードで利用する" : "片方向の取り込みだけがある",
                    state == 2 || chance.Happens(0.5) ? people[customer.Owner].Email : null
                )
            );
        }
    }

    // In time is within two weeks of the sale.
    private static DateOnly Kickoff(int nth, DateOnly won, DateOnly taken, Chance chance) =>
        PlantedWork.KickedOffInTime(nth)
            ? taken.AddDays(chance.Between(4, 11))
            : won.AddDays(PlantedWork.KickoffDays + chance.Between(3, 8));
}
