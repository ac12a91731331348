using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CsMonolith.Platform.Storage;

/// <summary>
/// The names that types of rows had in earlier versions, under which what was noted of their rows is stored.
/// </summary>
public static class FormerNames
{
    private const string Annotation = "CsMonolith:WasCalled";

    /// <summary>Says by which full name the type was called before it was moved or renamed.</summary>
    public static void WasCalled<TRow>(this EntityTypeBuilder<TRow> builder, string name)
        where TRow : class => builder.HasAnnotation(Annotation, name);

    /// <summary>The type that has the name, or had it.</summary>
    internal static IEntityType Find(IModel model, string name) =>
        model.FindEntityType(name)
        ?? model.GetEntityTypes().Single(type => (string?)type.FindAnnotation(Annotation)?.Value == name);
}
