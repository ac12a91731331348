using System.Data.Common;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace CsMonolith.Platform.Storage;

/// <summary>
/// Appends rows that nobody reads back, such as the platform's notes of an import: many to a statement, where the
/// change tracker would take a statement for each under SQLite. Within the present transaction, in order, with the
/// model's names and conversions.
/// </summary>
internal static class BulkAppend
{
    // More save little: a provider looks up each parameter among those of its statement by name.
    private const int RowsAtOnce = 40;

    /// <param name="unlessThere">Leaves out rows whose key is stored already, whoever stored it.</param>
    public static async Task Append<TRow>(
        ModuleDb db,
        IReadOnlyList<TRow> rows,
        CancellationToken cancellation,
        bool unlessThere = false
    )
        where TRow : class
    {
        if (rows.Count == 0)
        {
            return;
        }

        var type = db.Model.FindEntityType(typeof(TRow))!;
        var properties = type.GetProperties().Where(property => !IsCounted(property)).ToList();

        // Under SQLite one command for all full statements, so that it is prepared once. Npgsql prepares by the
        // statement's text, and a command that it has prepared by itself would send its first parameters again.
        await using var full = db.IsPostgres ? null : Command(db, type, properties, RowsAtOnce, unlessThere);
        foreach (var some in rows.Chunk(RowsAtOnce))
        {
            await using var own =
                full is null || some.Length < RowsAtOnce
                    ? Command(db, type, properties, some.Length, unlessThere)
                    : null;
            var command = own ?? full!;
            command.Parameters.Clear();
            foreach (var row in some)
            {
                foreach (var property in properties)
                {
                    var name = $"@p{command.Parameters.Count}";
                    var value = property.GetGetter().GetClrValue(row);
                    command.Parameters.Add(
                        property.GetRelationalTypeMapping().CreateParameter(command, name, value, property.IsNullable)
                    );
                }
            }

            await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    // The database gives the next number.
    private static bool IsCounted(IProperty property) =>
        property.ValueGenerated == ValueGenerated.OnAdd && property.ClrType == typeof(long);

    private static DbCommand Command(
        ModuleDb db,
        IEntityType type,
        List<IProperty> properties,
        int rows,
        bool unlessThere
    )
    {
        var names = db.GetService<ISqlGenerationHelper>();
        var sql = new StringBuilder("INSERT INTO ")
            .Append(names.DelimitIdentifier(type.GetTableName()!, type.GetSchema()))
            .Append(" (")
            .AppendJoin(", ", properties.Select(property => names.DelimitIdentifier(property.GetColumnName())))
            .Append(") VALUES ");
        for (var row = 0; row < rows; row++)
        {
            var first = row * properties.Count;
            sql.Append(row == 0 ? "(" : ", (")
                .AppendJoin(", ", Enumerable.Range(first, properties.Count).Select(place => $"@p{place}"))
                .Append(')');
        }

        sql.Append(unlessThere ? " ON CONFLICT DO NOTHING" : "");
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandText = sql.ToString();
        return command;
    }
}
