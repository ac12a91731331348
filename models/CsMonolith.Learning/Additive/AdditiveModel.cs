using System.Buffers;
using System.Runtime.Intrinsics;
using System.Text.Json;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;

namespace CsMonolith.Learning.Additive;

/// <summary>A sum of shapes of single features and of pairs of features, each with weighted mean zero.</summary>
internal sealed class AdditiveModel(double intercept, BinMap[] maps, float[][] mains, float[][] errors, PairTerm[] pairs) : IModel
{
    public const string KindName = "additive";

    public string Kind => KindName;

    public double Intercept => intercept;

    /// <summary>How each feature is binned.</summary>
    public IReadOnlyList<BinMap> Maps => maps;

    /// <summary>Shape (features) of (bins,), in log-odds.</summary>
    public IReadOnlyList<float[]> Mains => mains;

    /// <summary>Standard deviation of each main's bins over the bags; the error bars of the shapes.</summary>
    public IReadOnlyList<float[]> Errors => errors;

    /// <summary>The interactions.</summary>
    public IReadOnlyList<PairTerm> Pairs => pairs;

    public void Contribute(Table aligned, int row, double weight, Span<double> into)
    {
        Span<int> coarse = maps.Length <= 512 ? stackalloc int[maps.Length] : new int[maps.Length];
        for (var feature = 0; feature < maps.Length; feature++)
        {
            var bin = maps[feature].Bin(aligned.Columns[feature], row);
            coarse[feature] = maps[feature].PairBin[bin];
            into[feature] += weight * mains[feature][bin];
        }

        foreach (var pair in pairs)
        {
            var half = 0.5 * weight * pair.Grid[coarse[pair.First] * maps[pair.Second].PairBins + coarse[pair.Second]];
            into[pair.First] += half;
            into[pair.Second] += half;
        }
    }

    /// <inheritdoc/>
    /// <remarks>A column at a time over blocks that stay in the cache: O(rows × (features × log bins + pairs)).</remarks>
    public void Score(Table aligned, int from, double weight, Span<double> into)
    {
        const int Block = 512;
        var coarse = ArrayPool<byte>.Shared.Rent(maps.Length * Block);
        Span<ushort> places = stackalloc ushort[Math.Min(Block, into.Length)];
        for (var start = 0; start < into.Length; start += Block)
        {
            var scores = into[start..Math.Min(start + Block, into.Length)];
            for (var feature = 0; feature < maps.Length; feature++)
            {
                maps[feature].Score(aligned.Columns[feature], from + start, mains[feature], weight, scores, coarse.AsSpan(feature * Block, scores.Length));
            }

            foreach (var pair in pairs)
            {
                var along = maps[pair.Second].PairBins;
                var first = coarse.AsSpan(pair.First * Block, scores.Length);
                var second = coarse.AsSpan(pair.Second * Block, scores.Length);
                PlacesOf(first, second, along, places[..scores.Length]);
                AddFrom(pair.Grid, places[..scores.Length], weight, scores);
            }
        }

        ArrayPool<byte>.Shared.Return(coarse);
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteNumber("intercept", intercept);
        json.WriteStartArray("features");
        for (var feature = 0; feature < maps.Length; feature++)
        {
            json.WriteStartObject();
            WriteNumbers(json, "cuts", maps[feature].Cuts);
            json.WriteBase64String("pairBins", maps[feature].PairBin);
            WriteNumbers(json, "scores", mains[feature]);
            WriteNumbers(json, "errors", errors[feature]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("pairs");
        foreach (var pair in pairs)
        {
            json.WriteStartObject();
            json.WriteNumber("first", pair.First);
            json.WriteNumber("second", pair.Second);
            WriteNumbers(json, "scores", pair.Grid);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Shape (rows,): cell of a grid that each row falls in; below 2¹⁰.</summary>
    private static void PlacesOf(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, int along, Span<ushort> places)
    {
        var i = 0;
        for (; i <= places.Length - Vector128<byte>.Count; i += Vector128<byte>.Count)
        {
            var (low, high) = Vector128.Widen(Vector128.Create(first.Slice(i, Vector128<byte>.Count)));
            var (lowBy, highBy) = Vector128.Widen(Vector128.Create(second.Slice(i, Vector128<byte>.Count)));
            (low * (ushort)along + lowBy).CopyTo(places[i..]);
            (high * (ushort)along + highBy).CopyTo(places[(i + Vector128<ushort>.Count)..]);
        }

        for (; i < places.Length; i++)
        {
            places[i] = (ushort)(first[i] * along + second[i]);
        }
    }

    // Four rows at a time; a row's sum is its own, so its bits are the same alone.
    private static void AddFrom(ReadOnlySpan<float> grid, ReadOnlySpan<ushort> places, double weight, Span<double> scores)
    {
        var factor = Vector256.Create(weight);
        var i = 0;
        for (; i <= places.Length - 4; i += 4)
        {
            var four = places.Slice(i, 4);
            var part = scores.Slice(i, 4);
            (Vector256.Create<double>(part) + factor * Vector256.Create((double)grid[four[0]], grid[four[1]], grid[four[2]], grid[four[3]])).CopyTo(part);
        }

        for (; i < places.Length; i++)
        {
            scores[i] += weight * grid[places[i]];
        }
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, ReadOnlySpan<float> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }
}
