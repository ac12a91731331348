namespace CsMonolith.Learning.MlNet.Encoding;

/// <summary>
/// How the cells of a table become the numbers that ML.NET's trees are grown on. Learned from training rows alone.
/// </summary>
/// <remarks>
/// A number stays as it is; empty cells get a number below all others and a slot that says so, or the median where no
/// training row is empty. A category of few levels has a slot of 0 and 1 for each that a training row has, one slot
/// where there are two; a slot that never changes could not be asked about, and a second that says the same would only
/// be read. A category of many levels is ordered by their shares of outcomes, as Fisher (JASA 53, 1958) showed that the
/// best parting of levels is one of this order. Shares are drawn towards the mean, so that a level of few rows is not
/// taken at its word. The missing and the unseen have places as every level has.
/// </remarks>
internal sealed class SlotEncoding
{
    /// <summary>Most levels of a category that has a slot for each.</summary>
    private const int MaxOneHot = 10;

    /// <summary>Rows of the mean that each level's share of outcomes is mixed with.</summary>
    private const double PriorRows = 10;

    private readonly Slot[] _slots;

    private SlotEncoding(Slot[] slots) => _slots = slots;

    /// <summary>The slots, those of one feature side by side.</summary>
    public IReadOnlyList<Slot> Slots => _slots;

    /// <summary>Learns the encoding. O(rows × features).</summary>
    /// <param name="aligned">Labelled rows in the form of their schema.</param>
    /// <param name="rows">The training rows among them.</param>
    public static SlotEncoding Of(Table aligned, int[] rows) =>
        new([
            .. aligned.Columns.SelectMany(
                (column, feature) =>
                    column.Kind == ColumnKind.Numeric
                        ? Numbers(feature, column, rows)
                        : Codes(feature, column, rows, aligned)
            ),
        ]);

    /// <summary>Shape (slots,): the column that each slot is made from.</summary>
    /// <param name="aligned">A table in the form of the schema.</param>
    public Column[] ColumnsOf(Table aligned) => Array.ConvertAll(_slots, slot => aligned.Columns[slot.Feature]);

    /// <summary>Fills a row's slots. O(slots), no allocation.</summary>
    /// <param name="columns">Of <see cref="ColumnsOf"/>.</param>
    /// <param name="row">Row of those columns.</param>
    /// <param name="into">OUT, shape (slots,).</param>
    public void Fill(Column[] columns, int row, Span<float> into)
    {
        for (var i = 0; i < into.Length; i++)
        {
            into[i] = _slots[i].Of(columns[i], row);
        }
    }

    private static IEnumerable<Slot> Numbers(int feature, Column column, int[] rows)
    {
        var known = Array.FindAll(Array.ConvertAll(rows, row => column.Numbers[row]), number => !float.IsNaN(number));
        Array.Sort(known);
        if (known.Length == rows.Length)
        {
            return [new NumberSlot(feature, known[known.Length / 2])];
        }

        var below = known.Length == 0 ? 0 : known[0] - Math.Max(1f, known[^1] - (double)known[0]);
        return [new NumberSlot(feature, (float)Math.Max(below, float.MinValue)), new MissingSlot(feature)];
    }

    private static IEnumerable<Slot> Codes(int feature, Column column, int[] rows, Table aligned)
    {
        var places = column.Levels.Count - Column.Unseen;
        if (column.Levels.Count <= MaxOneHot)
        {
            var had = new bool[places];
            foreach (var row in rows)
            {
                had[column.Codes[row] - Column.Unseen] = true;
            }

            int[] those = [.. Enumerable.Range(0, places).Where(place => had[place])];
            return (those.Length == 2 ? those[..1] : those).Select(one => new CodeSlot(
                feature,
                [.. Enumerable.Range(0, places).Select(place => place == one ? 1f : 0f)]
            ));
        }

        var (all, outcomes) = (new double[places], new double[places]);
        foreach (var row in rows)
        {
            var weight = aligned.Weights.Length > 0 ? aligned.Weights[row] : 1;
            all[column.Codes[row] - Column.Unseen] += weight;
            outcomes[column.Codes[row] - Column.Unseen] += aligned.Labels[row] ? weight : 0;
        }

        var mean = outcomes.Sum() / all.Sum();
        var prior = PriorRows * all.Sum() / rows.Length;
        return
        [
            new CodeSlot(
                feature,
                [.. Enumerable.Range(0, places).Select(i => (float)((outcomes[i] + prior * mean) / (all[i] + prior)))]
            ),
        ];
    }
}
