using CsMonolith.Learning.Binning;
using CsMonolith.Learning.Numerics;

namespace CsMonolith.Learning.Additive;

/// <summary>
/// Boosts one bag: main effects first, then the interactions that would reduce the remaining loss most.
/// </summary>
/// <remarks>
/// Cyclic gradient boosting of one-feature trees: Lou, Caruana and Gehrke, Intelligible models for classification and
/// regression, KDD 2012, algorithm 1, with Newton leaves; Nori, Jenkins, Koch and Caruana, InterpretML, 2019, for the
/// bags, the random first cuts and the early stop. A step costs one pass over the rows for the histogram and one for
/// the gradients.
/// </remarks>
internal sealed class Boosting
{
    private readonly AdditiveSettings _settings;
    private readonly BinMap[] _maps;
    private readonly BinnedRows _training;
    private readonly BinnedRows _left;
    private readonly Residuals _residuals;
    private readonly MainEffectBooster _main;
    private readonly PairBooster _pair;
    private readonly CancellationToken _cancellation;

    public Boosting(
        AdditiveSettings settings,
        BinMap[] maps,
        int[] signs,
        BinnedRows training,
        BinnedRows left,
        SplitMix random,
        CancellationToken cancellation
    )
    {
        (_settings, _maps, _training, _left, _cancellation) = (settings, maps, training, left, cancellation);
        Intercept = (float)Logistic.LogOdds(training.BaseRate());
        training.Scores.AsSpan().Fill(Intercept);
        left.Scores.AsSpan().Fill(Intercept);
        Mains = [.. maps.Select(map => new float[map.Bins])];
        _residuals = new Residuals(training);
        _main = new MainEffectBooster(settings, maps, signs, Mains, training, left, _residuals, random);
        _pair = new PairBooster(
            settings,
            maps,
            signs,
            Mains,
            training,
            left,
            _residuals,
            new SplitMix(random.Next()),
            cancellation
        );
    }

    public float Intercept { get; }

    /// <summary>Shape (features) of (bins,).</summary>
    public float[][] Mains { get; }

    /// <summary>Shape (settings' pair counts): the same main effects followed by fewer or more interactions.</summary>
    public List<PairFit> Options { get; } = [];

    public void Run(Action<double>? progress)
    {
        _residuals.Update();
        BoostMains(part => progress?.Invoke(part * 0.3));
        var ranked = _pair.Rank();
        var (scores, left) = (_training.Scores.ToArray(), _left.Scores.ToArray());
        for (var option = 0; option < _settings.PairsPerFeature.Count; option++)
        {
            scores.CopyTo(_training.Scores, 0);
            left.CopyTo(_left.Scores, 0);
            _residuals.Update();
            var wanted = Math.Min(
                _settings.MaxPairs,
                (int)Math.Ceiling(_settings.PairsPerFeature[option] * _maps.Length)
            );
            var from = 0.3 + 0.7 * option / _settings.PairsPerFeature.Count;
            Options.Add(
                _pair.Boost(
                    [.. ranked.Take(wanted)],
                    part => progress?.Invoke(from + part * 0.7 / _settings.PairsPerFeature.Count)
                )
            );
        }
    }

    private void BoostMains(Action<double> progress)
    {
        var live = Enumerable.Range(0, _maps.Length).Where(feature => _maps[feature].Bins > 2).ToArray();
        var kept = new EarlyStopping(Mains, _training, _left);
        var gains = new double[live.Length];
        for (var round = 0; round < _settings.MainRounds && live.Length > 0; round++)
        {
            _cancellation.ThrowIfCancellationRequested();
            BoostingRound.Run(
                gains,
                round,
                _settings.SmoothingRounds,
                _settings.GreedyRounds,
                (i, atRandom) => _main.Step(live[i], atRandom)
            );

            if (kept.Stops(_left.Loss(), round, _settings.Patience))
            {
                break;
            }

            progress((double)round / _settings.MainRounds);
        }

        kept.Restore();
        _residuals.Update();
    }
}
