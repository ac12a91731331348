using System.Text;
using CsMonolith.Kernel;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Platform.Storage;

/// <summary>
/// snake_case names; a schema per module under PostgreSQL, a prefix under SQLite, which has no schemas.
/// </summary>
internal static class TableNames
{
    public static void Apply(ModelBuilder model, string module, bool schemas)
    {
        foreach (var entity in model.Model.GetEntityTypes())
        {
            if (entity.ClrType.IsAssignableTo(typeof(Aggregate)))
            {
                model.Entity(entity.ClrType).Ignore(nameof(Aggregate.News));
                model.Entity(entity.ClrType).Property(nameof(Aggregate.Version)).IsConcurrencyToken();
            }

            if (
                entity.IsOwned()
                && entity.FindOwnership() is { } owner
                && entity.GetTableName() == owner.PrincipalEntityType.GetTableName()
            )
            {
                continue;
            }

            var home = entity.GetSchema() ?? module;
            var table = Snake(entity.GetTableName()!);
            entity.SetSchema(schemas ? home : null);
            entity.SetTableName(schemas ? table : $"{home}_{table}");
        }

        foreach (var property in model.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
        {
            property.SetColumnName(Snake(property.GetColumnName()));
        }
    }

    private static string Snake(string name)
    {
        var snake = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            if (
                char.IsUpper(name[i])
                && i > 0
                && name[i - 1] != '_'
                && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])))
            )
            {
                snake.Append('_');
            }

            snake.Append(char.ToLowerInvariant(name[i]));
        }

        return snake.ToString();
    }
}
