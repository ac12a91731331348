using System.Numerics;
using System.Runtime.Intrinsics;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Linear;

/// <summary>
/// Rows of a linear model's design, kept as what they are: a number as it stands, all levels of a feature as one place
/// a row.
/// </summary>
/// <remarks>
/// Sums over rows then cost as much as there are features, not as there are levels: products of two features' levels
/// are counts in a table, and centring and scaling are undone in the sums. Its slow twin is
/// <see cref="DesignColumn.At"/>, cell by cell.
/// </remarks>
internal sealed class DesignRows
{
    private const int Wide = 4;

    private readonly Number[] _numbers;
    private readonly Levels[] _levels;
    private readonly Vector256<double>[] _weighted;
    private readonly Vector256<double>[] _sums;

    private DesignRows(int rows, int columns, Number[] numbers, Levels[] levels)
    {
        (Rows, Columns, _numbers, _levels) = (rows, columns, numbers, levels);
        _weighted = new Vector256<double>[rows];
        _sums = new Vector256<double>[levels.Length == 0 ? 0 : levels.Max(one => one.Count)];
    }

    public int Rows { get; }

    /// <summary>Columns of the design.</summary>
    public int Columns { get; }

    /// <summary>Standardised numbers alone, shape (columns,) of (rows,).</summary>
    public static DesignRows Of(double[][] numbers, int rows) =>
        new(rows, numbers.Length, [.. numbers.Select((values, column) => new Number(column, values))], []);

    /// <summary>Some rows of a table. O(rows × columns of the table).</summary>
    public static DesignRows Of(DesignColumn[] design, Table aligned, int[] rows)
    {
        var numbered = design.Select((part, column) => (Part: part, Column: column)).ToArray();
        return new DesignRows(
            rows.Length,
            design.Length,
            [
                .. numbered
                    .Where(one => one.Part.Role == DesignRole.Number)
                    .Select(one => new Number(
                        one.Column,
                        Array.ConvertAll(rows, row => one.Part.At(aligned.Columns[one.Part.Feature], row))
                    )),
            ],
            [
                .. numbered
                    .Where(one => one.Part.Role != DesignRole.Number)
                    .GroupBy(one => one.Part.Feature)
                    .Select(ofFeature =>
                        LevelsOf(
                            [.. ofFeature.Select(one => one.Part)],
                            [.. ofFeature.Select(one => one.Column)],
                            aligned.Columns[ofFeature.Key],
                            rows
                        )
                    ),
            ]
        );
    }

    /// <summary>Shape (rows,): intercept + x·β. O(rows × features).</summary>
    /// <param name="coefficients">Shape (columns + 1,): the intercept last.</param>
    public double[] Scores(ReadOnlySpan<double> coefficients)
    {
        var constant = coefficients[^1];
        foreach (var levels in _levels)
        {
            for (var i = 1; i < levels.Count; i++)
            {
                constant -= coefficients[levels.Columns[i]] * levels.Means[i] / levels.Scales[i];
            }
        }

        var scores = new double[Rows];
        Array.Fill(scores, constant);
        foreach (var number in _numbers)
        {
            if (coefficients[number.Column] != 0)
            {
                AddTimes(scores, number.Values, coefficients[number.Column]);
            }
        }

        var values = new double[byte.MaxValue + 1];
        foreach (var levels in _levels)
        {
            for (var i = 1; i < levels.Count; i++)
            {
                values[i] = coefficients[levels.Columns[i]] / levels.Scales[i];
            }

            for (var row = 0; row < scores.Length; row++)
            {
                scores[row] += values[levels.Places[row]];
            }
        }

        return scores;
    }

