using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Tests;

/// <summary>A public table and a repeat of its published folds.</summary>
internal sealed class PublicFolds(string name, string repeat)
{
    /// <summary>
    /// The mark of a row whose outcome overlaps the time of the test rows: it is neither learned from nor scored.
    /// </summary>
    private const int Embargoed = -2;

    private readonly Table _table = CsvTable.Read(SharedData.Path($"{name}.csv"), new CsvLayout("churned")).Table;
    private readonly double[] _of =
    [
        .. CsvTable.Read(SharedData.Path($"folds/{name}.csv"), new CsvLayout()).Table.Find(repeat)!.Numbers,
    ];

    /// <summary>What is learned from and what is scored when a fold is held out.</summary>
    public (Table Training, Table Test) Hold(int fold) =>
        (Rows(of => of != fold && of > Embargoed), Rows(of => of == fold));

    private Table Rows(Func<double, bool> are) =>
        _table.Take([.. Enumerable.Range(0, _table.Rows).Where(row => are(_of[row]))]);
}
