using System.Text;
using CsMonolith.Cli.Output;

namespace CsMonolith.Cli.Evidence;

/// <summary>
/// Recognises by name columns that say who a customer is or what it pays, such as size, industry or MRR. Nobody can act
/// on them, so they are never proposed as a pattern. Known are the columns of the host's extracts and common words.
/// </summary>
internal static class NonActionableColumns
{
    // As the host's catalogue of features has them, and words that mean this only where they stand alone.
    private static readonly HashSet<string> Whole = new(StringComparer.Ordinal)
    {
        "acquiredthrough",
        "tenuredays",
        "phase",
        "phasedays",
        "mrr",
        "mrrchange90d",
        "subscriptions",
        "seats",
        "expansions90d",
        "contractions90d",
        "ended180d",
        "daystoend",
        "churneventsbefore",
        "tickets90d",
        "urgent90d",
        "duewithinhorizon",
        "age",
        "revenue",
        "annualrevenue",
        "employeecount",
        "numberofemployees",
    };

    private static readonly string[] Words =
    [
        "industry",
        "sector",
        "vertical",
        "region",
        "country",
        "prefecture",
        "city",
        "size",
        "employees",
        "headcount",
        "tier",
        "tenure",
        "founded",
        "gender",
        "業種",
        "業界",
        "地域",
        "都道府県",
        "国",
        "規模",
        "企業規模",
        "従業員数",
        "社員数",
        "売上高",
        "ティア",
        "性別",
        "年齢",
    ];

    /// <summary>Whether a column of this name is known to be no lever.</summary>
    public static bool Has(string column) =>
        Whole.Contains(Plain(column)) || PartsOf(column).Intersect(Words, StringComparer.Ordinal).Any();

    /// <summary>Those of some columns, said to the user; what is asked for by name is a lever all the same.</summary>
    /// <param name="columns">All columns of the table.</param>
    /// <param name="actOn">Columns that the user says can be acted on.</param>
    public static string[] Among(IEnumerable<string> columns, IReadOnlyCollection<string> actOn, ConsoleOutput output)
    {
        string[] found = [.. columns.Where(column => Has(column) && !actOn.Contains(column))];
        if (found.Length > 0)
        {
            var names = string.Join(", ", found);
            output.Message(
                new(
                    $"Never proposed, since nobody can act on them: {names}. --act-on COL says otherwise.",
                    $"手を打てない列のため候補にしません: {names}。候補にするには --act-on 列 を指定してください。"
                )
            );
        }

        return found;
    }

    private static string Plain(string column) => string.Concat(PartsOf(column));

    // company_size, companySize and "Company size" have the same parts.
    private static IEnumerable<string> PartsOf(string column)
    {
        var part = new StringBuilder();
        for (var i = 0; i < column.Length; i++)
        {
            var letter = column[i];
            var begins = !char.IsLetterOrDigit(letter) || char.IsUpper(letter) && i > 0 && char.IsLower(column[i - 1]);
            if (begins && part.Length > 0)
            {
                yield return part.ToString();
                part.Clear();
            }

            if (char.IsLetterOrDigit(letter))
            {
                part.Append(char.ToLowerInvariant(letter));
            }
        }

        if (part.Length > 0)
        {
            yield return part.ToString();
        }
    }
}
