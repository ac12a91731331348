using CsMonolith.Learning.Numerics;

namespace CsMonolith.Learning.Tests.Numerics;

public sealed class LogisticTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(1_003)]
    public void The_fast_sigmoid_is_the_slow_one(int count)
    {
        var random = new Random(count);
        var scores = Enumerable.Range(0, count).Select(_ => (float)(random.NextDouble() * 60 - 30)).ToArray();
        var fast = new float[count];

        Logistic.Sigmoid(scores, fast);

        for (var i = 0; i < count; i++)
        {
            ((double)fast[i]).ShouldBe(Logistic.Sigmoid((double)scores[i]), 3e-7);
        }
    }

    [Theory]
    [InlineData(float.MaxValue, 1f)]
    [InlineData(-float.MaxValue, 0f)]
    [InlineData(0f, 0.5f)]
    public void The_fast_sigmoid_stays_within_its_range(float score, float expected)
    {
        var into = new float[1];

        Logistic.Sigmoid([score], into);

        into[0].ShouldBe(expected, 1e-6f);
    }

    [Fact]
    public void The_loss_of_large_log_odds_is_exact()
    {
        Logistic.Loss(800, label: false).ShouldBe(800);
        Logistic.Loss(800, label: true).ShouldBe(0, 1e-12);
        Logistic.Loss(0.3, label: true).ShouldBe(-Math.Log(Logistic.Sigmoid(0.3)), 1e-12);
    }

    [Fact]
    public void Log_odds_undo_the_sigmoid() => Logistic.LogOdds(Logistic.Sigmoid(1.7)).ShouldBe(1.7, 1e-12);

    [Fact]
    public void A_random_stream_is_the_published_one()
    {
        // First outputs of SplitMix64 for seed 1234567, as in the reference implementation.
        var stream = new SplitMix(1234567);

        new[] { stream.Next(), stream.Next(), stream.Next() }.ShouldBe([
            6457827717110365317UL,
            3203168211198807973UL,
            9817491932198370423UL,
        ]);
    }
}
