using System.Runtime.InteropServices;

namespace CsMonolith.Learning.Interchange;

/// <summary>An ONNX graph under construction: each call adds a node and returns the name of its output.</summary>
/// <remarks>
/// Field numbers are those of onnx.proto (IR version 8). Opsets: ai.onnx 15, ai.onnx.ml 3. Names of values in between
/// begin with a prefix that no feature has, so that a feature may have any name.
/// </remarks>
internal sealed class OnnxGraph
{
    private const int Float = 1;
    private const int Int64 = 7;
    private const int String = 8;
    private const int Bool = 9;
    private const int Double = 11;

    private readonly ProtobufWriter _graph = new();
    private readonly ProtobufWriter _ends = new();
    private readonly string _prefix;
    private int _count;

    /// <param name="taken">Names that values in between must not have.</param>
    public OnnxGraph(IEnumerable<string> taken)
    {
        var names = taken.ToArray();
        _prefix = "v";
        while (Array.Exists(names, name => name.StartsWith(_prefix, StringComparison.Ordinal)))
        {
            _prefix += "_";
        }
    }

    /// <summary>An input of shape (rows, 1).</summary>
    public void Input(string name, bool isText) => End(11, name, isText ? String : Float);

    /// <summary>An output of shape (rows, 1), in double precision.</summary>
    public void Output(string name, string value)
    {
        Node("Identity", [value], name, domain: "", _ => { });
        End(12, name, Double);
    }

    /// <summary>Adds a node of ai.onnx without attributes.</summary>
    public string Add(string operation, params string[] inputs) => Add(operation, inputs, domain: "", _ => { });

    /// <summary>Adds a node.</summary>
    public string Add(string operation, string[] inputs, string domain, Action<OnnxAttributes> attributes)
    {
        var output = Fresh();
        Node(operation, inputs, output, domain, attributes);
        return output;
    }

    /// <summary>Values side by side: shape (rows, sum of their widths).</summary>
    public string Beside(IReadOnlyList<string> values) =>
        values.Count == 1
            ? values[0]
            : Add("Concat", [.. values], domain: "", attributes => attributes.Whole("axis", 1));

    public string Sum(IReadOnlyList<string> values) => values.Count == 1 ? values[0] : Add("Sum", [.. values]);

    public string ToDouble(string value) =>
        Add("Cast", [value], domain: "", attributes => attributes.Whole("to", Double));

    public string ToWhole(string value) =>
        Add("Cast", [value], domain: "", attributes => attributes.Whole("to", Int64));

    /// <summary>One column of a value: shape (rows, 1).</summary>
    public string Column(string value, int index) =>
        Add(
            "Gather",
            [value, Constant(new long[] { index }, 1)],
            domain: "",
            attributes => attributes.Whole("axis", 1)
        );

    /// <summary>The table's entry for each whole number of a value of shape (rows, 1).</summary>
    public string Look(string table, string at) => Add("Gather", table, at);

    public string Constant(double number) => Constant(new[] { number }, 1);

    public string Constant(double[] numbers, params long[] shape) =>
        Constant(Double, MemoryMarshal.AsBytes<double>(numbers), shape);

    public string Constant(float[] numbers, params long[] shape) =>
        Constant(Float, MemoryMarshal.AsBytes<float>(numbers), shape);

    public string Constant(long[] numbers, params long[] shape) =>
        Constant(Int64, MemoryMarshal.AsBytes<long>(numbers), shape);

    public string Constant(bool[] flags, params long[] shape) =>
        Constant(Bool, MemoryMarshal.AsBytes<bool>(flags), shape);

    /// <summary>The whole model.</summary>
    /// <param name="description">For a person.</param>
    /// <param name="properties">For a program.</param>
    public byte[] Model(string description, IReadOnlyList<(string Key, string Value)> properties)
    {
        _graph.Text(2, "churn");
        var model = new ProtobufWriter();
        model.Whole(1, 8);
        model.Text(2, "CsMonolith");
        model.Text(6, description);
        model.Bytes(7, [.. _graph.Written, .. _ends.Written]);
        foreach (var (domain, version) in new[] { ("", 15), ("ai.onnx.ml", 3) })
        {
            model.Message(
                8,
                opset =>
                {
                    opset.Text(1, domain);
                    opset.Whole(2, version);
                }
            );
        }

        foreach (var (key, value) in properties)
        {
            model.Message(
                14,
                entry =>
                {
                    entry.Text(1, key);
                    entry.Text(2, value);
                }
            );
        }

        return model.Written.ToArray();
    }

    /// <summary>A tensor as an attribute or an initialiser has it.</summary>
    internal static void Tensor(ProtobufWriter tensor, string name, int type, ReadOnlySpan<byte> raw, long[] shape)
    {
        tensor.Wholes(1, shape);
        tensor.Whole(2, type);
        tensor.Text(8, name);
        tensor.Bytes(9, raw);
    }

    /// <summary>A list of numbers in double precision, as an attribute has it.</summary>
    internal static void Doubles(ProtobufWriter tensor, string name, double[] numbers) =>
        Tensor(tensor, name, Double, MemoryMarshal.AsBytes<double>(numbers), [numbers.Length]);

    private string Constant(int type, ReadOnlySpan<byte> raw, long[] shape)
    {
        var name = Fresh();
        var tensor = new ProtobufWriter();
        Tensor(tensor, name, type, raw, shape);
        _graph.Bytes(5, tensor.Written);
        return name;
    }

    private void Node(
        string operation,
        string[] inputs,
        string output,
        string domain,
        Action<OnnxAttributes> attributes
    ) =>
        _graph.Message(
            1,
            node =>
            {
                foreach (var input in inputs)
                {
                    node.Text(1, input);
                }

                node.Text(2, output);
                node.Text(4, operation);
                attributes(new OnnxAttributes(node));
                node.Text(7, domain);
            }
        );

    private void End(int field, string name, int type) =>
        _ends.Message(
            field,
            end =>
            {
                end.Text(1, name);
                end.Message(
                    2,
                    of =>
                        of.Message(
                            1,
                            tensor =>
                            {
                                tensor.Whole(1, type);
                                tensor.Message(
                                    2,
                                    shape =>
                                    {
                                        shape.Message(1, rows => rows.Text(2, "rows"));
                                        shape.Message(1, one => one.Whole(1, 1));
                                    }
                                );
                            }
                        )
                );
            }
        );

    private string Fresh() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{_prefix}{_count++}");
}

/// <summary>Writes the attributes of a node.</summary>
internal readonly struct OnnxAttributes(ProtobufWriter node)
{
    public void Whole(string name, long value) => Write(name, 2, attribute => attribute.Whole(3, value));

    public void Word(string name, string value) => Write(name, 3, attribute => attribute.Text(4, value));

    public void Doubles(string name, double[] values) =>
        Write(name, 4, attribute => attribute.Message(5, tensor => OnnxGraph.Doubles(tensor, name, values)));

    public void Wholes(string name, IReadOnlyList<long> values) =>
        Write(name, 7, attribute => attribute.Wholes(8, values));

    public void Words(string name, IReadOnlyList<string> values) =>
        Write(
            name,
            8,
            attribute =>
            {
                foreach (var value in values)
                {
                    attribute.Text(9, value);
                }
            }
        );

    private void Write(string name, int type, Action<ProtobufWriter> value) =>
        node.Message(
            5,
            attribute =>
            {
                attribute.Text(1, name);
                value(attribute);
                attribute.Whole(20, type);
            }
        );
}
