using System.Reflection;
using System.Text.Json.Serialization.Metadata;

namespace CsMonolith.Platform;

/// <summary>
/// A ratio, rate, lift or probability that is reckoned in floating point. On the wire it is a number rounded to six
/// decimals, as exact ratios are; inside and in the store it keeps what it has.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public class RatioAttribute : Attribute
{
    private const int Decimals = 6;

    /// <summary>Whether it lies between 0 and 1, which the document then says.</summary>
    public virtual bool IsPartOfOne => false;

    /// <summary>Rounds each such property where it is written.</summary>
    internal static void Round(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (Of(property) is not null && property.Get is { } get)
            {
                property.Get = holder =>
                    get(holder) is double value && double.IsFinite(value)
                        ? Math.Round(value, Decimals, MidpointRounding.AwayFromZero)
                        : get(holder);
            }
        }
    }

    /// <summary>The attribute of a property; <c>null</c> without one.</summary>
    internal static RatioAttribute? Of(JsonPropertyInfo? property) =>
        (property?.AttributeProvider as MemberInfo)?.GetCustomAttribute<RatioAttribute>();
}

/// <summary>A ratio between 0 and 1, such as a probability or a share.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ProbabilityAttribute : RatioAttribute
{
    /// <inheritdoc />
    public override bool IsPartOfOne => true;
}
