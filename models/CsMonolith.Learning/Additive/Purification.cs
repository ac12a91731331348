namespace CsMonolith.Learning.Additive;

/// <summary>
/// Moves out of an interaction what its single features explain, and out of a shape what the intercept explains.
/// </summary>
/// <remarks>
/// Lengerich, Tan, Chang, Hooker and Caruana, Purifying interaction effects with the functional ANOVA, AISTATS 2020,
/// algorithm 1: subtract weighted row and column means in turn until none is left. The sum of all terms is unchanged
/// for every cell.
/// </remarks>
internal static class Purification
{
    private const int MaxTurns = 100;
    private const double Enough = 1e-9;

    /// <summary>Purifies a grid in place.</summary>
    /// <param name="grid">IN/OUT, shape (across, along) row by row.</param>
    /// <param name="weights">Shape as the grid: training rows in each cell.</param>
    /// <param name="across">Bins of the first feature.</param>
    /// <param name="along">Bins of the second feature.</param>
    /// <param name="first">IN/OUT, shape (across,): receives what moves to the first feature.</param>
    /// <param name="second">IN/OUT, shape (along,): receives what moves to the second feature.</param>
    public static void Purify(
        Span<double> grid,
        ReadOnlySpan<double> weights,
        int across,
        int along,
        Span<double> first,
        Span<double> second
    )
    {
        for (var turn = 0; turn < MaxTurns; turn++)
        {
            var moved = Move(grid, weights, across, along, rowStride: along, stride: 1, first);
            moved = Math.Max(moved, Move(grid, weights, along, across, rowStride: 1, stride: along, second));
            if (moved < Enough)
            {
                return;
            }
        }
    }

    /// <summary>Moves the weighted mean of a shape out of it.</summary>
    /// <returns>The mean, to be added to the intercept.</returns>
    public static double Centre(Span<double> shape, ReadOnlySpan<double> weights)
    {
        var (sum, weight) = (0.0, 0.0);
        for (var i = 0; i < shape.Length; i++)
        {
            sum += shape[i] * weights[i];
            weight += weights[i];
        }

        var mean = weight > 0 ? sum / weight : 0;
        for (var i = 0; i < shape.Length; i++)
        {
            shape[i] -= mean;
        }

        return mean;
    }

    private static double Move(
        Span<double> grid,
        ReadOnlySpan<double> weights,
        int rows,
        int columns,
        int rowStride,
        int stride,
        Span<double> into
    )
    {
        var largest = 0.0;
        for (var row = 0; row < rows; row++)
        {
            var (sum, weight) = (0.0, 0.0);
            for (var column = 0; column < columns; column++)
            {
                var cell = row * rowStride + column * stride;
                sum += grid[cell] * weights[cell];
                weight += weights[cell];
            }

            if (weight <= 0)
            {
                continue;
            }

            var mean = sum / weight;
            into[row] += mean;
            largest = Math.Max(largest, Math.Abs(mean));
            for (var column = 0; column < columns; column++)
            {
                grid[row * rowStride + column * stride] -= mean;
            }
        }

        return largest;
    }
}
