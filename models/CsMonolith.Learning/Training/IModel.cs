using System.Text.Json;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Training;

/// <summary>A fitted model whose log-odds are an intercept plus one contribution of each feature, exactly.</summary>
/// <remarks>Implementations are immutable and may be used by many threads at once.</remarks>
public interface IModel
{
    /// <summary>Name of the kind of model, such as <c>additive</c>; model files hold it, so it never changes.</summary>
    string Kind { get; }

    /// <summary>Log-odds of a row whose contributions are all zero.</summary>
    double Intercept { get; }

    /// <summary>
    /// Adds <paramref name="weight"/> times each feature's contribution, in log-odds, to <paramref name="into"/>.
    /// </summary>
    /// <param name="aligned">A table in the form of the schema that the model was fitted to.</param>
    /// <param name="row">Row of that table.</param>
    /// <param name="weight">Factor, so that blends need no second buffer.</param>
    /// <param name="into">
    /// IN/OUT, shape (features,). An interaction is shared equally by its two features, as Shapley's value does.
    /// </param>
    void Contribute(Table aligned, int row, double weight, Span<double> into);

    /// <summary>
    /// Adds <paramref name="weight"/> times each row's log-odds less the intercept: the sum of its contributions, by
    /// the fastest means.
    /// </summary>
    /// <param name="aligned">A table in the form of the schema that the model was fitted to.</param>
    /// <param name="from">First row.</param>
    /// <param name="weight">Factor, so that blends need no second buffer.</param>
    /// <param name="into">IN/OUT, shape (rows,): rows from <paramref name="from"/> on. A row's result is the same to
    /// the bit whatever rows are scored with it.</param>
    void Score(Table aligned, int from, double weight, Span<double> into)
    {
        var contributions = new double[aligned.Columns.Count];
        for (var i = 0; i < into.Length; i++)
        {
            Array.Clear(contributions);
            Contribute(aligned, from + i, weight, contributions);
            foreach (var contribution in contributions)
            {
                into[i] += contribution;
            }
        }
    }

    /// <summary>Writes the properties of the model's JSON object, without the braces.</summary>
    void Write(Utf8JsonWriter json);
}
