using System.Text.Json.Serialization;

namespace CsMonolith.Journey.Handoffs;

/// <summary>A promise as a caller gives it.</summary>
/// <param name="What">What was promised, in words.</param>
/// <param name="MadeOn">The day; not after today.</param>
/// <param name="MadeTo">The customer's person to whom it was promised.</param>
/// <param name="AvailableFrom">From when the product will do it, where that is planned.</param>
/// <param name="Gap">What lies between the promise and the product.</param>
/// <param name="OwnerId">Who of us sees to the gap.</param>
internal sealed record GivenPromise(
    string What,
    DateOnly MadeOn,
    PromiseAvailability Availability,
    string? MadeTo = null,
    DateOnly? AvailableFrom = null,
    string? Gap = null,
    Guid? OwnerId = null
)
{
    [JsonIgnore]
    public PromiseDetails Details => new(Availability, AvailableFrom, Gap, OwnerId, Resolution: null, ResolvedOn: null);
}

internal sealed class GivenPromiseValidator : AbstractValidator<GivenPromise>
{
    public GivenPromiseValidator()
    {
        RuleFor(one => one.What).NotEmpty().MaximumLength(1000);
        RuleFor(one => one.MadeTo).MaximumLength(100);
        RuleFor(one => one.Gap).MaximumLength(1000);
        RuleFor(one => one.AvailableFrom).Empty().When(one => one.Availability != PromiseAvailability.Planned);
    }
}
