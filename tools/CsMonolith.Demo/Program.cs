using System.Text.Json;
using CsMonolith.Demo;
using CsMonolith.Demo.Hosts;
using CsMonolith.HostClient;

try
{
    var parsed = Commands.Root().Parse(args);
    var code = await parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false });
    return parsed.Errors.Count > 0 ? 2 : code;
}
catch (Exception refused)
    when (refused
            is LoadException
                or HostRefusal
                or JobNotSucceededException
                or UnreadableAnswerException
                or HttpRequestException
                or HttpIOException
                or JsonException
    )
{
    await Console.Error.WriteLineAsync(refused.Message);
    return 6;
}
catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
{
    await Console.Error.WriteLineAsync(unreadable.Message.ReplaceLineEndings(" "));
    return 3;
}
catch (OperationCanceledException)
{
    return 130;
}
catch (Exception fault)
{
    await Console.Error.WriteLineAsync(
        $"This is a fault of the demo itself ({fault.GetType().Name}: {fault.Message.ReplaceLineEndings(" ")})."
    );
    return 70;
}
