using System.Collections.Concurrent;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace CsMonolith.Platform.Documents;

/// <summary>
/// What the code says of a type or property in its docstring, read from the file that the compiler writes beside each
/// assembly. What has no docstring is described by its name: <c>lastContactOn</c> is "Last contact on."
/// </summary>
internal static partial class Docstrings
{
    private static readonly ConcurrentDictionary<Assembly, IReadOnlyDictionary<string, XElement>> Read = new();

    /// <summary>A type's summary, or <c>null</c>.</summary>
    public static string? Of(Type type) => Member(type)?.Element("summary") is { } summary ? Plain(summary) : null;

    /// <summary>What a record's parameter or a property is about; never empty.</summary>
    public static string Of(Type owner, string property)
    {
        var parameter = Member(owner)
            ?.Elements("param")
            .FirstOrDefault(one =>
                string.Equals((string?)one.Attribute("name"), property, StringComparison.OrdinalIgnoreCase)
            );
        var said =
            parameter ?? Members(owner.Assembly).GetValueOrDefault($"P:{NameOf(owner)}.{property}")?.Element("summary");
        return said is not null && Plain(said) is { Length: > 0 } text ? text : Glossary.Of(property);
    }

    /// <summary>camelCase or PascalCase as words: <c>PayPlanLine</c> is "Pay plan line".</summary>
    public static string Words(string name)
    {
        var words = Humps().Replace(name, " $0").Trim();
        return words.Length == 0 ? name : char.ToUpperInvariant(words[0]) + words[1..].ToLowerInvariant();
    }

    private static XElement? Member(Type type) => Members(type.Assembly).GetValueOrDefault($"T:{NameOf(type)}");

    private static string NameOf(Type type) =>
        (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');

    private static IReadOnlyDictionary<string, XElement> Members(Assembly assembly) =>
        Read.GetOrAdd(
            assembly,
            static one =>
            {
                var file = Path.ChangeExtension(one.Location, ".xml");
                return File.Exists(file)
                    ? XDocument
                        .Load(file)
                        .Descendants("member")
                        .ToDictionary(member => (string)member.Attribute("name")!, StringComparer.Ordinal)
                    : new Dictionary<string, XElement>(StringComparer.Ordinal);
            }
        );

    private static string Plain(XElement said)
    {
        var text = new StringBuilder();
        foreach (var node in said.DescendantNodes())
        {
            text.Append(
                node switch
                {
                    XText words => words.Value,
                    XElement { Name.LocalName: "see" or "paramref" or "typeparamref" or "seealso" } pointer => Last(
                        (string?)(
                            pointer.Attribute("cref") ?? pointer.Attribute("langword") ?? pointer.Attribute("name")
                        )
                    ),
                    _ => "",
                }
            );
        }

        var plain = Gaps().Replace(text.ToString(), " ").Trim();
        return plain.Length == 0 || plain[^1] is '.' or '?' or ':' ? plain : plain + ".";
    }

    private static string Last(string? reference) =>
        reference is null ? "" : reference[(reference.LastIndexOf('.') + 1)..].Split('(')[0];

    [GeneratedRegex(@"(?<=[a-z0-9])[A-Z]")]
    private static partial Regex Humps();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Gaps();
}
