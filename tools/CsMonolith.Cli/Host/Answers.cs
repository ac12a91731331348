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
            throw Senseless();
        }
    }

    /// <summary>A whole body of bytes, refused beyond a size before more of it is held.</summary>
    public static async Task<byte[]> Bytes(HttpResponseMessage answer, int most, CancellationToken cancellation)
    {
        await using var body = await answer.Content.ReadAsStreamAsync(cancellation);
        using var held = new MemoryStream();
        var buffer = new byte[81_920];
        for (int read; (read = await body.ReadAsync(buffer, cancellation)) > 0; )
        {
            held.Write(buffer, 0, read);
            if (held.Length > most)
            {
                throw new Complaint(
                    ExitCode.Model,
                    "model.size",
                    new("The model file is too large.", "モデルファイルが大きすぎます。")
                );
            }
        }

        return held.ToArray();
    }

    public static Complaint Senseless() =>
        new(
            ExitCode.Server,
            "server.answer",
            new(
                "The host's answer is not understood: is --host right?",
                "サーバーの応答を読めません。--host は正しいですか。"
            )
        );
}
