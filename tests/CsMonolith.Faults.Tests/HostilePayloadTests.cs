using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using CsMonolith.Testing;
using Xunit.Abstractions;

namespace CsMonolith.Faults.Tests;

/// <summary>Payloads made to hurt: each is refused, the host stays small, and others are served meanwhile.</summary>
public sealed class HostilePayloadTests(ITestOutputHelper output)
{
    // The goal is half of this; a garbage collector that has just not run must not fail a build.
    private const long MostGrowth = 512L << 20;

    [Fact]
    public async Task Hostile_payloads_are_refused_and_hurt_nobody_else()
    {
        using var database = TestDatabase.Fresh();
        await using var host = await HostProcess.Start(database);
        using var admin = await host.AsFirstAdmin();
        var quiet = await Percentile99(admin, TimeSpan.FromSeconds(Rounds.Of(2, 10)));
        var resident = Resident(host);
        using var stop = new CancellationTokenSource();
        var peak = Task.Run(() => Peak(host, stop.Token));

        var slow = await Slowloris(host, Rounds.Of(200, 1_000));
        var attacks = Attacks(host, admin);
        var busy = await Percentile99(admin, TimeSpan.FromSeconds(Rounds.Of(2, 10)));
        await attacks;
        slow.ForEach(socket => socket.Dispose());
        await stop.CancelAsync();
        var growth = await peak - resident;

        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"p99 of GET /v1/me: {quiet.TotalMilliseconds:F1} ms before, {busy.TotalMilliseconds:F1} ms during; resident memory {resident >> 20} MiB, grown by at most {growth >> 20} MiB; {slow.Count} slow sockets"
            )
        );
        growth.ShouldBeLessThan(MostGrowth);
        (await admin.GetAsync("/v1/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task Attacks(HostProcess host, HttpClient admin)
    {
        var upload = "/v1/imports?kind=accounts&source=hostile&fileName=a.csv";
        (await Post(admin, upload, new Endless(1L << 30), "text/csv")).ShouldBe(413, "a file of 1 GB");
        (await Post(admin, "/v1/teams", new Endless(1L << 30), "application/json")).ShouldBe(
            413,
            "a JSON body of 1 GB"
        );
        (await Post(admin, "/v1/teams", Text(new string('[', 1_000_000)), "application/json")).ShouldBe(
            400,
            "a million brackets"
        );
        (
            await Post(
                admin,
                "/v1/teams",
                Text("{\"name\":" + string.Concat(Enumerable.Repeat("{\"a\":", 100_000))),
                "application/json"
            )
        ).ShouldBe(400, "a hundred thousand objects");
        (await Post(admin, "/v1/teams", Bomb(), "application/json", "gzip")).ShouldBeInRange(
            400,
            415,
            "a body of gzip that is a thousand times larger inside"
        );
        (
            await Post(admin, upload, Text(string.Join(',', Enumerable.Repeat("a", 1_000_000)) + "\n"), "text/csv")
        ).ShouldBeInRange(400, 413, "a million columns");
        (
            await Raw(
                host,
                "GET /v1/me HTTP/1.1\r\nHost: x\r\n"
                    + string.Concat(Enumerable.Range(0, 10_000).Select(i => $"X-{i}: 1\r\n"))
                    + "\r\n"
            )
        ).ShouldBe(431, "ten thousand headers");
        (await Raw(host, $"GET /v1/me HTTP/1.1\r\nHost: x\r\nX-Long: {new string('a', 100 << 10)}\r\n\r\n")).ShouldBe(
            431,
            "a header of 100 KB"
        );
        (await Raw(host, $"GET /v1/{new string('a', 100 << 10)} HTTP/1.1\r\nHost: x\r\n\r\n")).ShouldBe(
            414,
            "an address of 100 KB"
        );
    }

    private static async Task<int> Post(
        HttpClient client,
        string address,
        HttpContent content,
        string mediaType,
        string? encoding = null
    )
    {
        content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        if (encoding is not null)
        {
            content.Headers.ContentEncoding.Add(encoding);
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
        request.Headers.ExpectContinue = true;
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        try
        {
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            return (int)answer.StatusCode;
        }
        catch (HttpRequestException away) when (away.InnerException is IOException)
        {
            // The server hung up while we still sent; it would have said 413.
            return StatusCodeWhenHungUp;
        }
    }

    private const int StatusCodeWhenHungUp = 413;

    private static ByteArrayContent Text(string text) => new(Encoding.UTF8.GetBytes(text));

    private static ByteArrayContent Bomb()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            gzip.Write(new byte[64 << 20]);
        }

        return new ByteArrayContent(packed.ToArray());
    }

    private static async Task<int> Raw(HostProcess host, string request)
    {
        using var socket = await Connect(host);
        try
        {
            await socket.SendAsync(Encoding.ASCII.GetBytes(request).AsMemory());
        }
        catch (SocketException)
        {
            // It answered before everything was sent.
        }

        var line = new byte[64];
        var read = await socket.ReceiveAsync(line.AsMemory()).AsTask().WaitAsync(TimeSpan.FromSeconds(20));
        return int.Parse(Encoding.ASCII.GetString(line, 0, read).Split(' ')[1], CultureInfo.InvariantCulture);
    }

    private static async Task<List<Socket>> Slowloris(HostProcess host, int count)
    {
        var sockets = new List<Socket>(count);
        for (var i = 0; i < count; i++)
        {
            var socket = await Connect(host);
            await socket.SendAsync("GET /v1/me HTTP/1.1\r\nHost: x\r\nX-Slow: "u8.ToArray().AsMemory());
            sockets.Add(socket);
        }

        return sockets;
    }

    private static async Task<Socket> Connect(HostProcess host)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, host.Address.Port);
        return socket;
    }

    private static async Task<TimeSpan> Percentile99(HttpClient client, TimeSpan during)
    {
        var took = new List<TimeSpan>();
        var began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < during)
        {
            var one = Stopwatch.GetTimestamp();
            (await client.GetAsync("/v1/me")).EnsureSuccessStatusCode();
            took.Add(Stopwatch.GetElapsedTime(one));
        }

        return took.Order().ElementAt((int)(took.Count * 0.99));
    }

    private static async Task<long> Peak(HostProcess host, CancellationToken stop)
    {
        var peak = 0L;
        while (!stop.IsCancellationRequested)
        {
            peak = Math.Max(peak, Resident(host));
            await Task.Delay(20, CancellationToken.None);
        }

        return peak;
    }

    private static long Resident(HostProcess host)
    {
        host.Process.Refresh();
        return host.Process.WorkingSet64;
    }

    /// <summary>Zeros without end, made as they are sent.</summary>
    private sealed class Endless(long bytes) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            var piece = Encoding.ASCII.GetBytes(new string('a', 1 << 16));
            for (var left = bytes; left > 0; left -= piece.Length)
            {
                await stream.WriteAsync(piece);
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
