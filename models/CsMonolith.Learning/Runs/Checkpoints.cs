using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using CsMonolith.Learning.Artefacts;
using CsMonolith.Learning.Auto;
using CsMonolith.Learning.Calibration;
using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Json;
using CsMonolith.Learning.Models;
using CsMonolith.Learning.Progress;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;

namespace CsMonolith.Learning.Runs;

/// <summary>
/// Stores each learner's finished fit in a folder, so that an interrupted training resumes from there.
/// </summary>
/// <param name="folder">Where; made when the first learner is done.</param>
/// <remarks>
/// A learner's models are kept under a digest of its rows, folds, seed and constraints and of the libraries' builds: a
/// fit to anything else is never reused. Since a model that is read back is the same to the last bit, so is the run. A
/// file that is damaged counts as absent. Up to 32 MiB for each model; larger ones are fitted anew.
/// </remarks>
public sealed class Checkpoints(string folder)
{
    /// <summary>A trainer that stores its learners' finished fits, the reference's among them, and reuses stored ones.</summary>
    /// <param name="trainer">The trainer whose learners are fitted.</param>
    public AutoTrainer Trainer(AutoTrainer trainer)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        return trainer.Wrapped(learner => new CheckpointedTrainer(learner, folder));
    }

    /// <summary>Deletes everything that was stored.</summary>
    public void Clear()
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private sealed class CheckpointedTrainer(ITrainer learner, string folder) : ITrainer
    {
        public string Name => learner.Name;

        public CrossFit Fit(
            Table aligned,
            Folds folds,
            TrainingSettings settings,
            IProgress<StageProgress>? progress,
            CancellationToken cancellation
        )
        {
            var path = Path.Combine(folder, $"{Name}-{KeyOf(aligned, folds, settings)}");
            if (Read(path, folds.Count) is { } finished)
            {
                progress?.Report(new StageProgress(Name, 1));
                return finished;
            }

            var fit = learner.Fit(aligned, folds, settings, progress, cancellation);
            Directory.CreateDirectory(folder);
            var draft = path + ".partial";
            File.WriteAllBytes(draft, Bytes(fit, aligned));
            File.Move(draft, path, overwrite: true);
            return fit;
        }

        private string KeyOf(Table aligned, Folds folds, TrainingSettings settings)
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var constraints = settings
                .Monotone.OrderBy(one => one.Key, StringComparer.Ordinal)
                .Select(one => $"{one.Key}\u001f{one.Value}");
            hash.AppendData(
                Encoding.UTF8.GetBytes(
                    $"{Name}\n{typeof(Checkpoints).Module.ModuleVersionId}\n"
                        + $"{learner.GetType().Module.ModuleVersionId}\n{TrainingRun.FingerprintOf(aligned)}\n"
                        + $"{settings.Seed}\n{string.Join('\u001e', constraints)}\n"
                )
            );
            hash.AppendData(MemoryMarshal.AsBytes(folds.Of));
            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }

        // The model on all rows first, then that of each fold, each with its length before it.
        private static byte[] Bytes(CrossFit fit, Table aligned)
        {
            var schema = new Schema([
                .. aligned.Columns.Select(column => new Feature(column.Name, column.Kind, column.Levels)),
            ]);
            using var all = new MemoryStream();
            Span<byte> length = stackalloc byte[4];
            foreach (var model in fit.FoldModels.Prepend(fit.Model))
            {
                var bytes = ModelFile.Write(
                    new ProbabilityModel(schema, Signal.Found, [new Part(1, model)], Platt.Identity, baseRate: 0.5)
                );
                BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
                all.Write(length);
                all.Write(bytes);
            }

            return all.ToArray();
        }

        private static CrossFit? Read(string path, int folds)
        {
            if (!File.Exists(path))
            {
                return null;
            }

            var models = new List<IModel>();
            ReadOnlyMemory<byte> rest = File.ReadAllBytes(path);
            try
            {
                while (
                    rest.Length >= 4
                    && BinaryPrimitives.ReadInt32LittleEndian(rest.Span) is var length and >= 0
                    && length <= rest.Length - 4
                )
                {
                    models.Add(ModelFile.Read(rest.Slice(4, length)).Parts[0].Model);
                    rest = rest[(4 + length)..];
                }
            }
            catch (ModelFileException)
            {
                return null;
            }

            return rest.IsEmpty && models.Count == folds + 1 ? new CrossFit(models[0], models[1..]) : null;
        }
    }
}
