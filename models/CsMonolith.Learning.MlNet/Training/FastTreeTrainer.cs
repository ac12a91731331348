using CsMonolith.Learning.MlNet.Encoding;
using Microsoft.ML;
using Microsoft.ML.Trainers.FastTree;

namespace CsMonolith.Learning.MlNet.Training;

/// <summary>
/// ML.NET's own boosted trees: FastTree, an implementation of MART (Friedman, Annals of Statistics 29, 2001).
/// </summary>
public sealed class FastTreeTrainer : MlNetTrainer
{
    /// <inheritdoc/>
    public override string Name => "mlnet-fasttree";

    // Its threads belong to the process, not to a fit.
    private protected override bool SideBySide => false;

    private protected override IPredictionTransformer<object> Fit(
        MLContext context,
        IDataView encoded,
        int rows,
        int seed
    ) =>
        context
            .BinaryClassification.Trainers.FastTree(
                new FastTreeBinaryTrainer.Options
                {
                    LabelColumnName = EncodedRows.Label,
                    FeatureColumnName = EncodedRows.Features,
                    ExampleWeightColumnName = EncodedRows.Weight,
                    NumberOfTrees = 150,
                    LearningRate = 0.05,
                    NumberOfLeaves = 8,
                    MinimumExampleCountPerLeaf = 20,
                    Seed = seed,
                    FeatureSelectionSeed = seed,
                    NumberOfThreads = 1,
                }
            )
            .Fit(encoded);
}
