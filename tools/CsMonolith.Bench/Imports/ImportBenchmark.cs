using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CsMonolith.Bench.Company;
using CsMonolith.Bench.Hosts;
using CsMonolith.HostClient;

namespace CsMonolith.Bench.Imports;

/// <summary>
/// What a large file of customers costs a host, in time and in memory: the most that its process holds at each step,
/// over what it held before the first, as a multiple of the file. Each file gets a host of its own.
/// </summary>
/// <param name="assembly">The built host.</param>
/// <param name="database">An empty database.</param>
/// <param name="megabytes">Size of a file.</param>
internal sealed partial class ImportBenchmark(string assembly, Database database, int megabytes)
{
    private const double Mebi = 1 << 20;
    private string? _token;

    public async Task Run(CancellationToken cancellation)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        Console.WriteLine(
            $"| {database.Title}: customers | step | seconds | most MiB over idle | **times the file** |"
        );
        Console.WriteLine("|---|---|---|---|---|");
        foreach (
            var (name, encoding) in new[]
            {
                ("utf-8", (Encoding)new UTF8Encoding(false)),
                ("cp932", Encoding.GetEncoding(932)),
            }
        )
        {
            var (file, rows) = CustomerFile.Make($"{database.Provider}-{name}", megabytes << 20, encoding);
            await Load($"{file.Length / Mebi:0} MiB of {name}, {rows} rows", file, cancellation);
        }

        Console.WriteLine();
    }

    private async Task Load(string what, byte[] file, CancellationToken cancellation)
    {
        await using var server = await ServerProcess.Start(
            assembly,
            "/health/ready",
            ["--contentRoot", Path.GetDirectoryName(assembly)!],
            new Dictionary<string, string>
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Staging",
                ["Database__Provider"] = database.Provider,
                ["Database__ConnectionString"] = database.ConnectionString,
                ["Logging__LogLevel__Default"] = "Warning",
            },
            cancellation
        );
        using var host = _token is null
            ? await server.SignInAsFirstAdministrator(cancellation)
            : new HostApi(server.Address, _token);
        _token = host.Token;

        // Once with a small file, so that the code is there.
        var small = await Upload(
            host,
            CustomerFile.Make($"small-{Guid.NewGuid():N}"[..14], 400, Encoding.UTF8).File,
            cancellation
        );
        await host.RunJob($"v1/imports/{small["id"]}/dry-run", null, null, cancellation);
        await host.RunJob($"v1/imports/{small["id"]}/commit", null, null, cancellation);
        await Task.Delay(TimeSpan.FromSeconds(3), cancellation);
        var idle = Held(server, "VmRSS");

        JsonNode import = new JsonObject();
        await Step("upload", async () => import = await Upload(host, file, cancellation));
        await Step("map", () => Map(host, import, cancellation));
        await Step("dry run", () => host.RunJob($"v1/imports/{import["id"]}/dry-run", null, null, cancellation));
        await Step("commit", () => host.RunJob($"v1/imports/{import["id"]}/commit", null, null, cancellation));

        async Task Step(string name, Func<Task> work)
        {
            // 5 sets the high-water mark back to what is held now: proc(5).
            await File.WriteAllTextAsync($"/proc/{server.Process.Id}/clear_refs", "5", cancellation);
            var began = Stopwatch.GetTimestamp();
            await work();
            var over = Held(server, "VmHWM") - idle;
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {what} | {name} | {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} | {over / Mebi:0} "
                        + $"| {(double)over / file.Length:0.0} |"
                )
            );
        }
    }

    private static async Task<JsonNode> Upload(HostApi host, byte[] file, CancellationToken cancellation)
    {
        using var content = new ByteArrayContent(file)
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") },
        };
        return await Body(
            await host.Open(
                HttpMethod.Post,
                "v1/imports?kind=accounts&source=bench&fileName=customers.csv",
                content,
                cancellation
            ),
            cancellation
        );
    }

    // As it was proposed: a person says yes.
    private static async Task Map(HostApi host, JsonNode import, CancellationToken cancellation)
    {
        using var content = new StringContent(import["mapping"]!.ToJsonString(), Encoding.UTF8, "application/json");
        var mapped = await host.Send(
            HttpMethod.Put,
            $"v1/imports/{import["id"]}/mapping",
            content,
            $"\"{import["version"]}\"",
            cancellation
        );
        if ((int)mapped.Status >= 300)
        {
            throw new InvalidOperationException($"The mapping is refused: {mapped.Body}");
        }
    }

    private static async Task<JsonNode> Body(HttpResponseMessage answer, CancellationToken cancellation)
    {
        using (answer)
        {
            return JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancellation))!;
        }
    }

    private static long Held(ServerProcess server, string what) =>
        1024
        * long.Parse(
            Line()
                .Matches(File.ReadAllText($"/proc/{server.Process.Id}/status"))
                .Single(line => line.Groups["name"].Value == what)
                .Groups["kib"]
                .Value,
            CultureInfo.InvariantCulture
        );

    [GeneratedRegex(@"^(?<name>VmRSS|VmHWM):\s+(?<kib>\d+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Line();
}
