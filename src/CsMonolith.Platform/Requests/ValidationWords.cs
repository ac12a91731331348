using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;
using CsMonolith.Kernel;
using FluentValidation;
using FluentValidation.Internal;

namespace CsMonolith.Platform.Requests;

/// <summary>
/// Makes validators name fields and write values as they stand on the wire: <c>dueOn</c>, <c>2026-04-01</c>.
/// </summary>
internal static class ValidationWords
{
    /// <summary>Sets FluentValidation's options, which are the whole program's.</summary>
    public static void UseWireNames()
    {
        ValidatorOptions.Global.MessageFormatterFactory = () => new WireFormatter();
        ValidatorOptions.Global.PropertyNameResolver = (_, _, expression) => FieldOf(expression);
    }

    /// <summary>
    /// The field that a rule is about, as a path of the request's properties. Left out is what does not stand on the
    /// wire: the property that holds the body, the value inside an optional field, the count of a list, the first day
    /// of a month, the parts of an amount.
    /// </summary>
    internal static string? FieldOf(LambdaExpression? rule)
    {
        var names = new List<string>();
        var step = Bare(rule?.Body);
        for (; step is MemberExpression member; step = Bare(member.Expression))
        {
            if (StandsOnTheWire(member.Member))
            {
                names.Insert(0, member.Member.Name);
            }
        }

        return step is ParameterExpression ? string.Join('.', names) : null;
    }

    // A property of an interface is read from a converted request, a value that is compared may be converted itself.
    private static Expression? Bare(Expression? step) => step is UnaryExpression { Operand: var inner } ? inner : step;

    private static bool StandsOnTheWire(MemberInfo member) =>
        member.GetCustomAttribute<BodyAttribute>() is null
        && member.DeclaringType is { } owner
        && !(
            member.Name switch
            {
                "Value" => owner.IsGenericType
                    && owner.GetGenericTypeDefinition() is var open
                    && (open == typeof(Optional<>) || open == typeof(Nullable<>)),
                "Count" => owner.IsAssignableTo(typeof(System.Collections.IEnumerable)) || IsCollection(owner),
                "Length" => owner == typeof(string) || owner.IsArray,
                _ => owner == typeof(Month) || owner == typeof(Money),
            }
        );

    private static bool IsCollection(Type type) =>
        type.IsGenericType
        && (
            type.GetGenericTypeDefinition() == typeof(IReadOnlyCollection<>)
            || type.GetGenericTypeDefinition() == typeof(ICollection<>)
        );

    private sealed class WireFormatter : MessageFormatter
    {
        public override string BuildMessage(string messageTemplate)
        {
            foreach (var (name, value) in PlaceholderValues.ToArray())
            {
                if (value is IFormattable written)
                {
                    PlaceholderValues[name] = written.ToString(
                        value is DateOnly ? "yyyy-MM-dd"
                            : value is DateTime ? "O"
                            : null,
                        CultureInfo.InvariantCulture
                    );
                }
            }

            if (PlaceholderValues.GetValueOrDefault("PropertyPath") is string { Length: > 0 } path)
            {
                PlaceholderValues["PropertyName"] = JsonNamingPolicy.CamelCase.ConvertName(
                    path[(path.LastIndexOf('.') + 1)..]
                );
            }

            return base.BuildMessage(messageTemplate);
        }
    }
}
