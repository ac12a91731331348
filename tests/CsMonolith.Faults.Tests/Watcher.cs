using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using CsMonolith.Testing;

namespace CsMonolith.Faults.Tests;

/// <summary>
/// A reader of a job's events that goes to another host, with the id of the last event, when the one it reads from
/// fails or falls silent.
/// </summary>
internal sealed class Watcher(IReadOnlyList<HostProcess> hosts, AuthenticationHeaderValue session)
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(4);
    private readonly List<long> _seen = [];

    /// <summary>The ids of all events of a job to its end, as they came.</summary>
    public async Task<IReadOnlyList<long>> Follow(Guid job, int startAt, CancellationToken giveUp)
    {
        for (var turn = startAt; ; turn++)
        {
            try
            {
                if (await Read(hosts[turn % hosts.Count].Address, job, giveUp))
                {
                    return _seen;
                }
            }
            catch (Exception gone)
                when (gone is HttpRequestException or IOException or OperationCanceledException
                    && !giveUp.IsCancellationRequested
                )
            {
                await Task.Delay(100, giveUp);
            }
        }
    }

    private async Task<bool> Read(Uri host, Guid job, CancellationToken giveUp)
    {
        using var client = new HttpClient { BaseAddress = host, Timeout = Timeout.InfiniteTimeSpan };
        using var ask = new HttpRequestMessage(HttpMethod.Get, $"/v1/jobs/{job}/events")
        {
            Headers = { Authorization = session },
        };
        if (_seen.Count > 0)
        {
            ask.Headers.Add("Last-Event-ID", _seen[^1].ToString(CultureInfo.InvariantCulture));
        }

        using var silent = CancellationTokenSource.CreateLinkedTokenSource(giveUp);
        silent.CancelAfter(Silence);
        using var answer = await client.SendAsync(ask, HttpCompletionOption.ResponseHeadersRead, silent.Token);
        if (answer.StatusCode == HttpStatusCode.NoContent)
        {
            return true;
        }

        answer.EnsureSuccessStatusCode();
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(silent.Token));
        while (await lines.ReadLineAsync(silent.Token) is { } line)
        {
            silent.CancelAfter(Silence);
            if (line.StartsWith("id: ", StringComparison.Ordinal))
            {
                _seen.Add(long.Parse(line[4..], CultureInfo.InvariantCulture));
            }
        }

        // The end of the stream may be a host's good-bye; the next answer tells.
        return false;
    }
}
