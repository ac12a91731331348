using Xunit;

namespace CsMonolith.PublicTables;

/// <summary>A test over the public tables; where they are not, it says so and is skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute()
    {
        if (SharedData.Folder is null)
        {
            Skip =
                "The public tables are not here: put them in a folder shared/data above the tests, or name it in CSM_SHARED_DATA.";
        }
    }
}

/// <inheritdoc cref="SharedDataFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedDataTheoryAttribute : TheoryAttribute
{
    public SharedDataTheoryAttribute() => Skip = new SharedDataFactAttribute().Skip;
}
