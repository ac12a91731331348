using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace CsMonolith.Faults.Tests;

/// <summary>Work whose effect can be counted: files of accounts, loaded by a job in batches.</summary>
internal static class AccountFiles
{
    /// <summary>A file of accounts whose external ids begin with a prefix.</summary>
    public static string Text(string prefix, int rows)
    {
        var text = new StringBuilder("external_id,name,seats\n");
        for (var i = 0; i < rows; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{prefix}-{i},会社 {prefix} {i},10\n");
        }

        return text.ToString();
    }

    /// <summary>Uploads a file and asks for it to be loaded.</summary>
    public static async Task<(Guid Import, Guid Job)> Load(HttpClient client, string prefix, int rows)
    {
        var import = (
            await Post(client, "/v1/imports?kind=accounts&source=faults&fileName=accounts.csv", Csv(Text(prefix, rows)))
        )
            .GetProperty("id")
            .GetGuid();
        return (import, (await Post(client, $"/v1/imports/{import}/commit", null)).GetProperty("jobId").GetGuid());
    }

    /// <summary>A body that is a CSV file.</summary>
    public static HttpContent Csv(string text) =>
        new StringContent(text, Encoding.UTF8) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } };

    private static async Task<JsonElement> Post(HttpClient client, string path, HttpContent? body)
    {
        using var ask = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = body,
            Headers = { { "Idempotency-Key", Guid.NewGuid().ToString() } },
        };
        using var answer = await client.SendAsync(ask);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
