using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.Testing;

namespace CsMonolith.Host.Tests;

/// <summary>The page that leads from a key to the first write says what is true: its own lines are run.</summary>
public sealed partial class FirstCallTests
{
    private const int MostLines = 15;

    [Fact]
    public async Task The_page_leads_from_a_key_to_the_first_list_and_the_first_write()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Root(), "docs", "first-call.md"));
        var (key, script) = (Block(page, "json"), Block(page, "bash"));
        script.Split('\n').Length.ShouldBeLessThanOrEqualTo(MostLines);
        await using var host = new WholeHost();
        host.UseKestrel(0);
        using var admin = await host.AsAdmin();
        using var made = await admin.PostAsJsonAsync("/v1/api-keys", JsonNode.Parse(key));
        made.IsSuccessStatusCode.ShouldBeTrue(await made.Content.ReadAsStringAsync());
        var secret = (await made.Content.ReadFromJsonAsync<JsonNode>())!["key"]!.GetValue<string>();

        var (code, output) = await Run(script, admin.BaseAddress!.ToString().TrimEnd('/'), secret);
        var (again, _) = await Run(script, admin.BaseAddress!.ToString().TrimEnd('/'), secret);

        (code, again).ShouldBe((0, 0), output);
        output.ShouldStartWith("""{"items":[""");
        output.ShouldContain("\"externalId\":\"crm-1\"");
        var stored = await admin.GetFromJsonAsync<JsonNode>("/v1/accounts?filter[externalId][eq]=crm-1");
        stored!["items"]!.AsArray().ShouldHaveSingleItem()!["tier"]!.GetValue<int>().ShouldBe(1);
    }

    private static async Task<(int Code, string Output)> Run(string script, string address, string key)
    {
        using var shell = Process.Start(
            new ProcessStartInfo("bash", ["-c", script])
            {
                Environment = { ["CSM_HOST"] = address, ["CSM_KEY"] = key },
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var (told, faults) = (shell.StandardOutput.ReadToEndAsync(), shell.StandardError.ReadToEndAsync());
        await shell.WaitForExitAsync();
        return (shell.ExitCode, await told + await faults);
    }

    private static string Block(string page, string language) =>
        Blocks().Matches(page).Single(block => block.Groups["language"].Value == language).Groups["text"].Value;

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CsMonolith.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }

    [GeneratedRegex(@"^```(?<language>\w+)\n(?<text>.*?)\n```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
