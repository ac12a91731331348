using System.Text;
using CsMonolith.Learning.Additive;
using CsMonolith.Learning.Artefacts;
using CsMonolith.Learning.Binning;
using CsMonolith.Learning.Calibration;
using CsMonolith.Learning.Editing;
using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Linear;
using CsMonolith.Learning.Models;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;

namespace CsMonolith.Learning.Tests.Editing;

public sealed class ShapeEditorTests
{
    private static readonly DateTimeOffset Day = new(2026, 3, 1, 9, 30, 0, TimeSpan.FromHours(9));
    private static readonly Table Rows = Made.Signal(400);
    private static readonly Lazy<ProbabilityModel> Fitted = new(() =>
    {
        var schema = Schema.Of(Rows, minRows: 5);
        var aligned = schema.Align(Rows);
        var folds = Folds.Assign(Rows, 4, seed: 1);
        IModel Fit(ITrainer trainer) =>
            trainer.Fit(aligned, folds, new TrainingSettings(), progress: null, CancellationToken.None).Model;
        return new ProbabilityModel(
            schema,
            Signal.Found,
            [new Part(0.5, Fit(new LinearTrainer())), new Part(0.5, Fit(new AdditiveTrainer()))],
            new Platt(1.2, 0.1),
            baseRate: 0.3
        );
    });

