using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using CsMonolith.Testing;
using Xunit.Abstractions;

namespace CsMonolith.Host.Tests;

/// <summary>
/// What an upload costs a host in memory: the most that its process holds while it takes a line of commas, over what
/// it held before the first, is at most eight times the size of one.
/// </summary>
public sealed class UploadMemoryTests(ITestOutputHelper output)
{
    private const double MostTimes = 8;
    private const int Size = 24 << 20;

    [LinuxFact]
    public async Task A_line_of_commas_grows_the_host_by_at_most_eight_times_their_size()
    {
        using var database = TestDatabase.Fresh(WholeHost.Modules);
        await using var host = await HostProcess.Start(database);
        using var admin = await host.AsFirstAdmin();
        (await Upload(admin, "externalId,name\nA-1,青空\n"u8.ToArray())).ShouldBe(HttpStatusCode.Created);
        var idle = Held("VmRSS", host.Process.Id);

        foreach (var (name, file) in Files())
        {
            var answer = await Upload(admin, file);
            var most = Held("VmHWM", host.Process.Id);

            ((int)answer).ShouldBeLessThan(500, name);
            var times = (double)(most - idle) / Size;
            output.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name}: {file.Length >> 20} MiB, {(int)answer}, idle {idle >> 20} MiB, at most {most >> 20} MiB, {times:0.0} times"
                )
            );
            times.ShouldBeLessThan(MostTimes, name);
        }
    }

    private static IEnumerable<(string, byte[])> Files()
    {
        yield return ("a line of commas", Encoding.UTF8.GetBytes(new string(',', Size)));
    }

    private static async Task<HttpStatusCode> Upload(HttpClient client, byte[] file)
    {
        using var asked = new HttpRequestMessage(
            HttpMethod.Post,
            "/v1/imports?kind=accounts&source=memory&fileName=memory.csv"
        )
        {
            Content = new ByteArrayContent(file) { Headers = { ContentType = new("application/octet-stream") } },
        };
        asked.Headers.Add("Idempotency-Key", $"{Guid.NewGuid()}");
        using var answer = await client.SendAsync(asked);
        return answer.StatusCode;
    }

    private static long Held(string what, int process) =>
        1024
        * long.Parse(
            Regex.Match(File.ReadAllText($"/proc/{process}/status"), $@"{what}:\s+(\d+)").Groups[1].Value,
            CultureInfo.InvariantCulture
        );
}

/// <summary>A test that reads what Linux knows of a process.</summary>
internal sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute()
    {
        if (!OperatingSystem.IsLinux())
        {
            Skip = "Reads /proc, which only Linux has.";
        }
    }
}
