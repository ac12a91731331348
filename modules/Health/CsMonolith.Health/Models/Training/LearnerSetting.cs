using CsMonolith.Learning.MlNet.Choice;
using Microsoft.Extensions.Configuration;

namespace CsMonolith.Health.Models.Training;

/// <summary>
/// The learner of this host's trainings, by the setting <c>Health:Learner</c>: <c>auto</c>, or a learner of ML.NET alone.
/// </summary>
internal sealed record LearnerSetting(string Name)
{
    /// <exception cref="InvalidOperationException">The setting names no learner, or one that cannot be loaded.</exception>
    public static LearnerSetting Read(IConfiguration configuration)
    {
        var name = configuration["Health:Learner"] ?? LearnerChoice.Auto;
        if (!LearnerChoice.Names.Contains(name))
        {
            throw new InvalidOperationException(
                $"Health:Learner is '{name}': choose one of {string.Join(", ", LearnerChoice.Names)}."
            );
        }

        return name == LearnerChoice.Auto || LearnerChoice.Lacking(name) is not { } lacking
            ? new LearnerSetting(name)
            : throw new InvalidOperationException($"Health:Learner is '{name}'. {lacking.En}");
    }
}