    /// <summary>
    /// Sums of each column times <paramref name="factors"/>, shape (columns + 1,), the intercept's last. O(rows ×
    /// features).
    /// </summary>
    public void Project(ReadOnlySpan<double> factors, Span<double> into)
    {
        var all = Sum(factors);
        into[Columns] = all;
        foreach (var number in _numbers)
        {
            into[number.Column] = Dot(factors, number.Values);
        }

        Span<double> sums = stackalloc double[byte.MaxValue + 1];
        foreach (var levels in _levels)
        {
            SumByPlace(factors, levels, sums);
            for (var i = 1; i < levels.Count; i++)
            {
                into[levels.Columns[i]] = (sums[i] - levels.Means[i] * all) / levels.Scales[i];
            }
        }
    }

    /// <summary>Σ w·x·xᵀ, shape (columns + 1, columns + 1), the intercept last. O(rows × features²).</summary>
    public void Gram(ReadOnlySpan<double> weights, double[][] into)
    {
        var edge = new double[Columns + 1];
        Project(weights, edge);
        for (var i = 0; i <= Columns; i++)
        {
            into[i][Columns] = edge[i];
            into[Columns][i] = edge[i];
        }

        for (var from = 0; from < _numbers.Length; from += Wide)
        {
            Weigh(weights, from);
            AddNumbers(from, into);
            foreach (var levels in _levels)
            {
                AddNumbersByLevel(from, levels, edge, into);
            }
        }

        var counts = new double[(byte.MaxValue + 1) * (byte.MaxValue + 1)];
        for (var a = 0; a < _levels.Length; a++)
        {
            for (var b = 0; b <= a; b++)
            {
                AddLevels(weights, _levels[a], _levels[b], edge, counts, into);
            }
        }
    }

    /// <summary>Adds <paramref name="times"/> × <paramref name="what"/>, element by element.</summary>
    public static void AddTimes(Span<double> to, ReadOnlySpan<double> what, double times)
    {
        what = what[..to.Length];
        var factor = new Vector<double>(times);
        var i = 0;
        for (; i <= to.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            (new Vector<double>(to[i..]) + new Vector<double>(what[i..]) * factor).CopyTo(to[i..]);
        }

        for (; i < to.Length; i++)
        {
            to[i] += what[i] * times;
        }
    }

