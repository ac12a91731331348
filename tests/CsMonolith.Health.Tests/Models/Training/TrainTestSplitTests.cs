using CsMonolith.Health.Models.Training;
using CsMonolith.Health.Snapshots.Outcomes;
using CsMonolith.Kernel;

namespace CsMonolith.Health.Tests.Models.Training;

public sealed class TrainTestSplitTests
{
    private static readonly List<LabelledSnapshot> Year =
    [
        .. Month
            .Between(new Month(2025, 1), new Month(2025, 12))
            .Select(month => new LabelledSnapshot(Stage.Row(Stage.Accounts[0], month.Last, 3), Label: false)),
    ];

    [Fact]
    public void No_label_that_is_learned_looks_into_the_months_of_the_test()
    {
        var split = TrainTestSplit.Of(Year, gapDays: 90, new Month(2025, 10));

        split.Test.Count.ShouldBe(3);
        split.Train[^1].Snapshot.AsOf.ShouldBe(new DateOnly(2025, 7, 31));
        split.Embargoed.ShouldBe(2);
    }

    [Fact]
    public void The_newest_quarter_of_the_months_is_the_test_by_default()
    {
        var split = TrainTestSplit.Of(Year, gapDays: 90, testFrom: null);

        split.Test[0].Snapshot.AsOf.ShouldBe(new DateOnly(2025, 10, 31));
        split.ByTime.ShouldBeTrue();
    }

    [Fact]
    public void One_month_alone_is_split_by_account()
    {
        List<LabelledSnapshot> rows =
        [
            .. Stage
                .Accounts.Take(40)
                .Select(account => new LabelledSnapshot(
                    Stage.Row(account, new DateOnly(2026, 1, 31), 3),
                    Label: false
                )),
        ];

        var split = TrainTestSplit.Of(rows, gapDays: 90, testFrom: null);

        (split.Train.Count, split.Test.Count, split.ByTime).ShouldBe((30, 10, false));
    }
}
