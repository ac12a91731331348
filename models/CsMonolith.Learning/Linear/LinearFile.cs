using CsMonolith.Learning.Json;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Linear;

/// <summary>Reads back what <see cref="LinearModel.Write"/> wrote.</summary>
internal static class LinearFile
{
    public static LinearModel Read(JsonFields field, Schema schema)
    {
        field.Only("kind", "weight", "intercept", "columns");
        var columns = field.List("columns", 0, 200_000);
        var design = new DesignColumn[columns.Length];
        var coefficients = new double[columns.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            design[i] = ReadColumn(columns[i], schema);
            coefficients[i] = columns[i].Number("coefficient", -1e4, 1e4);
        }

        return new LinearModel(field.Number("intercept", -1e4, 1e4), design, coefficients);
    }

    private static DesignColumn ReadColumn(JsonFields field, Schema schema)
    {
        field.Only("feature", "role", "code", "mean", "scale", "fill", "coefficient");
        var feature = field.Whole("feature", 0, schema.Features.Count - 1);
        var role = field.Word("role", "number", "missing", "level") switch
        {
            0 => DesignRole.Number,
            1 => DesignRole.Missing,
            _ => DesignRole.Level,
        };
        var numeric = schema.Features[feature].Kind == ColumnKind.Numeric;
        if (role == DesignRole.Number && !numeric || role == DesignRole.Level && numeric)
        {
            throw field.Fault("the role does not fit the feature's kind");
        }

        return new DesignColumn(
            feature,
            role,
            field.Whole("code", 0, Math.Max(schema.Features[feature].Levels.Count - 1, 0)),
            field.Number("mean", -1e39, 1e39),
            field.Number("scale", 1e-45, 1e39),
            field.Number("fill", -1e39, 1e39)
        );
    }
}
