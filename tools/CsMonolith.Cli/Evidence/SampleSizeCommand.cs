using System.CommandLine;
using CsMonolith.Cli.Output;
using CsMonolith.Learning.Effects;

namespace CsMonolith.Cli.Evidence;

/// <summary>
/// <c>churn effects size --base 0.8 --difference 0.05</c>: customers that a planned experiment needs.
/// </summary>
internal static class SampleSizeCommand
{
    public static Command Create(CliEnvironment environment)
    {
        var share = new Option<double>("--base")
        {
            Description = "Share of the outcome without the treatment",
            Required = true,
        };
        var difference = new Option<double>("--difference")
        {
            Description = "Difference worth finding, as a fraction",
            Required = true,
        };
        var treated = new Option<double>("--treated")
        {
            Description = "Share of customers that are treated; the rest is held out",
            DefaultValueFactory = _ => 0.5,
        };
        var power = new Option<double>("--power") { Description = "Chance to find it", DefaultValueFactory = _ => 0.8 };
        var customers = new Option<int?>("--customers")
        {
            Description = "Customers there are: tells the power instead",
        };
        var command = new Command("size", "Customers that a planned experiment needs, or what those there are can show")
        {
            share,
            difference,
            treated,
            power,
            customers,
        };
        command.SetGuardedAction(
            environment,
            (parsed, output) =>
            {
                var (p, d, t, w) = (
                    parsed.GetValue(share),
                    parsed.GetValue(difference),
                    parsed.GetValue(treated),
                    parsed.GetValue(power)
                );
                if (
                    new[] { p, p + d, t, w }.Any(one => one is not (> 0 and < 1))
                    || d == 0
                    || parsed.GetValue(customers) is < 2
                )
                {
                    throw new CliException(
                        ExitCode.Usage,
                        new(
                            "--base, --base + --difference, --treated and --power lie between 0 and 1, "
                                + "--difference is not 0, and --customers is at least 2.",
                            "--base、--base + --difference、--treated、--power は 0 と 1 の間、--difference は 0 以外、"
                                + "--customers は 2 以上にしてください。"
                        )
                    );
                }

                var needed = SampleSize.Customers(p, d, t, w);
                var reached = parsed.GetValue(customers) is { } there ? SampleSize.Power(there, p, d, t) : w;
                output.Json(json =>
                {
                    json.WriteNumber("customers", parsed.GetValue(customers) ?? needed);
                    json.WriteNumber("power", reached);
                    json.WriteNumber("needed", needed);
                });
                output.Line($"{output.Localize(new("customers needed", "必要な顧客数"))}\t{needed}");
                output.Line($"{output.Localize(new("power", "検出力"))}\t{Figures.Plain(reached, "F3")}");
                return ExitCode.Ok;
            }
        );
        return command;
    }
}
