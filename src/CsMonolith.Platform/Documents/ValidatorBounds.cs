using System.Globalization;
using System.Linq.Expressions;
using System.Text.Json;
using CsMonolith.Platform.Requests;
using FluentValidation;
using FluentValidation.Internal;
using FluentValidation.Validators;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace CsMonolith.Platform.Documents;

/// <summary>
/// Tells what an operation's validator asks for: lengths, ranges, counts and patterns. Rules under a condition are left
/// out, since the document cannot state the condition; it may promise less than the validator asks for, never more.
/// </summary>
internal static class ValidatorBounds
{
    /// <summary>Puts the bounds of a request's validator into the schemas of its body and parameters.</summary>
    public static void Apply(
        DescribedOperation described,
        IReadOnlyDictionary<string, IOpenApiSchema> schemas,
        IReadOnlySet<string> shownInAnswers,
        IServiceProvider services
    )
    {
        if (
            described.Request is null
            || services.GetService(typeof(IValidator<>).MakeGenericType(described.Request)) is not IValidator validator
        )
        {
            return;
        }

        var body =
            described.Body is { } type
            && schemas.TryGetValue(type.Name, out var found)
            && !shownInAnswers.Contains(type.Name)
                ? found as OpenApiSchema
                : null;
        foreach (var (rule, path) in Rules(validator))
        {
            var parts = path.ToList();
            var counts = parts.Count > 1 && parts[^1] == "Count";
            if (counts)
            {
                parts.RemoveAt(parts.Count - 1);
            }

            parts.RemoveAll(part => part == "Value");
            if (parts.Count is 0 or > 2 || parts[^1] is "Minor" or "Currency" or "First" or "Values")
            {
                continue;
            }

            var name = JsonNamingPolicy.CamelCase.ConvertName(parts[^1]);
            var wrapped = parts.Count == 2;
            if (
                body is not null
                && (
                    wrapped
                        ? described.Request.GetProperty(parts[0])?.PropertyType == described.Body
                        : described.Request == described.Body
                )
            )
            {
                Bound(
                    body.Properties?.TryGetValue(name, out var property) == true ? property as OpenApiSchema : null,
                    rule,
                    counts
                );
            }
            else if (
                described.Operation.Parameters?.FirstOrDefault(one =>
                    string.Equals(one.Name, name, StringComparison.OrdinalIgnoreCase)
                )
                is OpenApiParameter { Schema: OpenApiSchema of }
            )
            {
                Bound(of, rule, counts);
            }
        }
    }

    private static IEnumerable<(IValidationRule Rule, IReadOnlyList<string> Path)> Rules(IValidator validator)
    {
        foreach (
            var rule in validator
                .CreateDescriptor()
                .Rules.Where(rule => !rule.HasCondition && !rule.HasAsyncCondition && rule.Expression is not null)
        )
        {
            yield return (rule, PathOf(rule.Expression));
            foreach (
                var child in rule
                    .Components.Where(component =>
                        !component.HasCondition && component.Validator is IChildValidatorAdaptor
                    )
                    .SelectMany(component => Rules(Inner(component.Validator)))
            )
            {
                if (!IsForEach(rule))
                {
                    yield return (child.Rule, [.. PathOf(rule.Expression), .. child.Path]);
                }
            }
        }
    }

    private static bool IsForEach(IValidationRule rule) =>
        rule.GetType()
            .GetInterfaces()
            .Any(shape => shape.IsGenericType && shape.GetGenericTypeDefinition() == typeof(ICollectionRule<,>));

    private static IValidator Inner(IPropertyValidator adaptor)
    {
        var owner = adaptor.GetType().BaseType is { IsGenericType: true, Name: "ChildValidatorAdaptor`2" } shape
            ? shape
            : adaptor.GetType();
        var context = Activator.CreateInstance(
            typeof(ValidationContext<>).MakeGenericType(owner.GetGenericArguments()[0]),
            [null]
        );
        return (IValidator)owner.GetMethod("GetValidator")!.Invoke(adaptor, [context, null])!;
    }

    private static List<string> PathOf(LambdaExpression expression)
    {
        var names = new List<string>();
        var step = expression.Body is UnaryExpression { Operand: var operand } ? operand : expression.Body;
        for (; step is MemberExpression member; step = member.Expression!)
        {
            names.Insert(0, member.Member.Name);
        }

        return names;
    }

    private static void Bound(OpenApiSchema? schema, IValidationRule rule, bool counts)
    {
        var target = IsForEach(rule) ? schema?.Items as OpenApiSchema : schema;
        if (target is null)
        {
            return;
        }

        foreach (
            var component in rule.Components.Where(component => !component.HasCondition && !component.HasAsyncCondition)
        )
        {
            switch (component.Validator)
            {
                case ILengthValidator length:
                    target.MaxLength = length.Max > 0 ? length.Max : target.MaxLength;
                    target.MinLength = length.Min > 0 ? length.Min : target.MinLength;
                    break;
                case INotEmptyValidator
                    when target.Type?.HasFlag(JsonSchemaType.String) == true && target.Format is null:
                    target.MinLength = Math.Max(target.MinLength ?? 0, 1);
                    break;
                case IBetweenValidator between when between.Name.StartsWith("Inclusive", StringComparison.Ordinal):
                    Range(target, Figure(between.From), Figure(between.To), counts);
                    break;
                case IComparisonValidator { MemberToCompare: null, ValueToCompare: { } value, Comparison: var how }:
                    Range(
                        target,
                        how is Comparison.GreaterThanOrEqual or Comparison.Equal ? Figure(value) : null,
                        how is Comparison.LessThanOrEqual or Comparison.Equal ? Figure(value) : null,
                        counts
                    );
                    break;
                case IRegularExpressionValidator { Expression: { Length: > 0 } pattern }
                    when target.Type?.HasFlag(JsonSchemaType.String) == true:
                    target.Pattern = pattern;
                    break;
                case IEmailValidator:
                    target.Pattern = "^[^@]+@[^@]+$";
                    break;
            }
        }
    }

    private static void Range(OpenApiSchema target, string? from, string? to, bool counts)
    {
        if (counts)
        {
            target.MinItems = from is null ? target.MinItems : int.Parse(from, CultureInfo.InvariantCulture);
            target.MaxItems = to is null ? target.MaxItems : int.Parse(to, CultureInfo.InvariantCulture);
        }
        else if (
            target.Type?.HasFlag(JsonSchemaType.Integer) == true
            || target.Type?.HasFlag(JsonSchemaType.Number) == true
        )
        {
            target.Minimum = from ?? target.Minimum;
            target.Maximum = to ?? target.Maximum;
        }
    }

    private static string? Figure(object value) =>
        value is int or long or decimal or double ? Convert.ToString(value, CultureInfo.InvariantCulture) : null;
}
