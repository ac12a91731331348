using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace CsMonolith.Bench.Load;

/// <summary>
/// One keep-alive connection that speaks just enough HTTP/1.1 to send a ready-made request and to find the end of its
/// answer. It shares two cores with the server it loads, so it allocates nothing and parses no more than it must.
/// </summary>
internal sealed class WireClient(Uri host) : IDisposable
{
    private const int LargestAnswer = 1 << 20;
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
    {
        NoDelay = true,
    };
    private readonly byte[] _buffer = new byte[LargestAnswer];

    public async Task Connect(CancellationToken cancellation) =>
        await _socket.ConnectAsync(host.Host, host.Port, cancellation);

    /// <summary>The bytes of a request.</summary>
    /// <param name="headers">Further header lines, each ended by CR LF.</param>
    public static byte[] Request(string method, string path, string headers, string? body = null)
    {
        var length = body is null
            ? ""
            : string.Create(
                CultureInfo.InvariantCulture,
                $"Content-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n"
            );
        return Encoding.UTF8.GetBytes($"{method} {path} HTTP/1.1\r\nHost: bench\r\n{headers}{length}\r\n{body}");
    }

    /// <summary>Sends a request and reads its answer.</summary>
    /// <returns>The status, and the answer as it came until the next one is asked for.</returns>
    public async ValueTask<(int Status, ReadOnlyMemory<byte> Answer)> Send(
        ReadOnlyMemory<byte> request,
        CancellationToken cancellation
    )
    {
        await _socket.SendAsync(request, cancellation);
        var read = 0;
        do
        {
            var more = await _socket.ReceiveAsync(_buffer.AsMemory(read), cancellation);
            if (more == 0)
            {
                throw new IOException("The server closed the connection: " + Encoding.UTF8.GetString(_buffer, 0, read));
            }

            read += more;
        } while (!IsWhole(_buffer.AsSpan(0, read)));
        return (Status(_buffer), _buffer.AsMemory(0, read));
    }

    /// <summary>Whether an answer has come to its end: by its length, or by its last chunk.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0)
        {
            return false;
        }

        var body = answer[(head + 4)..];
        var at = answer[..head].IndexOf("\r\nContent-Length: "u8);
        if (at < 0)
        {
            // JSON has no bare line ends, so this cannot stand inside a chunk.
            return body.EndsWith("0\r\n\r\n"u8) && (body.Length == 5 || body[..^5].EndsWith("\r\n"u8));
        }

        var digits = answer[(at + "\r\nContent-Length: ".Length)..(head + 2)];
        return body.Length
            >= int.Parse(digits[..digits.IndexOf((byte)'\r')], NumberStyles.None, CultureInfo.InvariantCulture);
    }

    public void Dispose() => _socket.Dispose();

    // HTTP/1.1 200 OK
    private static int Status(ReadOnlySpan<byte> answer) =>
        int.Parse(answer[9..12], NumberStyles.None, CultureInfo.InvariantCulture);
}
