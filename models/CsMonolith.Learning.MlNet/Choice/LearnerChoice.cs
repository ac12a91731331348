using CsMonolith.Learning.MlNet.Reference;
using CsMonolith.Learning.MlNet.Training;

namespace CsMonolith.Learning.MlNet.Choice;

/// <summary>The learners that a training may be asked for by name.</summary>
public static class LearnerChoice
{
    /// <summary>The library's learners, with ML.NET's reference beside them: the default.</summary>
    public const string Auto = "auto";

    private static readonly MlNetTrainer[] Alone = [new LightGbmTrainer(), new FastTreeTrainer()];

    /// <summary><c>auto</c>, <c>mlnet-lightgbm</c> and <c>mlnet-fasttree</c>.</summary>
    public static IReadOnlyList<string> Names { get; } = [Auto, .. Alone.Select(trainer => trainer.Name)];

    /// <summary>
    /// The trainer of that name. A learner of ML.NET is used alone: it is its own second opinion, so no reference
    /// stands beside it. Where LightGBM cannot be loaded the automatic choice goes without a reference, too: see
    /// <see cref="Lacking"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The name is none of <see cref="Names"/>.</exception>
    public static AutoTrainer Of(string name) =>
        name == Auto ? new AutoTrainer(AutoTrainer.Learners, LightGbmTrainer.IsAvailable ? new MlNetReference() : null)
        : Array.Find(Alone, trainer => trainer.Name == name) is { } alone ? new AutoTrainer([alone])
        : throw new ArgumentOutOfRangeException(nameof(name), name, $"Choose one of {string.Join(", ", Names)}.");

    /// <summary>What a training by that learner lacks on this machine, with the remedy; null if nothing.</summary>
    public static LocalizedText? Lacking(string name) =>
        LightGbmTrainer.IsAvailable || (name != Auto && name != Alone[0].Name)
            ? null
            : new(
                "ML.NET's LightGBM cannot be loaded on this machine, so there is no second opinion on the model. On "
                    + "Debian: apt-get install libgomp1.",
                "このマシンでは ML.NET の LightGBM を読み込めないため、参照モデルによる確認ができません。Debian では apt-get install libgomp1 を実行してください。"
            );
}
