using System.Reflection;
using CsMonolith.Revenue.Growth.Expansion;
using CsMonolith.Revenue.Retention;

namespace CsMonolith.Revenue.Tests.Retention.Measures;

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
        "Amounts",
        "Ledger",
        "Subscriptions",
        "Retention",
        "Value",
        "Growth.Credits",
    ];

    /// <summary>
    /// 97 % is 97.00000000000001 in binary: what is compared with a target must be whole numbers or fractions of them.
    /// </summary>
    [Fact]
    public void No_figure_that_is_compared_or_paid_by_goes_through_a_binary_fraction()
    {
        var exact = typeof(RevenueModule)
            .Assembly.GetTypes()
            .Where(type =>
                Exact.Any(folder =>
                    $"{type.Namespace}.".StartsWith($"CsMonolith.Revenue.{folder}.", StringComparison.Ordinal)
                )
            )
            // What a model reads is a binary fraction anyway.
            .Where(type => type != typeof(AnswerRevenuesAsOf))
            .ToList();

        exact.SelectMany(Binary).ShouldBeEmpty();
        Exact.ShouldAllBe(folder => exact.Exists(type => $"{type.Namespace}.".Contains($".{folder}.")));
        Binary(typeof(PeerShare))
            .ShouldNotBeEmpty("the interval of a share of peers is one, and shows that the search finds them");
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
