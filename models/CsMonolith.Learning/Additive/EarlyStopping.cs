namespace CsMonolith.Learning.Additive;

/// <summary>
/// Early stopping: keeps the best state so far by the loss on left-out rows, and restores it when boosting ends.
/// </summary>
internal sealed class EarlyStopping
{
    private readonly float[][] _live;
    private readonly float[][] _best;
    private readonly BinnedRows[] _rows;
    private readonly float[][] _scores;
    private double _loss;
    private int _since = -1;

    public EarlyStopping(float[][] terms, params BinnedRows[] rows)
    {
        (_live, _rows) = (terms, rows);
        _best = [.. terms.Select(term => term.ToArray())];
        _scores = [.. rows.Select(part => part.Scores.ToArray())];
        _loss = rows[^1].Loss();
    }

    public bool Stops(double loss, int round, int patience)
    {
        if (loss < _loss)
        {
            (_loss, _since) = (loss, round);
            Copy(_live, _best);
            Copy([.. _rows.Select(part => part.Scores)], _scores);
        }

        return round - _since >= patience;
    }

    public void Restore()
    {
        Copy(_best, _live);
        Copy(_scores, [.. _rows.Select(part => part.Scores)]);
    }

    private static void Copy(float[][] from, float[][] to)
    {
        for (var i = 0; i < from.Length; i++)
        {
            from[i].CopyTo(to[i], 0);
        }
    }
}
