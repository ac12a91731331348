using System.CommandLine;
using CsMonolith.Cli.Output;
using CsMonolith.Learning.MlNet.Choice;
using CsMonolith.Learning.Training;

namespace CsMonolith.Cli.Training;

/// <summary><c>--learner NAME</c>: the automatic choice, or one learner of ML.NET alone.</summary>
internal static class LearnerOption
{
    public static Option<string> Create()
    {
        var option = new Option<string>("--learner")
        {
            Description =
                "auto: the learners of this tool, with ML.NET's as a reference beside them and one more candidate. A "
                + "learner of ML.NET is used alone",
            DefaultValueFactory = _ => LearnerChoice.Auto,
        };
        option.AcceptOnlyFromAmong([.. LearnerChoice.Names]);
        return option;
    }

    /// <summary>The name, unless that learner cannot do what else is asked.</summary>
    public static string Of(string name, TrainingSettings settings)
    {
        if (!LearnerChoice.Names.Contains(name))
        {
            throw new CliException(
                ExitCode.Model,
                new(
                    $"The run was trained with the learner '{name}', which is none of "
                        + $"{string.Join(", ", LearnerChoice.Names)}. Choose one with --learner.",
                    $"その学習で使われた学習器「{name}」は {string.Join("、", LearnerChoice.Names)} のどれでもありません。"
                        + "--learner で指定してください。"
                )
            );
        }

        if (name != LearnerChoice.Auto && LearnerChoice.Lacking(name) is { } lacking)
        {
            throw new CliException(ExitCode.Model, lacking);
        }

        return name == LearnerChoice.Auto || settings.Monotone.Count == 0
            ? name
            : throw new CliException(
                ExitCode.Usage,
                new(
                    $"--learner {name} cannot hold a forecast to one direction: leave out --monotone, or train with "
                        + "--learner auto.",
                    $"--learner {name} は単調性(--monotone)に対応していません。--monotone を外すか、--learner auto で学習してください。"
                )
            );
    }
}
