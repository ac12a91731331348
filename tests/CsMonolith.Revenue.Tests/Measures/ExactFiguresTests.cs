using System.Reflection;
using CsMonolith.Revenue.Renewals;

namespace CsMonolith.Revenue.Tests.Measures;

public sealed class ExactFiguresTests
{
    private const BindingFlags All =
        BindingFlags.Public
        | BindingFlags.NonPublic
        | BindingFlags.Instance
        | BindingFlags.Static
        | BindingFlags.DeclaredOnly;
    private static readonly string[] Exact =
    [
        "Measures",
        "Retention",
        "MonthCloses",
        "Movements",
        "Churns",
        "Value",
        "Credits",
        "Profit",
    ];

    /// <summary>97 % is 97.00000000000001 in binary: what is compared with a target must be whole numbers or fractions of them.</summary>
    [Fact]
    public void No_figure_that_is_compared_or_paid_by_goes_through_a_binary_fraction()
    {
        var folders = Exact.Select(folder => $"CsMonolith.Revenue.{folder}").ToHashSet(StringComparer.Ordinal);

        typeof(RevenueModule)
            .Assembly.GetTypes()
            .Where(type => folders.Contains(type.Namespace ?? ""))
            .SelectMany(Binary)
            .ShouldBeEmpty();
        Binary(typeof(ExpectedAmount))
            .ShouldNotBeEmpty("the interval of a forecast is one, and shows that the search finds them");
    }

    private static IEnumerable<string> Binary(Type type) =>
        [
            .. type.GetFields(All).Where(field => IsBinary(field.FieldType)).Select(field => $"{type}.{field.Name}"),
            .. type.GetMethods(All)
                .Cast<MethodBase>()
                .Concat(type.GetConstructors(All))
                .Where(method =>
                    method.GetParameters().Any(one => IsBinary(one.ParameterType))
                    || (method is MethodInfo { ReturnType: var answer } && IsBinary(answer))
                    || method.GetMethodBody()?.LocalVariables.Any(local => IsBinary(local.LocalType)) == true
                )
                .Select(method => $"{type}.{method.Name}"),
        ];

    private static bool IsBinary(Type type) =>
        (Nullable.GetUnderlyingType(type) ?? type) is var plain
        && (plain == typeof(double) || plain == typeof(float) || plain == typeof(Half));
}
