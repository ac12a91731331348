using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;

namespace CsMonolith.Learning.Tests.Training;

public sealed class PublicTablesTests
{
    /// <summary>One fold of each table with a small margin over the best single peer's mean: a guard against a loss of accuracy, not the measurement.</summary>
    [SharedDataTheory]
    [InlineData("telco_ibm", "r0", 0, 0.430)]
    [InlineData("bank", "r0", 0, 0.350)]
    [InlineData("attrition_ibm", "r0", 0, 0.350)]
    [InlineData("iranian_dedup", "r0", 0, 0.130)]
    [InlineData("ravenstack_b2b", "temporal", 0, 0.6223)]
    public void The_default_training_reaches_the_best_peers(string name, string repeat, int fold, double logLoss)
    {
        var table = CsvTable.Read(SharedData.Path($"{name}.csv"), new CsvLayout("churned")).Table;
        var of = CsvTable.Read(SharedData.Path($"folds/{name}.csv"), new CsvLayout()).Table.Find(repeat)!.Numbers.ToArray();
        var test = table.Take([.. Enumerable.Range(0, table.Rows).Where(row => of[row] == fold)]);
        var training = table.Take([.. Enumerable.Range(0, table.Rows).Where(row => of[row] != fold && of[row] >= -1)]);

        var model = new AutoTrainer().Train(training).Model;

        Metrics.LogLoss(model.Score(test).Probabilities, test.Labels).ShouldBeLessThan(logLoss);
    }
}
