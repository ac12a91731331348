using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace CsMonolith.EndToEnd.Tests.Watching;

/// <summary>
/// Takes what OpenTelemetry sends over http/protobuf and keeps it as it came; protobuf leaves texts legible.
/// </summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<(string Path, string Text)> _taken = new();
    private readonly Task _work;

    public Collector()
    {
        using var free = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        free.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/");
        free.Stop();
        _listener.Prefixes.Add(Address.ToString());
        _listener.Start();
        _work = Task.Run(Take);
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>All texts that came to a path.</summary>
    public string Of(string path) => string.Concat(_taken.Where(one => one.Path == path).Select(one => one.Text));

    /// <summary>All texts that came.</summary>
    public string Everything => string.Concat(_taken.Select(one => one.Text));

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _work;
        _listener.Close();
    }

    private async Task Take()
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                using var bytes = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(bytes);
                _taken.Enqueue((context.Request.Url!.AbsolutePath, Encoding.UTF8.GetString(bytes.ToArray())));
                context.Response.Close();
            }
        }
        catch (HttpListenerException)
        {
            // Stopped.
        }
        catch (ObjectDisposedException)
        {
            // Stopped.
        }
    }
}
