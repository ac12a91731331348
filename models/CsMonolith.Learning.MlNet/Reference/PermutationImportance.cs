using CsMonolith.Learning.MlNet.Views;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace CsMonolith.Learning.MlNet.Reference;

/// <summary>Permutation feature importance as ML.NET measures it, on rows that the models have not seen.</summary>
internal static class PermutationImportance
{
    private const string Cells = "Cells";
    private const string Label = "Label";
    private const int Permutations = 3;

    /// <summary>Measures every feature. O(features × rows × model).</summary>
    /// <param name="rows">Labelled rows with both outcomes.</param>
    /// <param name="models">Shape (models,), as the rows count them.</param>
    /// <param name="seed">Seed of the permutations.</param>
    /// <returns>By falling importance.</returns>
    public static IReadOnlyList<FactorImportance> Of(
        HeldOutRows rows,
        IReadOnlyList<ProbabilityModel> models,
        ulong seed
    )
    {
        var context = new MLContext((int)(seed % int.MaxValue));
        var columns = rows.Table.Columns;
        var view = new RowsView(
            rows.Table.Rows,
            [
                ViewColumn.Vector(
                    Cells,
                    columns.Count,
                    (at, into) =>
                    {
                        for (var i = 0; i < into.Length; i++)
                        {
                            into[i] =
                                columns[i].Kind == ColumnKind.Numeric ? columns[i].Numbers[at] : columns[i].Codes[at];
                        }
                    }
                ),
                ViewColumn.Flag(Label, at => rows.Table.Labels[at]),
            ]
        );
        var measured = context.BinaryClassification.PermutationFeatureImportance(
            new Scorer(rows, models),
            view,
            Label,
            useFeatureWeightFilter: false,
            numberOfExamplesToUse: null,
            Permutations
        );
        return
        [
            .. measured
                .Select(
                    (change, i) =>
                        new FactorImportance(
                            columns[i].Name,
                            -change.AreaUnderRocCurve.Mean,
                            change.AreaUnderRocCurve.StandardError
                        )
                )
                .OrderByDescending(one => one.AucDrop)
                .ThenBy(one => one.Feature, StringComparer.Ordinal),
        ];
    }

    /// <summary>Scores vectors of cells: numbers as they are, categories by their code.</summary>
    private sealed class Scorer(HeldOutRows rows, IReadOnlyList<ProbabilityModel> models)
        : ISingleFeaturePredictionTransformer<HeldOutRows>
    {
        public string FeatureColumnName => Cells;

        public DataViewType FeatureColumnType =>
            new VectorDataViewType(NumberDataViewType.Single, rows.Table.Columns.Count);

        public HeldOutRows Model => rows;

        public bool IsRowToRowMapper => false;

        public IDataView Transform(IDataView input)
        {
            var cells = CellsOf(input);
            var logOdds = rows.LogOdds(
                models,
                new Table([
                    .. rows.Table.Columns.Select(
                        (column, i) =>
                            column.Kind == ColumnKind.Numeric
                                ? Column.Numeric(column.Name, cells[i])
                                : Column.Category(
                                    column.Name,
                                    Array.ConvertAll(cells[i], code => (int)code),
                                    column.Levels
                                )
                    ),
                ])
            );
            return new RowsView(
                logOdds.Length,
                [
                    ViewColumn.Flag(Label, at => rows.Table.Labels[at]),
                    ViewColumn.Number("Score", at => (float)logOdds[at]),
                    ViewColumn.Flag("PredictedLabel", at => logOdds[at] > 0),
                ]
            );
        }

        public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => throw NotAPipeline();

        public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => throw NotAPipeline();

        public void Save(ModelSaveContext ctx) => throw NotAPipeline();

        private static NotSupportedException NotAPipeline() => new("Made to be measured, not to stand in a pipeline.");

        private float[][] CellsOf(IDataView input)
        {
            float[][] cells = [.. rows.Table.Columns.Select(_ => new float[rows.Table.Rows])];
            var column = input.Schema[Cells];
            using var cursor = input.GetRowCursor([column]);
            var read = cursor.GetGetter<VBuffer<float>>(column);
            var vector = default(VBuffer<float>);
            for (var row = 0; cursor.MoveNext(); row++)
            {
                read(ref vector);
                foreach (var (feature, cell) in vector.Items(all: true))
                {
                    cells[feature][row] = cell;
                }
            }

            return cells;
        }
    }
}