    private static Levels LevelsOf(DesignColumn[] parts, int[] columns, Column column, int[] rows)
    {
        // Place 0 is that of all cells without a column: the unseen, the rare, and numbers that are there.
        var placeOf = new byte[column.Levels.Count];
        byte missing = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i].Role == DesignRole.Missing)
            {
                missing = (byte)(i + 1);
            }
            else
            {
                placeOf[parts[i].Code] = (byte)(i + 1);
            }
        }

        var isText = column.Kind == ColumnKind.Category;
        var places = Array.ConvertAll(
            rows,
            row =>
                column.IsMissing(row) ? missing
                : isText && column.Codes[row] is var code and >= 0 ? placeOf[code]
                : (byte)0
        );
        return new Levels(
            [-1, .. columns],
            places,
            [0, .. parts.Select(part => part.Mean)],
            [1, .. parts.Select(part => part.Scale)]
        );
    }

    private void Weigh(ReadOnlySpan<double> weights, int from)
    {
        var (a, b, c, d) = (Values(0), Values(1), Values(2), Values(3));
        for (var row = 0; row < _weighted.Length; row++)
        {
            _weighted[row] = weights[row] * Vector256.Create(a[row], b[row], c[row], d[row]);
        }

        // Lanes beyond the last number repeat it; nobody reads them.
        double[] Values(int lane) => _numbers[Math.Min(from + lane, _numbers.Length - 1)].Values;
    }

    // Four numbers against each number up to the last of the four.
    private void AddNumbers(int from, double[][] into)
    {
        var last = Math.Min(from + Wide, _numbers.Length);
        for (var other = 0; other < last; other++)
        {
            var values = _numbers[other].Values.AsSpan(0, _weighted.Length);
            var (even, odd) = (Vector256<double>.Zero, Vector256<double>.Zero);
            var row = 0;
            for (; row < values.Length - 1; row += 2)
            {
                even += _weighted[row] * values[row];
                odd += _weighted[row + 1] * values[row + 1];
            }

            if (row < values.Length)
            {
                even += _weighted[row] * values[row];
            }

            even += odd;
            for (var i = Math.Max(from, other); i < last; i++)
            {
                Put(into, _numbers[i].Column, _numbers[other].Column, even[i - from]);
            }
        }
    }

    private void AddNumbersByLevel(int from, Levels levels, double[] edge, double[][] into)
    {
        var sums = _sums.AsSpan(0, levels.Count);
        sums.Clear();
        var places = levels.Places.AsSpan(0, _weighted.Length);
        for (var row = 0; row < places.Length; row++)
        {
            sums[places[row]] += _weighted[row];
        }

        for (var i = from; i < Math.Min(from + Wide, _numbers.Length); i++)
        {
            for (var place = 1; place < levels.Count; place++)
            {
                var sum = sums[place][i - from] - levels.Means[place] * edge[_numbers[i].Column];
                Put(into, _numbers[i].Column, levels.Columns[place], sum / levels.Scales[place]);
            }
        }
    }

    // The edge holds Σ w·x, so Σ w·x·y of centred columns is the count less mean × edge, one side at a time.
    private static void AddLevels(
        ReadOnlySpan<double> weights,
        Levels first,
        Levels second,
        double[] edge,
        double[] counts,
        double[][] into
    )
    {
        var along = second.Count;
        Array.Clear(counts, 0, first.Count * along);
        var a = first.Places.AsSpan(0, weights.Length);
        var b = second.Places.AsSpan(0, weights.Length);
        for (var row = 0; row < weights.Length; row++)
        {
            counts[a[row] * along + b[row]] += weights[row];
        }

        for (var i = 1; i < first.Count; i++)
        {
            var ofFirst = Sum(counts.AsSpan(i * along, along));
            for (var j = 1; j < along; j++)
            {
                var left = (counts[i * along + j] - second.Means[j] * ofFirst) / second.Scales[j];
                Put(
                    into,
                    first.Columns[i],
                    second.Columns[j],
                    (left - first.Means[i] * edge[second.Columns[j]]) / first.Scales[i]
                );
            }
        }
    }

    private static void SumByPlace(ReadOnlySpan<double> factors, Levels levels, Span<double> sums)
    {
        sums[..levels.Count].Clear();
        var places = levels.Places.AsSpan(0, factors.Length);
        for (var row = 0; row < places.Length; row++)
        {
            sums[places[row]] += factors[row];
        }
    }

    private static void Put(double[][] into, int i, int j, double value)
    {
        into[i][j] = value;
        into[j][i] = value;
    }

    private static double Sum(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum;
    }

    // Four fixed lanes: a wider processor must not change the order of the additions.
    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sum = Vector256<double>.Zero;
        var i = 0;
        for (; i <= a.Length - Wide; i += Wide)
        {
            sum += Vector256.Create(a.Slice(i, Wide)) * Vector256.Create(b.Slice(i, Wide));
        }

        var total = sum[0] + sum[1] + (sum[2] + sum[3]);
        for (; i < a.Length; i++)
        {
            total += a[i] * b[i];
        }

        return total;
    }

    /// <param name="Column">Column of the design.</param>
    /// <param name="Values">Shape (rows,): standardised.</param>
    private sealed record Number(int Column, double[] Values);

    /// <param name="Columns">
    /// Shape (places,): column of the design of each place; −1 for the first, which has none.
    /// </param>
    /// <param name="Places">Shape (rows,).</param>
    /// <param name="Means">Shape (places,).</param>
    /// <param name="Scales">Shape (places,).</param>
    private sealed record Levels(int[] Columns, byte[] Places, double[] Means, double[] Scales)
    {
        public int Count => Columns.Length;
    }
}
