namespace CsMonolith.Learning.Training;

/// <summary>A model fitted to all rows, and for each fold one that has not seen it.</summary>
/// <param name="Model">Fitted to all rows.</param>
/// <param name="FoldModels">Shape (folds,): the k-th was fitted without the rows of fold k.</param>
public sealed record CrossFit(IModel Model, IReadOnlyList<IModel> FoldModels);
