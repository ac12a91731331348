using System.Diagnostics;
using System.Globalization;

namespace CsMonolith.Demo.Hosts;

/// <summary>Tells on stderr which step is being done and how many seconds it took.</summary>
internal sealed class StepLog
{
    private readonly Stopwatch _all = Stopwatch.StartNew();

    /// <summary>Does a step and prints one line when it is done.</summary>
    public async Task<T> Step<T>(string what, Func<Action<int, string?>, Task<T>> act, Func<T, string>? came = null)
    {
        var watch = Stopwatch.StartNew();
        var live = !Console.IsErrorRedirected;
        var answer = await act(
            (percent, step) =>
            {
                if (live)
                {
                    Console.Error.Write($"\r    {what} {percent} % {step}".PadRight(100)[..100]);
                }
            }
        );
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"    {what, -40} {watch.Elapsed.TotalSeconds, 6:0.0} s  {came?.Invoke(answer)}"
        );
        Console.Error.WriteLine(live ? $"\r{line.PadRight(99)}" : line.TrimEnd());
        return answer;
    }

    public void Line(string text) => Console.Error.WriteLine(text.TrimEnd());

    public TimeSpan Elapsed => _all.Elapsed;
}
