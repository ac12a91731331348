using System.Globalization;
using CsMonolith.Learning.Progress;

namespace CsMonolith.Cli.Output;

/// <summary>
/// Shows on stderr how far a training is: a bar with the time left for a person, one plain line for each quarter of a
/// stage in a log.
/// </summary>
/// <remarks>A stage that is over within a second shows no bar, and in a log one line when it is done.</remarks>
internal sealed class ProgressLine(TextWriter error, bool isTerminal, string language)
    : IProgress<StageProgress>,
        IDisposable
{
    private const int Width = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Redraw = TimeSpan.FromMilliseconds(200);
    private readonly Lock _lock = new();
    private readonly TimeProvider _clock = TimeProvider.System;
    private string _stage = "";
    private long _began;
    private long _drawn;
    private int _quarter;
    private int _shown;

    public void Report(StageProgress value)
    {
        lock (_lock)
        {
            if (_stage != value.Stage)
            {
                Close();
                (_stage, _began, _drawn, _quarter) = (value.Stage, _clock.GetTimestamp(), 0, 0);
            }

            if (isTerminal)
            {
                Draw(value.Fraction);
            }
            else
            {
                Note(value.Fraction);
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            Close();
        }
    }

    private void Draw(double fraction)
    {
        var (spent, since) = (_clock.GetElapsedTime(_began), _clock.GetElapsedTime(_drawn));
        if (spent < Patience || _drawn > 0 && since < Redraw && fraction < 1)
        {
            return;
        }

        _drawn = _clock.GetTimestamp();
        var filled = Math.Clamp((int)(fraction * Width), 0, Width);
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"{Name()} [{new string('#', filled)}{new string('.', Width - filled)}] {fraction * 100, 3:F0}%{Left(spent, fraction)}"
        );
        error.Write($"\r{line.PadRight(_shown)}");
        _shown = line.Length;
    }

    private void Note(double fraction)
    {
        var quarter = (int)(fraction * 4);
        var spent = _clock.GetElapsedTime(_began);
        if (quarter <= _quarter || quarter < 4 && spent < Patience)
        {
            return;
        }

        _quarter = quarter;
        error.Write(
            string.Create(CultureInfo.InvariantCulture, $"{Name()} {fraction * 100:F0}%{Left(spent, fraction)}\n")
        );
    }

    /// <summary>Seconds left of this stage, by its own pace so far.</summary>
    private string Left(TimeSpan spent, double fraction)
    {
        if (fraction is < 0.02 or >= 1)
        {
            return "";
        }

        var left = TimeSpan.FromSeconds(Math.Ceiling(spent.TotalSeconds / fraction - spent.TotalSeconds));
        var clock = left.TotalMinutes >= 1 ? $"{(int)left.TotalMinutes} min {left.Seconds} s" : $"{left.Seconds} s";
        return language == "ja"
            ? $" 残り約 {clock.Replace("min", "分", StringComparison.Ordinal).Replace("s", "秒", StringComparison.Ordinal)}"
            : $" about {clock} left";
    }

    private void Close()
    {
        if (isTerminal && _drawn > 0)
        {
            error.WriteLine();
        }

        _shown = 0;
        _drawn = 0;
    }

    private string Name() =>
        (_stage, language) switch
        {
            ("read", "ja") => "読み込み",
            ("check", "ja") => "点検",
            ("linear", "ja") => "線形モデル",
            ("additive", "ja") => "加法モデル",
            ("trees", "ja") => "木モデル",
            ("importance", "ja") => "重要度",
            ("patterns", "ja") => "パターン",
            _ => _stage,
        };
}