    [Fact]
    public void A_range_is_set_exactly_from_where_to_where_it_says()
    {
        var edited = ShapeEditor.Apply(Fitted.Value, Edit("noise", logOdds: 2.5, from: 0.3333, to: 0.6667));

        MainOf(edited, "noise", Cells(noise: 0.3333)).ShouldBe(2.5, 1e-6);
        MainOf(edited, "noise", Cells(noise: 0.6666)).ShouldBe(2.5, 1e-6);
        MainOf(edited, "noise", Cells(noise: 0.3332)).ShouldBe(MainOf(Plain(), "noise", Cells(noise: 0.3332)), 1e-6);
        MainOf(edited, "noise", Cells(noise: 0.6667)).ShouldBe(MainOf(Plain(), "noise", Cells(noise: 0.6667)), 1e-6);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void A_whole_shape_is_made_to_rise_or_fall_and_is_kept(int direction)
    {
        var edit = new ShapeEdit("bend", LogOdds: null, From: null, To: null, Level: null, "Aoki", "agreed", Day)
        {
            Direction = direction,
        };
        var at = Rows.Columns.ToList().FindIndex(column => column.Name == "bend");

        var edited = ModelFile.Read(ModelFile.Write(ShapeEditor.Apply(Fitted.Value, edit, Rows)));

        var (was, now) = (
            ((AdditiveModel)Plain().Parts[0].Model).Mains[at],
            ((AdditiveModel)edited.Parts[0].Model).Mains[at]
        );
        now[0].ShouldBe(was[0]);
        now.Skip(1).Zip(now.Skip(2)).ShouldAllBe(pair => direction * pair.First <= direction * pair.Second);
        was.Skip(1).Zip(was.Skip(2)).ShouldContain(pair => direction * pair.First > direction * pair.Second);
        edited.Edits.ShouldHaveSingleItem().Direction.ShouldBe(direction);
    }

    [Fact]
    public void A_level_stretch_stands_at_the_mean_over_its_rows()
    {
        var mean = ShapeEditor.MeanOf(Fitted.Value, Rows, "bend", -1, 1);
        var at = Rows.Columns.ToList().FindIndex(column => column.Name == "bend");
        var rows = Enumerable
            .Range(0, Rows.Rows)
            .Where(row => Rows.Columns[at].Numbers[row] is >= -1 and < 1)
            .ToArray();

        mean.ShouldBe(
            rows.Average(row =>
                (double)
                    ((AdditiveModel)Plain().Parts[0].Model).Mains[at][
                        ((AdditiveModel)Plain().Parts[0].Model).Maps[at].Bin(Rows.Columns[at], row)
                    ]
            ),
            1e-9
        );
    }

    [Fact]
    public void Interactions_stay_as_they_are_where_a_main_shape_is_set()
    {
        var edited = ShapeEditor.Apply(Fitted.Value, Edit("noise", logOdds: 2.5, from: 0.3333, to: 0.6667));
        var at = Rows.Columns.ToList().FindIndex(column => column.Name == "noise");
        var (was, now) = ((AdditiveModel)Plain().Parts[0].Model, (AdditiveModel)edited.Parts[0].Model);

        for (var row = 0; row < Rows.Rows; row++)
        {
            now.Maps[at]
                .PairBin[now.Maps[at].Bin(Rows.Columns[at], row)]
                .ShouldBe(was.Maps[at].PairBin[was.Maps[at].Bin(Rows.Columns[at], row)]);
        }

        now.Maps[at].PairBins.ShouldBe(was.Maps[at].PairBins);
    }

    [Fact]
    public void A_full_shape_refuses_a_range_within_one_bin_and_takes_one_between_its_own_cuts()
    {
        var at = Rows.Columns.ToList().FindIndex(column => column.Name == "noise");
        var cuts = ((AdditiveModel)Plain().Parts[0].Model).Maps[at].Cuts.ToArray();
        var gap = cuts[101] - cuts[100];

        (cuts.Length + 2).ShouldBeGreaterThanOrEqualTo(BinMap.MaxBins - 1);
        Should
            .Throw<ShapeEditException>(() =>
                ShapeEditor.Apply(
                    Fitted.Value,
                    Edit("noise", logOdds: 1, from: cuts[100] + 0.3 * gap, to: cuts[100] + 0.6 * gap)
                )
            )
            .Text.En.ShouldContain("wider");
        ShapeEditor
            .Apply(Fitted.Value, Edit("noise", logOdds: 1, from: cuts[100], to: cuts[101]))
            .Edits.Count.ShouldBe(1);
    }

    [Fact]
    public void A_level_and_the_missing_cells_are_set()
    {
        var edited = ShapeEditor.Apply(
            ShapeEditor.Apply(Fitted.Value, Edit("tier", logOdds: -1.5, level: "gold")),
            Edit("bend", logOdds: 0.25, level: "")
        );

        MainOf(edited, "tier", Cells(tier: "gold")).ShouldBe(-1.5, 1e-6);
        MainOf(edited, "bend", Cells(bend: Cell.Missing)).ShouldBe(0.25, 1e-6);
        edited.Edits.Count.ShouldBe(2);
    }

    [Fact]
    public void A_removed_feature_contributes_nothing()
    {
        var edited = ShapeEditor.Apply(Fitted.Value, Edit("left", logOdds: null));

        edited
            .Explain(Rows, [.. Enumerable.Range(0, 50)])
            .ShouldAllBe(why => why.Contributions.Single(one => one.Feature == "left").LogOdds == 0);
    }

    [Fact]
    public void Who_why_and_when_are_kept_in_the_file()
    {
        var edited = ShapeEditor.Apply(Fitted.Value, Edit("noise", logOdds: 0, from: 0.2));

        var read = ModelFile.Read(ModelFile.Write(edited));

        read.Edits.ShouldBe(edited.Edits);
        read.Score(Rows).LogOdds.ShouldBe(edited.Score(Rows).LogOdds);
        Encoding.UTF8.GetString(ModelFile.Write(Fitted.Value)).ShouldNotContain("edits");
    }

    [Theory]
    [InlineData("nose", 0.0, null, null, null, "A", "B")]
    [InlineData("tier", 0.0, null, null, null, "A", "B")]
    [InlineData("tier", 0.0, null, null, "platinum", "A", "B")]
    [InlineData("noise", 0.0, 0.5, 0.5, null, "A", "B")]
    [InlineData("noise", 0.0, double.NaN, null, null, "A", "B")]
    [InlineData("noise", 0.0, null, 1e39, null, "A", "B")]
    [InlineData("noise", 99.0, null, null, null, "A", "B")]
    [InlineData("noise", 0.0, null, null, null, " ", "B")]
    [InlineData("noise", 0.0, null, null, null, "A", "")]
    public void An_edit_that_makes_no_sense_is_refused(
        string feature,
        double logOdds,
        double? from,
        double? to,
        string? level,
        string author,
        string reason
    ) =>
        Should
            .Throw<ShapeEditException>(() =>
                ShapeEditor.Apply(Fitted.Value, new ShapeEdit(feature, logOdds, from, to, level, author, reason, Day))
            )
            .Text.Ja.ShouldNotBeEmpty();

    private static ShapeEdit Edit(
        string feature,
        double? logOdds,
        double? from = null,
        double? to = null,
        string? level = null
    ) => new(feature, logOdds, from, to, level, "Mori", "The pilot's customers are another kind.", Day);

    /// <summary>The additive part alone, with its interactions, unedited.</summary>
    private static ProbabilityModel Plain() =>
        new(
            Fitted.Value.Schema,
            Signal.Found,
            [Fitted.Value.Parts[1] with { Weight = 1 }],
            Platt.Identity,
            baseRate: 0.3
        );

    /// <summary>A feature's contribution less its half shares of interactions.</summary>
    private static double MainOf(ProbabilityModel model, string feature, Table row)
    {
        var additive = (AdditiveModel)model.Parts.Single().Model;
        var at = model.Schema.Features.ToList().FindIndex(one => one.Name == feature);
        return additive.Mains[at][additive.Maps[at].Bin(model.Schema.Align(row).Columns[at], 0)];
    }

    private static Table Cells(Cell? bend = null, string tier = "silver", double noise = 0.5) =>
        new TableBuilder()
            .Numeric("bend")
            .Category("tier")
            .Numeric("left")
            .Numeric("right")
            .Numeric("noise")
            .Add([bend ?? 0.1, tier, 1.0, 0.0, noise])
            .Build();
}
