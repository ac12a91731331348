using CsMonolith.Learning.Auto;
using CsMonolith.Learning.Calibration;
using CsMonolith.Learning.Explanations;
using CsMonolith.Learning.Linear;
using CsMonolith.Learning.Models;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Tests.Explanations;

public sealed class WhyChangedTests
{
    private static readonly Table Rows = Made.Signal(500);
    private static readonly ProbabilityModel Old = new AutoTrainer().Train(Rows).Model;
    private static readonly ProbabilityModel New = new AutoTrainer([new LinearTrainer()])
        .Train(Made.Signal(700, seed: 9).Without(["noise"]))
        .Model;

    [Fact]
    public void The_three_parts_add_to_the_change_and_the_features_to_the_parts()
    {
        for (var row = 0; row < 50; row++)
        {
            var (then, restated, now) = (Rows.Take([row]), Rows.Take([row + 50]), Rows.Take([row + 100]));

            var why = WhyChanged.Of(Old, New, then, restated, now);

            why.Before.ShouldBe(Old.Score(then).LogOdds[0], 1e-9);
            why.After.ShouldBe(New.Score(now).LogOdds[0], 1e-9);
            (why.Customer + why.LateData + why.Model).ShouldBe(why.After - why.Before, 1e-9);
            why.Features.Sum(feature => feature.Customer).ShouldBe(why.Customer, 1e-9);
            why.Features.Sum(feature => feature.LateData).ShouldBe(why.LateData, 1e-9);
            (why.Features.Sum(feature => feature.Model) + why.Base).ShouldBe(why.Model, 1e-9);
            why.Bend.ShouldBe(default);
        }
    }

    [Fact]
    public void A_change_under_a_non_affine_calibration_has_the_same_three_parts()
    {
        var (old, current) = (
            Bent(Old, new Beta(0.6, 1.7, -0.2)),
            Bent(New, new Isotonic([-3, -1, 0.5, 2], [-2, -1.5, 0.2, 3]))
        );
        var bend = default(ChangeParts);
        for (var row = 0; row < 50; row++)
        {
            var (then, restated, now) = (Rows.Take([row]), Rows.Take([row + 50]), Rows.Take([row + 100]));

            var why = WhyChanged.Of(old, current, then, restated, now);

            (why.Customer + why.LateData + why.Model).ShouldBe(
                current.Score(now).LogOdds[0] - old.Score(then).LogOdds[0],
                1e-9
            );
            (why.Features.Sum(feature => feature.Customer) + why.Bend.Customer).ShouldBe(why.Customer, 1e-9);
            (why.Features.Sum(feature => feature.LateData) + why.Bend.LateData).ShouldBe(why.LateData, 1e-9);
            (why.Features.Sum(feature => feature.Model) + why.Bend.Model + why.Base).ShouldBe(why.Model, 1e-9);
            WhyChanged
                .Of(old, old, then, then, now)
                .Bend.ShouldSatisfyAllConditions(
                    same => same.LateData.ShouldBe(0, 1e-12),
                    same => same.Model.ShouldBe(0, 1e-12)
                );
            bend = new(
                bend.Customer + Math.Abs(why.Bend.Customer),
                bend.LateData + Math.Abs(why.Bend.LateData),
                bend.Model + Math.Abs(why.Bend.Model)
            );
        }

        Math.Min(Math.Min(bend.Customer, bend.LateData), bend.Model).ShouldBeGreaterThan(1);
    }

    [Fact]
    public void A_cause_that_did_not_occur_has_no_part_in_the_change()
    {
        var (a, b) = (Rows.Take([1]), Rows.Take([2]));

        WhyChanged
            .Of(Old, Old, a, a, b)
            .ShouldSatisfyAllConditions(
                why => why.LateData.ShouldBe(0, 1e-12),
                why => why.Model.ShouldBe(0, 1e-12),
                why => why.Customer.ShouldNotBe(0)
            );
        WhyChanged
            .Of(Old, Old, a, b, b)
            .ShouldSatisfyAllConditions(why => why.Customer.ShouldBe(0, 1e-12), why => why.LateData.ShouldNotBe(0));
        WhyChanged
            .Of(Old, New, a, a, a)
            .ShouldSatisfyAllConditions(
                why => why.Customer.ShouldBe(0, 1e-12),
                why => why.LateData.ShouldBe(0, 1e-12),
                why => why.Model.ShouldNotBe(0)
            );
    }

    [Fact]
    public void Two_rows_are_refused() =>
        Should.Throw<ArgumentException>(() =>
            WhyChanged.Of(Old, New, Rows.Take([1, 2]), Rows.Take([1]), Rows.Take([1]))
        );

    [Fact]
    public void The_least_change_of_one_lever_is_the_one_that_all_values_tried_find()
    {
        var (row, present) = Riskiest();
        var below = present - 0.15;

        var change = MinimumChange.Find(Old, Rows, row, below, [new Lever("bend")], most: 1)!;

        change.Probability.ShouldBeLessThan(below);
        var told = change.Changes.ShouldHaveSingleItem();
        told.Feature.ShouldBe("bend");
        var from = float.Parse(told.From, System.Globalization.CultureInfo.InvariantCulture);
        var to = float.Parse(told.To, System.Globalization.CultureInfo.InvariantCulture);
        // Nothing much nearer would do: a value half way is still in the band.
        var halfway = Rows.Take([row]).With(Column.Numeric("bend", [(from + to) / 2 + (from - to) * 0.2f]));
        Old.Score(halfway).Probabilities[0].ShouldBeGreaterThan(below);
    }

    [Fact]
    public void Only_levers_move_and_two_may_do_what_one_cannot()
    {
        var (row, present) = Riskiest();
        Lever[] levers = [new("tier"), new("left"), new("bend")];

        var one = MinimumChange.Find(Old, Rows, row, 0.1, [new Lever("noise")]);
        var several = MinimumChange.Find(Old, Rows, row, present / 20, levers);

        one.ShouldBeNull();
        several.ShouldNotBeNull();
        several.Changes.Select(change => change.Feature).ShouldBeSubsetOf(["tier", "left", "bend"]);
        several.Probability.ShouldBeLessThan(present / 20);
    }

    [Fact]
    public void A_lever_that_only_rises_is_not_lowered()
    {
        var (row, present) = Riskiest();

        foreach (var direction in new[] { -1, 1 })
        {
            if (MinimumChange.Find(Old, Rows, row, present - 0.05, [new Lever("bend", direction)]) is { } change)
            {
                var told = change.Changes.Single();
                Math.Sign(
                        double.Parse(told.To, System.Globalization.CultureInfo.InvariantCulture)
                            - double.Parse(told.From, System.Globalization.CultureInfo.InvariantCulture)
                    )
                    .ShouldBe(direction);
            }
        }
    }

    [Fact]
    public void A_row_below_the_band_needs_no_change() =>
        MinimumChange.Find(Old, Rows, 0, below: 0.999999, [new Lever("bend")])!.Changes.ShouldBeEmpty();

    private static ProbabilityModel Bent(ProbabilityModel model, CalibrationMap map) =>
        new(model.Schema, model.Signal, model.Parts, map, model.BaseRate);

    private static (int Row, double Probability) Riskiest()
    {
        var probabilities = Old.Score(Rows).Probabilities;
        var row = Enumerable
            .Range(0, Rows.Rows)
            .Where(one => !Rows.Find("bend")!.IsMissing(one))
            .MaxBy(one => probabilities[one]);
        return (row, probabilities[row]);
    }
}
