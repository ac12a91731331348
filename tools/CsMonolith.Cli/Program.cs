using CsMonolith.Cli;
using CsMonolith.Cli.Output;

try
{
    return await ChurnTool.Run(args, CliEnvironment.OfProcess());
}
catch (Exception fault)
{
    // What no command could tell any more, such as messages whose reader is gone.
    try
    {
        await Console.Error.WriteLineAsync(Failures.Of(fault).Text.En.ReplaceLineEndings(" "));
    }
    catch (IOException)
    {
        // Nobody listens.
    }

    return ExitCode.Unexpected;
}
