using CsMonolith.Cli.Input;
using CsMonolith.Cli.Output;
using CsMonolith.Learning.Models;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Cli.Evaluation;

/// <summary>Forecasts of the same rows by several models, the first of which the others are held against.</summary>
/// <param name="Names">What each model is called.</param>
/// <param name="Probabilities">Shape (models) of (rows,).</param>
/// <param name="Labels">Shape (rows,).</param>
/// <param name="Groups">Shape (rows,) or empty.</param>
/// <param name="Values">Shape (rows,): what each row is worth; empty counts outcomes.</param>
/// <param name="Worth">What the values are.</param>
/// <param name="Segments">Columns whose levels are compared one by one, each with its level by row.</param>
internal sealed record ComparedRows(
    string[] Names,
    double[][] Probabilities,
    bool[] Labels,
    string[] Groups,
    double[] Values,
    string Worth,
    IReadOnlyList<(string Column, string[] Levels)> Segments
)
{
    public const string Outcomes = "outcomes";
    private const int MostSegmentLevels = 12;
    private const int MostSegmentColumns = 6;
    private const int FewestOfFoundLevel = 10;

    /// <summary>
    /// Fewest rows of a level that is printed. Of a column named by --by every level is printed; of columns found
    /// automatically, levels with fewer rows are left out as noise.
    /// </summary>
    public int FewestOfLevel { get; init; } = 1;

    /// <summary>Registered models whose rows they may have learned from, with how many of the rows those are.</summary>
    public IReadOnlyList<(string Version, DateOnly TrainedTo, int Rows)> Seen { get; init; } = [];

    /// <summary>Forecasts of a registered model; one that cannot score these columns is named.</summary>
    public static double[] Scored(string name, ProbabilityModel model, Table table, CancellationToken cancellation)
    {
        try
        {
            return model.Score(table, cancellation).Probabilities;
        }
        catch (SchemaException refused)
        {
            throw new CliException(
                ExitCode.Data,
                new(
                    $"{name} cannot score these rows: {refused.Text.En} Compare on rows that have the column, by "
                        + $"--on FILE.csv --label COL, or train the run from a newer churn pull.",
                    $"{name} はこれらの行を評価できません:{refused.Text.Ja}この列を含むファイルを --on FILE.csv --label 列 で指定するか、churn "
                        + $"pull し直したデータで学習してください。"
                )
            );
        }
    }

    /// <summary>Every column of few levels, or the one that was asked for.</summary>
    public static IReadOnlyList<(string Column, string[] Levels)> SegmentsOf(
        Table rows,
        string? by,
        IReadOnlyList<string> header
    )
    {
        if (by is not null)
        {
            return [(by, Texts(rows.Find(by) ?? throw new UnknownColumnException(by, header)))];
        }

        return
        [
            .. rows
                .Columns.Where(column => column.Kind == ColumnKind.Category)
                .Select(column => (column.Name, Levels: Texts(column)))
                .Where(column => column.Levels.Distinct(StringComparer.Ordinal).Count() is > 1 and <= MostSegmentLevels)
                .Take(MostSegmentColumns),
        ];
    }

    public static int FewestOf(string? by) => by is null ? FewestOfFoundLevel : 1;

    /// <summary>
    /// Value of each row: the column asked for, otherwise arr, otherwise twelve times mrr, where every row has it;
    /// without any of them only outcomes are counted.
    /// </summary>
    public static (double[] Values, string Worth) WorthOf(Table rows, string? asked, IReadOnlyList<string> header)
    {
        if (asked is not null)
        {
            return (NamedColumns.Numbers(rows.Find(asked) ?? throw new UnknownColumnException(asked, header)), asked);
        }

        return (Whole(rows.Find("arr")), Whole(rows.Find("mrr"))) switch
        {
            ({ } yearly, _) => (yearly, "ARR"),
            (_, { } monthly) => (Array.ConvertAll(monthly, amount => 12 * amount), "ARR"),
            _ => ([], Outcomes),
        };
    }

    private static double[]? Whole(Column? column) =>
        column is { Kind: ColumnKind.Numeric } && !column.Numbers.ContainsAnyExceptInRange(0, float.MaxValue)
            ? Array.ConvertAll(column.Numbers.ToArray(), number => (double)number)
            : null;

    private static string[] Texts(Column column) => [.. Enumerable.Range(0, column.Rows).Select(column.Text)];
}
