using System.Reflection;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;

namespace CsMonolith.Platform.Storage;

/// <summary>
/// Text as searches compare it: カブシキ and ｶﾌﾞｼｷ, Ｊ－１ and J-1 are the same, in what is stored and in what is asked.
/// </summary>
public static class NarrowText
{
    /// <summary>Name of the function that SQLite is given for it.</summary>
    internal const string Function = "narrow";

    /// <summary>The method, for expressions that databases translate.</summary>
    internal static MethodInfo Method { get; } = typeof(NarrowText).GetMethod(nameof(Narrow))!;

    /// <summary>The text by NFKC; half a surrogate pair, which has no such form, stays.</summary>
    public static string? Narrow(string? text)
    {
        try
        {
            return text?.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            return text;
        }
    }

    /// <summary>Whether a value may be written in another width: text beyond ASCII.</summary>
    internal static bool IsWide(object? value) => value is string text && !Ascii.IsValid(text);

    /// <summary>Lets queries call it: PostgreSQL knows NFKC, SQLite calls back.</summary>
    internal static void Map(ModelBuilder model, bool isPostgres) =>
        model
            .HasDbFunction(Method)
            .HasTranslation(arguments =>
                isPostgres
                    ? new SqlFunctionExpression(
                        "normalize",
                        [arguments[0], new SqlFragmentExpression("NFKC")],
                        nullable: true,
                        argumentsPropagateNullability: [true, false],
                        typeof(string),
                        arguments[0].TypeMapping
                    )
                    : new SqlFunctionExpression(
                        Function,
                        arguments,
                        nullable: true,
                        argumentsPropagateNullability: [true],
                        typeof(string),
                        arguments[0].TypeMapping
                    )
            );
}
