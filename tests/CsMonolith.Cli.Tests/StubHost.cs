using System.Net;
using System.Text;

namespace CsMonolith.Cli.Tests;

/// <summary>A host that answers one thing and remembers what it was asked.</summary>
internal sealed class StubHost : IDisposable
{
    private readonly HttpListener _listener;
    private readonly Task _serving;

    public StubHost(int status, string type, string body)
    {
        (_listener, Address) = Listen();
        _serving = Serve(status, type, Encoding.UTF8.GetBytes(body));
    }

    public string Address { get; }

    public List<(string Method, string Path, string? Authorization, string Body)> Asked { get; } = [];

    public void Dispose()
    {
        _listener.Close();
        _serving.Wait(TimeSpan.FromSeconds(5));
    }

    // The listener takes no port of its own choice, so a free one is looked for.
    private static (HttpListener Listener, string Address) Listen()
    {
        for (var port = 41_000 + Environment.ProcessId % 9_000; ; port++)
        {
            var listener = new HttpListener { Prefixes = { $"http://127.0.0.1:{port}/" } };
            try
            {
                listener.Start();
                return (listener, $"http://127.0.0.1:{port}");
            }
            catch (HttpListenerException) when (port < 60_000)
            {
                listener.Close();
            }
        }
    }

    private async Task Serve(int status, string type, byte[] body)
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                using var reader = new StreamReader(context.Request.InputStream);
                Asked.Add((context.Request.HttpMethod, context.Request.RawUrl!, context.Request.Headers["Authorization"], await reader.ReadToEndAsync()));
                (context.Response.StatusCode, context.Response.ContentType) = (status, type);
                await context.Response.OutputStream.WriteAsync(body);
                context.Response.Close();
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
