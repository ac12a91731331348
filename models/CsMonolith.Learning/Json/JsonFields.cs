using System.Text.Json;

namespace CsMonolith.Learning.Json;

/// <summary>
/// A value in a JSON document together with its path. Every read checks kind, length and range, and every refusal names
/// the path.
/// </summary>
internal readonly struct JsonFields(JsonElement element, string path)
{
    private const int MaxText = 1_000;

    public JsonFields this[string name] =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value)
            ? new JsonFields(value, $"{path}.{name}")
            : throw Fault($"'{name}' is absent");

    /// <summary>Whether the object has the property.</summary>
    public bool Has(string name) => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out _);

    /// <summary>Refuses an object that has another property than the named ones, or one of them twice.</summary>
    public void Only(params ReadOnlySpan<string> names)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw Fault("an object is expected");
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
        {
            if (!names.Contains(property.Name) || !seen.Add(property.Name))
            {
                throw Fault("a property is not known or stands twice");
            }
        }
    }

    public JsonFields[] List(string name, int least, int most)
    {
        var list = this[name];
        var fields = new JsonFields[list.Length(least, most)];
        var i = 0;
        foreach (var item in list.Element.EnumerateArray())
        {
            fields[i] = new JsonFields(item, $"{list.Path}[{i++}]");
        }

        return fields;
    }

    /// <summary>A list of finite single-precision numbers of a known length.</summary>
    public float[] Floats(string name, int least, int most, double limit = 1e4)
    {
        var list = this[name];
        var floats = new float[list.Length(least, most)];
        var i = 0;
        foreach (var item in list.Element.EnumerateArray())
        {
            if (
                item.ValueKind != JsonValueKind.Number
                || !item.TryGetSingle(out floats[i])
                || !(Math.Abs(floats[i]) <= limit)
            )
            {
                throw list.Fault($"item {i} is not a number within ±{limit:R}");
            }

            i++;
        }

        return floats;
    }

    /// <summary>A list of finite double-precision numbers within ±<paramref name="limit"/>.</summary>
    public double[] Doubles(string name, int least, int most, double limit)
    {
        var list = this[name];
        var doubles = new double[list.Length(least, most)];
        var i = 0;
        foreach (var item in list.Element.EnumerateArray())
        {
            if (
                item.ValueKind != JsonValueKind.Number
                || !item.TryGetDouble(out doubles[i])
                || !(Math.Abs(doubles[i]) <= limit)
            )
            {
                throw list.Fault($"item {i} is not a number within ±{limit:R}");
            }

            i++;
        }

        return doubles;
    }

    public double Number(string name, double least, double most)
    {
        var field = this[name];
        return
            field.Element.ValueKind == JsonValueKind.Number
            && field.Element.TryGetDouble(out var number)
            && number >= least
            && number <= most
            ? number
            : throw field.Fault($"a number from {least:R} to {most:R} is expected");
    }

    public int Whole(string name, int least, int most)
    {
        var field = this[name];
        return
            field.Element.ValueKind == JsonValueKind.Number
            && field.Element.TryGetInt32(out var number)
            && number >= least
            && number <= most
            ? number
            : throw field.Fault($"a whole number from {least} to {most} is expected");
    }

    /// <summary>A list of whole numbers of a known length.</summary>
    public int[] Wholes(string name, int length, int least, int most)
    {
        var list = this[name];
        var wholes = new int[list.Length(length, length)];
        var i = 0;
        foreach (var item in list.Element.EnumerateArray())
        {
            if (
                item.ValueKind != JsonValueKind.Number
                || !item.TryGetInt32(out wholes[i])
                || wholes[i] < least
                || wholes[i] > most
            )
            {
                throw list.Fault($"item {i} is not a whole number from {least} to {most}");
            }

            i++;
        }

        return wholes;
    }

    /// <summary>The index of the property's text among the allowed words.</summary>
    public int Word(string name, params ReadOnlySpan<string> words)
    {
        var field = this[name];
        var index = words.IndexOf(field.Text());
        return index >= 0 ? index : throw field.Fault("the word is not known");
    }

    public string Text() =>
        element.ValueKind == JsonValueKind.String && element.GetString() is { Length: <= MaxText } text
            ? text
            : throw Fault($"a text of at most {MaxText} characters is expected");

    public byte[] Bytes(string name, int length) => this[name].Bytes(length);

    public byte[] Bytes(int length) =>
        element.ValueKind == JsonValueKind.String
        && element.TryGetBytesFromBase64(out var bytes)
        && bytes.Length == length
            ? bytes
            : throw Fault($"{length} bytes in base 64 are expected");

    /// <summary>Path of the value, such as <c>$.parts[0].weight</c>.</summary>
    public string Name => path;

    public ModelFileException Fault(string what) =>
        new(new($"Model file, {path}: {what}.", $"モデルファイルの {path} が不正です({what})。"));

    private JsonElement Element => element;

    private string Path => path;

    private int Length(int least, int most) =>
        element.ValueKind == JsonValueKind.Array
        && element.GetArrayLength() is var length
        && length >= least
        && length <= most
            ? length
            : throw Fault($"a list of {least} to {most} items is expected");
}
