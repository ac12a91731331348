namespace CsMonolith.Learning.Tests;

/// <summary>The public churn tables, which are not part of the repository.</summary>
internal static class SharedData
{
    public static string? Folder { get; } = Find();

    public static string Path(string name) => System.IO.Path.Combine(Folder!, name);

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("CSM_SHARED_DATA") is { Length: > 0 } given)
        {
            return Directory.Exists(given) ? given : null;
        }

        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var data = System.IO.Path.Combine(at.FullName, "shared", "data");
            if (File.Exists(System.IO.Path.Combine(data, "telco_ibm.csv")))
            {
                return data;
            }
        }

        return null;
    }
}

/// <summary>A test over the public tables; where they are not, it says so and is skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute()
    {
        if (SharedData.Folder is null)
        {
            Skip = "The public tables are not here: put them in a folder shared/data above the tests, or name it in CSM_SHARED_DATA.";
        }
    }
}

/// <inheritdoc cref="SharedDataFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedDataTheoryAttribute : TheoryAttribute
{
    public SharedDataTheoryAttribute() => Skip = new SharedDataFactAttribute().Skip;
}

/// <summary>A measurement over the public tables that takes minutes; runs only where it is asked for, and says so where it is not.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AllFoldsTheoryAttribute : TheoryAttribute
{
    public AllFoldsTheoryAttribute() => Skip = new SharedDataFactAttribute().Skip
        ?? (Nightly.Is || Environment.GetEnvironmentVariable("CSM_ALL_FOLDS") is { Length: > 0 } ? null : "Takes minutes: set CSM_ALL_FOLDS=1 to measure all folds.");
}
