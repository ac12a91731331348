namespace CsMonolith.Learning.Tests;

/// <summary>
/// A measurement over the public tables that takes minutes; runs only where it is asked for, and says so where it is
/// not.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AllFoldsTheoryAttribute : TheoryAttribute
{
    public AllFoldsTheoryAttribute() =>
        Skip =
            new SharedDataFactAttribute().Skip
            ?? (
                Nightly.Is || Environment.GetEnvironmentVariable("CSM_ALL_FOLDS") is { Length: > 0 }
                    ? null
                    : "Takes minutes: set CSM_ALL_FOLDS=1 to measure all folds."
            );
}
