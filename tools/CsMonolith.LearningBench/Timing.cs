using System.Diagnostics;

namespace CsMonolith.LearningBench;

/// <summary>Seconds by the clock and by the processor.</summary>
internal static class Timing
{
    /// <summary>Runs some work once. Processor seconds are those of the whole process.</summary>
    public static (double Wall, double Cpu) Of(Action work)
    {
        var (cpu, clock) = (Environment.CpuUsage.TotalTime, Stopwatch.StartNew());
        work();
        return (clock.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
    }
}
