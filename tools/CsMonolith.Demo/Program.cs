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
                or JsonException
                or IOException
    )
{
    await Console.Error.WriteLineAsync(refused.Message);
    return 6;
}
catch (OperationCanceledException)
{
    return 130;
}
