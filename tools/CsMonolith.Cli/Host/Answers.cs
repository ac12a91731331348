using System.Text.Json;
using CsMonolith.Cli.Talk;

namespace CsMonolith.Cli.Host;

/// <summary>Reads what the host answers.</summary>
internal static class Answers
{
    public static async Task<JsonDocument> Json(HttpResponseMessage answer, CancellationToken cancellation)
    {
        try
        {
            var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancellation));
            return document.RootElement.ValueKind == JsonValueKind.Object ? document : throw new JsonException();
        }
        catch (JsonException)
        {
            throw new Complaint(ExitCode.Server, "server.answer", new(
                "The host's answer is not understood: is --host right?", "サーバーの応答を読めません。--host は正しいですか。"));
        }
    }
}
