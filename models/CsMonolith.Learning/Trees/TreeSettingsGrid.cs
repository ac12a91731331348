namespace CsMonolith.Learning.Trees;

/// <summary>The tree settings that are tried for a table of a given size, and the budget of the trial.</summary>
internal static class TreeSettingsGrid
{
    /// <summary>
    /// Rows × features × trees × folds that a choice among settings may cost: some 40 seconds of one core.
    /// </summary>
    public const double Budget = 8e9;

    /// <summary>Default settings for a number of rows: small steps and small leaves where rows are few.</summary>
    public static TreeSettings DefaultsFor(int rows) =>
        rows switch
        {
            <= 20_000 => new TreeSettings
            {
                Rate = 0.04,
                Leaves = 12,
                MinLeafRows = Math.Clamp(rows / 200, 3, 20),
                L2 = 2,
                RowShare = 0.8,
                ColumnShare = 0.6,
                Rounds = 800,
            },
            <= 50_000 => new TreeSettings
            {
                Rate = 0.05,
                Leaves = 24,
                MinLeafRows = 20,
                L2 = 2,
                RowShare = 0.8,
                ColumnShare = 0.7,
            },
            <= 200_000 => new TreeSettings
            {
                Rate = 0.1,
                Leaves = 24,
                MinLeafRows = 20,
                L2 = 2,
                RowShare = 0.8,
                ColumnShare = 0.7,
                Rounds = 300,
                Patience = 25,
            },
            _ => new TreeSettings
            {
                Rate = 0.1,
                Leaves = 48,
                MinLeafRows = 50,
                L2 = 2,
                ColumnShare = 0.8,
                Rounds = 300,
                Patience = 20,
            },
        };

    /// <summary>
    /// All settings that are tried: the defaults, one with few interactions, two with many, and one without sampling.
    /// </summary>
    public static TreeSettings[] For(int rows)
    {
        var usual = DefaultsFor(rows);
        var small = Math.Max(usual.MinLeafRows / 4, 3);
        return
        [
            usual,
            usual with
            {
                Leaves = 4,
                Rate = usual.Rate * 1.5,
                MinLeafRows = 10,
                L2 = 5,
                ColumnShare = 0.4,
            },
            usual with
            {
                Leaves = usual.Leaves * 5 / 3,
                MinLeafRows = small,
                L2 = 1,
                ColumnShare = 0.7,
            },
            usual with
            {
                Leaves = usual.Leaves * 5 / 2,
                MinLeafRows = small,
                L2 = 1,
                ColumnShare = 0.6,
            },
            usual with
            {
                Leaves = usual.Leaves * 5 / 2,
                MinLeafRows = 20,
                L2 = 0.1,
                RowShare = 1,
                ColumnShare = 1,
                Rate = usual.Rate * 1.5,
            },
        ];
    }

    /// <summary>
    /// Folds by which the candidates are judged: all where that is cheap, fewer within the budget, none where one is
    /// too much.
    /// </summary>
    public static int JudgedFolds(int rows, int features, int folds, double budget = Budget)
    {
        var ofOneFold = For(rows).Sum(settings => (double)settings.Rounds * rows * features);
        return Math.Min(folds, (int)(budget / ofOneFold));
    }

    /// <summary>Trees of a whole fit with its choice, if no fit stops early.</summary>
    public static int TreesOf(int rows, int features, int folds)
    {
        var judged = JudgedFolds(rows, features, folds);
        return judged * For(rows).Sum(settings => settings.Rounds) + (folds - judged + 1) * DefaultsFor(rows).Rounds;
    }
}
