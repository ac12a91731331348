using System.Buffers;
using System.Runtime.Intrinsics;
using System.Text.Json;
using CsMonolith.Learning.Binning;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;

namespace CsMonolith.Learning.Additive;

/// <summary>A sum of shapes of single features and of pairs of features, each with weighted mean zero.</summary>
internal sealed class AdditiveModel(
    double intercept,
    BinMap[] maps,
    float[][] mains,
    float[][] errors,
    PairTerm[] pairs
) : IModel
{
    public const string KindName = "additive";

    private const int MaxBlock = 512;

    /// <summary>Shape (features,): whether any interaction asks for its coarse bins.</summary>
    private readonly bool[] _paired =
    [
        .. maps.Select((_, feature) => pairs.Any(pair => pair.First == feature || pair.Second == feature)),
    ];

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
    /// <remarks>
    /// A column at a time over blocks that stay in the cache: O(rows × (features + pairs)), and log bins where cuts lie
    /// unevenly.
    /// </remarks>
    public void Score(Table aligned, int from, double weight, Span<double> into)
    {
        if (into.Length < 8 && maps.Length <= 512)
        {
            Span<byte> own = stackalloc byte[maps.Length];
            for (var i = 0; i < into.Length; i++)
            {
                into[i] = ScoreOf(aligned, from + i, weight, into[i], own);
            }

            return;
        }

        var block = Math.Min(MaxBlock, into.Length);
        var coarse = ArrayPool<byte>.Shared.Rent(maps.Length * block);
        Span<ushort> places = stackalloc ushort[block];
        for (var start = 0; start < into.Length; start += block)
        {
            var scores = into[start..Math.Min(start + block, into.Length)];
            places = places[..scores.Length];
            for (var feature = 0; feature < maps.Length; feature++)
            {
                maps[feature].BinsOf(aligned.Columns[feature], from + start, places);
                AddFrom(mains[feature], places, weight, scores);
                if (_paired[feature])
                {
                    maps[feature].PairBinsOf(places, coarse.AsSpan(feature * block, scores.Length));
                }
            }

            foreach (var pair in pairs)
            {
                var first = coarse.AsSpan(pair.First * block, scores.Length);
                var second = coarse.AsSpan(pair.Second * block, scores.Length);
                PlacesOf(first, second, maps[pair.Second].PairBins, places);
                AddFrom(pair.Grid, places, weight, scores);
            }
        }

        ArrayPool<byte>.Shared.Return(coarse);
    }

    // One row by itself, in the order of the batch.
    private double ScoreOf(Table aligned, int row, double weight, double score, Span<byte> coarse)
    {
        for (var feature = 0; feature < maps.Length; feature++)
        {
            var bin = maps[feature].Bin(aligned.Columns[feature], row);
            coarse[feature] = maps[feature].PairBin[bin];
            score += weight * mains[feature][bin];
        }

        foreach (var pair in pairs)
        {
            score += weight * pair.Grid[coarse[pair.First] * maps[pair.Second].PairBins + coarse[pair.Second]];
        }

        return score;
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

    // Eight rows at a time; a row's sum is its own, so its bits are the same alone.
    private static void AddFrom(
        ReadOnlySpan<float> values,
        ReadOnlySpan<ushort> places,
        double weight,
        Span<double> scores
    )
    {
        var factor = Vector256.Create(weight);
        var i = 0;
        for (; i <= places.Length - 8; i += 8)
        {
            var p = places.Slice(i, 8);
            var part = scores.Slice(i, 8);
            var (first, last) = Vector256.Widen(
                Vector256.Create(
                    values[p[0]],
                    values[p[1]],
                    values[p[2]],
                    values[p[3]],
                    values[p[4]],
                    values[p[5]],
                    values[p[6]],
                    values[p[7]]
                )
            );
            (Vector256.Create<double>(part[..4]) + factor * first).CopyTo(part[..4]);
            (Vector256.Create<double>(part[4..]) + factor * last).CopyTo(part[4..]);
        }

        for (; i < places.Length; i++)
        {
            scores[i] += weight * values[places[i]];
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
