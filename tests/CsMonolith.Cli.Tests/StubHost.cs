using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace CsMonolith.Cli.Tests;

/// <summary>What a stub answers.</summary>
internal sealed record StubAnswer(int Status, string Type, byte[] Body, params (string Name, string Value)[] Headers)
{
    public static StubAnswer Json(string body) => new(200, "application/json", Encoding.UTF8.GetBytes(body));
}

/// <summary>
/// A host that answers what it was given, by the beginning of the path, and remembers what it was asked.
/// </summary>
internal sealed class StubHost : IDisposable
{
    private readonly ConcurrentDictionary<string, StubAnswer> _answers;
    private readonly ConcurrentDictionary<string, StubAnswer> _later = new(StringComparer.Ordinal);
    private readonly HttpListener _listener;
    private readonly Task _serving;

    public StubHost(int status, string type, string body)
        : this(new Dictionary<string, StubAnswer> { ["/"] = new(status, type, Encoding.UTF8.GetBytes(body)) }) { }

    /// <summary>The longest beginning that fits answers; without one there is nothing.</summary>
    public StubHost(IReadOnlyDictionary<string, StubAnswer> answers)
    {
        (_listener, Address) = Listen();
        _answers = new(answers, StringComparer.Ordinal);
        _serving = Serve(_answers);
    }

    public string Address { get; }

    public List<(string Method, string Path, string? Authorization, string Body)> Asked { get; } = [];

    /// <summary>Answers so from now on.</summary>
    public void Answer(string path, StubAnswer answer) => _answers[path] = answer;

    /// <summary>Answers so once it has answered otherwise.</summary>
    public void Then(string path, StubAnswer answer) => _later[path] = answer;

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

    private async Task Serve(IReadOnlyDictionary<string, StubAnswer> answers)
    {
        var missing = new StubAnswer(
            404,
            "application/problem+json",
            "{\"code\":\"stub.not-found\",\"detail\":\"There is nothing.\"}"u8.ToArray()
        );
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                using var reader = new StreamReader(context.Request.InputStream);
                Asked.Add(
                    (
                        context.Request.HttpMethod,
                        context.Request.RawUrl!,
                        context.Request.Headers["Authorization"],
                        await reader.ReadToEndAsync()
                    )
                );
                var answer = answers
                    .Where(one => context.Request.RawUrl!.StartsWith(one.Key, StringComparison.Ordinal))
                    .OrderByDescending(one => one.Key.Length)
                    .Select(one => one.Value)
                    .FirstOrDefault(missing);
                if (_later.TryRemove(context.Request.Url!.AbsolutePath, out var next))
                {
                    _answers[context.Request.Url.AbsolutePath] = next;
                }

                (context.Response.StatusCode, context.Response.ContentType) = (answer.Status, answer.Type);
                foreach (var (name, value) in answer.Headers)
                {
                    context.Response.Headers[name] = value;
                }

                await context.Response.OutputStream.WriteAsync(answer.Body);
                context.Response.Close();
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
