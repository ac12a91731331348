using System.Runtime.InteropServices;
using CsMonolith.Learning.MlNet.Encoding;
using Microsoft.ML;
using Microsoft.ML.Trainers.LightGbm;

namespace CsMonolith.Learning.MlNet.Training;

/// <summary>LightGBM as ML.NET runs it: Ke and others, NIPS 2017.</summary>
public sealed class LightGbmTrainer : MlNetTrainer
{
    /// <inheritdoc/>
    public override string Name => "mlnet-lightgbm";

    /// <summary>
    /// Whether this machine has what LightGBM's native library needs; on Linux that is OpenMP's <c>libgomp.so.1</c>.
    /// </summary>
    public static bool IsAvailable { get; } =
        NativeLibrary.TryLoad("lib_lightgbm", typeof(LightGbmBinaryTrainer).Assembly, searchPath: null, out _);

    private protected override bool SideBySide => true;

    private protected override IPredictionTransformer<object> Fit(
        MLContext context,
        IDataView encoded,
        int rows,
        int seed
    ) =>
        context
            .BinaryClassification.Trainers.LightGbm(
                new LightGbmBinaryTrainer.Options
                {
                    LabelColumnName = EncodedRows.Label,
                    FeatureColumnName = EncodedRows.Features,
                    ExampleWeightColumnName = EncodedRows.Weight,
                    NumberOfIterations = 100,
                    LearningRate = 0.075,
                    NumberOfLeaves = 15,
                    MinimumExampleCountPerLeaf = 20,
                    UseCategoricalSplit = false,
                    HandleMissingValue = false,
                    Seed = seed,
                    NumberOfThreads = 1,
                    Deterministic = true,
                    ForceColumnWise = true,
                    Booster = new GradientBooster.Options { L2Regularization = 1 },
                }
            )
            .Fit(encoded);
}
