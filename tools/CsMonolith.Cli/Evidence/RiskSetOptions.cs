using System.CommandLine;
using CsMonolith.Cli.Input;
using CsMonolith.Cli.Output;
using CsMonolith.Learning.Patterns;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Cli.Evidence;

/// <summary>
/// The options by which rows of one customer over time are read: how long it is in its phase, and how far a label looks
/// ahead.
/// </summary>
internal sealed class RiskSetOptions
{
    /// <summary>As the host's extracts have it.</summary>
    private const string PhaseDays = "phase_days";

    public Option<string?> TimeInPhase { get; } =
        new("--time-in-phase")
        {
            Description =
                "Column with the days since the phase began: customers are compared with others as far into it. "
                + $"{PhaseDays} if there is one, else the days since a customer's first row in the phase",
        };

    public Option<string?> Horizon { get; } =
        HorizonOption.Option("Days after a row's day within which the outcome counts");

    public Column? TimeInPhaseOf(ParseResult parsed, CsvRead read) =>
        parsed.GetValue(TimeInPhase) is not { } asked
            ? read.Table.Find(PhaseDays) is { Kind: ColumnKind.Numeric } usual
                ? usual
                : null
            : NamedColumns.Named(read, asked) is { Kind: ColumnKind.Numeric } named
                ? named
                : throw new CliException(
                    ExitCode.Usage,
                    new(
                        $"--time-in-phase '{asked}' is a column of text: give one with days.",
                        $"--time-in-phase「{asked}」は文字の列です。日数の列を指定してください。"
                    )
                );

    public int DaysOf(ParseResult parsed) =>
        parsed.GetValue(Horizon) is { } asked ? HorizonOption.Days(asked) : HorizonOption.OfHost;

    /// <summary>Says how many rows count, and why not all.</summary>
    public static void Tell(ConsoleOutput output, int rows, RiskSets atRisk, int horizonDays)
    {
        if (atRisk.Rows.Length == rows)
        {
            return;
        }

        output.Message(
            new(
                $"{atRisk.Rows.Length} of {rows} rows count: of each customer one every {horizonDays} days (--horizon) "
                    + "of its phase, up to the outcome, compared with customers as far into the phase. So what merely "
                    + "grows with time is no factor, and no customer counts twice for one outcome.",
                $"{rows} 行のうち {atRisk.Rows.Length} 行を使います。顧客ごとに、フェーズ内で {horizonDays} 日おき(--horizon)に、"
                    + "結果が出るまでの行を数え、フェーズに入ってから同じくらい経った顧客どうしで比べます。"
                    + "時間とともに増えるだけの値は要因とせず、1 つの結果を二重に数えません。"
            )
        );
    }
}
