using System.Globalization;
using CsMonolith.Learning.Training;

namespace CsMonolith.Cli.Talk;

/// <summary>Progress on stderr: a bar that redraws itself for a person, one plain line for each quarter of a stage in a log.</summary>
internal sealed class ProgressLine(TextWriter error, bool isTerminal, string language) : IProgress<TrainingProgress>, IDisposable
{
    private const int Steps = 20;
    private readonly Lock _lock = new();
    private readonly TimeProvider _clock = TimeProvider.System;
    private readonly long _began = TimeProvider.System.GetTimestamp();
    private (string Stage, int Step) _last = ("", -1);

    public void Report(TrainingProgress value)
    {
        var step = (int)(value.Fraction * (isTerminal ? Steps : 4));
        lock (_lock)
        {
            if (_last.Stage == value.Stage && step <= _last.Step)
            {
                return;
            }

            _last = (value.Stage, step);
            error.Write(isTerminal
                ? $"\r{Name(value.Stage)} [{new string('#', step)}{new string('.', Steps - step)}] {Left(value.Fraction)}   "
                : string.Create(CultureInfo.InvariantCulture, $"{Name(value.Stage)} {value.Fraction:P0}\n"));
        }
    }

    public void Dispose()
    {
        if (isTerminal && _last.Step >= 0)
        {
            error.WriteLine();
        }
    }

    private string Left(double fraction)
    {
        var seconds = _clock.GetElapsedTime(_began).TotalSeconds;
        return fraction < 0.05 ? "" : string.Create(CultureInfo.InvariantCulture, $"{seconds / fraction - seconds:F0} s");
    }

    private string Name(string stage) => (stage, language) switch
    {
        ("linear", "ja") => "線形モデル",
        ("additive", "ja") => "加法モデル",
        ("importance", "ja") => "重要度",
        ("patterns", "ja") => "パターン",
        _ => stage,
    };
}
