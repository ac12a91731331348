using CsMonolith.Learning.Binning;
using CsMonolith.Learning.Json;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Additive;

/// <summary>Reads back what <see cref="AdditiveModel.Write"/> wrote.</summary>
internal static class AdditiveFile
{
    /// <summary>Most interactions that a file may hold.</summary>
    private const int MaxPairs = 5_000;

    public static AdditiveModel Read(JsonFields field, Schema schema)
    {
        field.Only("kind", "weight", "intercept", "features", "pairs");
        var features = field.List("features", schema.Features.Count, schema.Features.Count);
        var maps = new BinMap[features.Length];
        var (mains, errors) = (new float[features.Length][], new float[features.Length][]);
        for (var i = 0; i < features.Length; i++)
        {
            features[i].Only("cuts", "pairBins", "scores", "errors");
            maps[i] = ReadMap(features[i], schema.Features[i]);
            mains[i] = features[i].Floats("scores", maps[i].Bins, maps[i].Bins);
            errors[i] = features[i].Floats("errors", maps[i].Bins, maps[i].Bins);
        }

        return new AdditiveModel(
            field.Number("intercept", -1e4, 1e4),
            maps,
            mains,
            errors,
            [.. field.List("pairs", 0, MaxPairs).Select(pair => ReadPair(pair, maps))]
        );
    }

    private static BinMap ReadMap(JsonFields field, Feature feature)
    {
        var cuts = field.Floats("cuts", 0, feature.Kind == ColumnKind.Numeric ? BinMap.MaxBins - 2 : 0, float.MaxValue);
        for (var i = 1; i < cuts.Length; i++)
        {
            if (!(cuts[i] > cuts[i - 1]))
            {
                throw field.Fault("the cuts do not rise");
            }
        }

        var bins = (feature.Kind == ColumnKind.Numeric ? cuts.Length : feature.Levels.Count) + 2;
        var pairBins = field.Bytes("pairBins", bins);
        return pairBins.Max() < BinMap.MaxPairBins
            ? new BinMap(feature.Kind, cuts, feature.Levels.Count, pairBins)
            : throw field.Fault("a bin of interactions is out of range");
    }

    private static PairTerm ReadPair(JsonFields field, BinMap[] maps)
    {
        field.Only("first", "second", "scores");
        var first = field.Whole("first", 0, maps.Length - 1);
        var second = field.Whole("second", 0, maps.Length - 1);
        var cells = maps[first].PairBins * maps[second].PairBins;
        return first < second
            ? new PairTerm(first, second, field.Floats("scores", cells, cells))
            : throw field.Fault("the features of an interaction are not in order");
    }
}
