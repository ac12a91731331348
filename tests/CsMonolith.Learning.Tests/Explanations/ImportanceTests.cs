using CsMonolith.Learning.Auto;
using CsMonolith.Learning.Explanations;

namespace CsMonolith.Learning.Tests.Explanations;

public sealed class ImportanceTests
{
    [Fact]
    public void What_matters_is_told_from_noise()
    {
        var table = Made.Signal(1_000);
        var trained = new AutoTrainer().Train(table);

        var importance = Importance.Measure(Importance.OutOfFold(trained.Evidence, table), seed: 1);

        importance[^1].Feature.ShouldBe("noise");
        importance[^1].LossIncrease.Low.ShouldBeLessThanOrEqualTo(0.002);
        importance.Take(2).ShouldAllBe(one => one.LossIncrease.Low > 0.01);
        importance.ShouldAllBe(one => one.Size.Low <= one.Size.Value && one.Size.Value <= one.Size.High);
    }

    [Fact]
    public void The_same_seed_measures_the_same()
    {
        var table = Made.Signal(300);
        var parts = Importance.OutOfFold(new AutoTrainer().Train(table).Evidence, table);

        Importance.Measure(parts, seed: 5).ShouldBe(Importance.Measure(parts, seed: 5));
    }

    [Fact]
    public void Without_parts_there_is_nothing_to_measure() => Importance.Measure([], seed: 1).ShouldBeEmpty();
}
