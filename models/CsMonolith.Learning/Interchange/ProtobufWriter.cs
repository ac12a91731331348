using System.Buffers;
using System.Text;

namespace CsMonolith.Learning.Interchange;

/// <summary>Writes one message in the wire format of Protocol Buffers: what ONNX files need of it.</summary>
internal sealed class ProtobufWriter
{
    private const int Varint = 0;
    private const int Delimited = 2;

    private readonly ArrayBufferWriter<byte> _bytes = new();

    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    public void Whole(int field, long value)
    {
        Number((ulong)(field << 3 | Varint));
        Number((ulong)value);
    }

    public void Text(int field, string text) => Bytes(field, Encoding.UTF8.GetBytes(text));

    public void Bytes(int field, ReadOnlySpan<byte> bytes)
    {
        Number((ulong)(field << 3 | Delimited));
        Number((ulong)bytes.Length);
        _bytes.Write(bytes);
    }

    /// <summary>A list of whole numbers, packed.</summary>
    public void Wholes(int field, IReadOnlyList<long> values)
    {
        var packed = new ProtobufWriter();
        foreach (var value in values)
        {
            packed.Number((ulong)value);
        }

        Bytes(field, packed.Written);
    }

    public void Message(int field, Action<ProtobufWriter> write)
    {
        var inner = new ProtobufWriter();
        write(inner);
        Bytes(field, inner.Written);
    }

    private void Number(ulong value)
    {
        var room = _bytes.GetSpan(10);
        var used = 0;
        for (; value >= 0x80; value >>= 7)
        {
            room[used++] = (byte)(value | 0x80);
        }

        room[used++] = (byte)value;
        _bytes.Advance(used);
    }
}
