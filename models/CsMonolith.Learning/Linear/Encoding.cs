using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Linear;

/// <summary>One column of the linear model's design: a standardised number, a missing indicator or a level.</summary>
/// <param name="Feature">Index of the feature in the schema.</param>
/// <param name="Role">What of the feature it carries.</param>
/// <param name="Code">Level's code, for <see cref="DesignRole.Level"/>.</param>
/// <param name="Mean">Training mean of the raw design column.</param>
/// <param name="Scale">Training standard deviation, above 0.</param>
/// <param name="Fill">Number that stands in for a missing one.</param>
internal sealed record DesignColumn(int Feature, DesignRole Role, int Code, double Mean, double Scale, double Fill)
{
    /// <summary>
    /// Numbers this many deviations out count as at the edge: one wild cell must not decide a forecast.
    /// </summary>
    public const double Edge = 12;

    /// <summary>
    /// The standardised cell: mean 0 over training rows, so a contribution is measured from the average row.
    /// </summary>
    public double At(Column column, int row) =>
        Role switch
        {
            DesignRole.Number => Math.Clamp(
                ((float.IsNaN(column.Numbers[row]) ? Fill : column.Numbers[row]) - Mean) / Scale,
                -Edge,
                Edge
            ),
            DesignRole.Missing => ((column.IsMissing(row) ? 1 : 0) - Mean) / Scale,
            _ => ((column.Codes[row] == Code ? 1 : 0) - Mean) / Scale,
        };
}

/// <summary>
/// What of a feature a design column carries. An unseen level has all level columns at zero: that is its place.
/// </summary>
internal enum DesignRole
{
    Number,
    Missing,
    Level,
}

/// <summary>Lays out the design of a linear model.</summary>
internal static class Design
{
    /// <summary>Rows that a level or a missing indicator needs on both sides to have a column.</summary>
    private const int MinRows = 5;

    /// <summary>Most level columns of one feature; the commonest are kept.</summary>
    private const int MaxLevels = 60;

    /// <summary>Columns for the given training rows; those without spread are left out.</summary>
    public static DesignColumn[] Of(Table aligned, int[] rows)
    {
        var columns = new List<DesignColumn>();
        for (var feature = 0; feature < aligned.Columns.Count; feature++)
        {
            var column = aligned.Columns[feature];
            if (column.Kind == ColumnKind.Numeric)
            {
                AddNumber(columns, feature, column, rows);
            }
            else
            {
                AddLevels(columns, feature, column, rows);
            }
        }

        return [.. columns];
    }

    private static void AddNumber(List<DesignColumn> columns, int feature, Column column, int[] rows)
    {
        var (sum, count) = (0.0, 0);
        foreach (var row in rows)
        {
            if (!column.IsMissing(row))
            {
                sum += column.Numbers[row];
                count++;
            }
        }

        if (count < MinRows)
        {
            return;
        }

        var mean = sum / count;
        var squares = 0.0;
        foreach (var row in rows)
        {
            squares += column.IsMissing(row) ? 0 : (column.Numbers[row] - mean) * (column.Numbers[row] - mean);
        }

        var scale = Math.Sqrt(squares / rows.Length);
        if (scale > 1e-9 * Math.Max(1, Math.Abs(mean)))
        {
            columns.Add(new DesignColumn(feature, DesignRole.Number, 0, mean, scale, mean));
        }

        AddIndicator(columns, feature, DesignRole.Missing, 0, rows.Length - count, rows.Length);
    }

    private static void AddLevels(List<DesignColumn> columns, int feature, Column column, int[] rows)
    {
        var counts = new int[column.Levels.Count];
        var missing = 0;
        foreach (var row in rows)
        {
            var code = column.Codes[row];
            missing += code == Column.Missing ? 1 : 0;
            if (code >= 0)
            {
                counts[code]++;
            }
        }

        AddIndicator(columns, feature, DesignRole.Missing, 0, missing, rows.Length);
        var kept = Enumerable
            .Range(0, counts.Length)
            .OrderByDescending(code => counts[code])
            .ThenBy(code => code)
            .Take(MaxLevels)
            .Order();
        foreach (var code in kept)
        {
            AddIndicator(columns, feature, DesignRole.Level, code, counts[code], rows.Length);
        }
    }

    private static void AddIndicator(
        List<DesignColumn> columns,
        int feature,
        DesignRole role,
        int code,
        int rows,
        int all
    )
    {
        if (rows < MinRows || all - rows < MinRows)
        {
            return;
        }

        var share = (double)rows / all;
        columns.Add(new DesignColumn(feature, role, code, share, Math.Sqrt(share * (1 - share)), 0));
    }
}
