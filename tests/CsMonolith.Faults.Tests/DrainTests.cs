using System.Diagnostics;
using System.Globalization;
using System.Net;
using CsMonolith.Testing;
using Xunit.Abstractions;

namespace CsMonolith.Faults.Tests;

/// <summary>
/// SIGTERM under load: nobody who asks before the end of the grace time is turned away, and nothing is left half done.
/// </summary>
public sealed class DrainTests(ITestOutputHelper output)
{
    private const int Rows = 4000;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task A_host_that_is_told_to_stop_serves_on_for_a_while_and_fails_no_request()
    {
        var (rounds, answered, left) = (Rounds.Of(1, 10), 0, new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            using var database = TestDatabase.Fresh();
            await using var host = await HostProcess.Start(
                database,
                ("Drain:Seconds", Grace.TotalSeconds.ToString(CultureInfo.InvariantCulture))
            );
            using var client = await host.AsFirstAdmin();
            var stored = new Stored(database);
            var (_, job) = await AccountFiles.Load(client, "A", Rows);
            await stored.Until(job, one => one.State == "Running", LongEnough);
            var stream = Stream(client, job);
            using var enough = new CancellationTokenSource();
            var load = Enumerable.Range(0, 4).Select(_ => Load(client, enough.Token)).ToArray();
            var upload = Upload(client, seconds: Grace.TotalSeconds + 2);

            host.Signal("TERM");
            var told = Stopwatch.GetTimestamp();
            await UntilNotReady(host);
            Stopwatch
                .GetElapsedTime(told)
                .ShouldBeLessThan(TimeSpan.FromSeconds(1.5), "a load balancer must learn at once");
            await stored.Until(job, one => one.State == "Queued", TimeSpan.FromSeconds(10));

            // As a load balancer would: it has asked for the health by now and sends nothing more.
            await Task.Delay(Grace - TimeSpan.FromSeconds(0.5) - Stopwatch.GetElapsedTime(told));
            await enough.CancelAsync();
            answered += (await Task.WhenAll(load)).Sum();
            (await upload).ShouldBe(HttpStatusCode.Created, "a request in flight is finished");
            (await stream).ShouldEndWith(": this host stops; connect again\n\n");
            await host.Process.WaitForExitAsync();
            left.Add(Stopwatch.GetElapsedTime(told).TotalSeconds);
            host.Process.ExitCode.ShouldBe(0, host.Log);
            LogIsFolded(database).ShouldBeTrue("SQLite's log lies beside the file");

            await host.StartAgain();
            (await stored.Until(job, one => one.IsOver, LongEnough)).State.ShouldBe("Succeeded");
            (await stored.Number($"SELECT count(*) FROM {Stored.Table("journey", "accounts")}")).ShouldBe(Rows);
        }

        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{rounds} times SIGTERM under load: {answered} requests and {rounds} uploads in flight answered, 0 failed; exit code 0 after {left.Max():F1} s at most (grace {Grace.TotalSeconds:F0} s)"
            )
        );
    }

    private static bool LogIsFolded(TestDatabase database) =>
        TestDatabase.IsPostgres
        || new FileInfo(database.ConnectionString.Split('=', ';')[1] + "-wal") is { Exists: false } or { Length: 0 };

    // Whatever fails, fails the test: nothing is tried again.
    private static async Task<int> Load(HttpClient client, CancellationToken enough)
    {
        var answered = 0;
        while (!enough.IsCancellationRequested)
        {
            using var answer = await client.GetAsync("/v1/me", CancellationToken.None);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            answered++;
        }

        return answered;
    }

    private static async Task<HttpStatusCode> Upload(HttpClient client, double seconds)
    {
        using var ask = new HttpRequestMessage(
            HttpMethod.Post,
            "/v1/imports?kind=accounts&source=slow&fileName=slow.csv"
        )
        {
            Content = new SlowBody(AccountFiles.Text("S", 100), seconds),
            Headers = { { "Idempotency-Key", Guid.NewGuid().ToString() } },
        };
        using var answer = await client.SendAsync(ask);
        return answer.StatusCode;
    }

    private static async Task<string> Stream(HttpClient client, Guid job)
    {
        using var answer = await client.GetAsync($"/v1/jobs/{job}/events", HttpCompletionOption.ResponseHeadersRead);
        return await answer.Content.ReadAsStringAsync();
    }

    private static async Task UntilNotReady(HostProcess host)
    {
        using var client = new HttpClient { BaseAddress = host.Address };
        while ((await client.GetAsync("/health/ready")).StatusCode != HttpStatusCode.ServiceUnavailable)
        {
            await Task.Delay(10);
        }
    }

    private sealed class SlowBody : HttpContent
    {
        private const int Pieces = 20;
        private readonly byte[] _bytes;
        private readonly double _seconds;

        public SlowBody(string text, double seconds)
        {
            (_bytes, _seconds) = (System.Text.Encoding.UTF8.GetBytes(text), seconds);
            Headers.ContentType = new System.Net.Http.Headers.MediaTypeHeaderValue("text/csv");
        }

        protected override async Task SerializeToStreamAsync(System.IO.Stream stream, TransportContext? context)
        {
            foreach (var piece in _bytes.Chunk((_bytes.Length / Pieces) + 1))
            {
                await stream.WriteAsync(piece);
                await stream.FlushAsync();
                await Task.Delay(TimeSpan.FromSeconds(_seconds / Pieces));
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = _bytes.Length;
            return true;
        }
    }
}
