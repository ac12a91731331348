using CsMonolith.Demo;
using CsMonolith.Demo.Hosts;

try
{
    return await Commands.Root().Parse(args).InvokeAsync();
}
catch (Exception refused) when (refused is HostRefusal or HttpRequestException or IOException)
{
    await Console.Error.WriteLineAsync(refused.Message);
    return 6;
}
catch (OperationCanceledException)
{
    return 130;
}
