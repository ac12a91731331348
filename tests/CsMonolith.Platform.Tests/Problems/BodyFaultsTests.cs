using System.Text;
using System.Text.Json;
using CsMonolith.Platform.Problems;

namespace CsMonolith.Platform.Tests.Problems;

/// <summary>A body is refused with all that does not fit in it, so that nobody sends it once for each fault.</summary>
public sealed class BodyFaultsTests
{
    [Theory]
    [InlineData(
        """{"name": 5, "day": "tomorrow", "colour": "red", "lines": [{"amount": "x", "note": "a"}, {"amount": 1}]}""",
        "/name | /day | /colour | /lines/0/amount | /lines/1: Missing: note. | : Missing: count."
    )]
    [InlineData("""{"name": "a", "day": "2026-04-01", "count": 1, "lines": [], "colour": 1}""", "/colour")]
    [InlineData(
        """{"name": "a", "day": "2026-04-01", "lines": ["x", {"amount": "y"}]}""",
        "/lines/0 | /lines/1/amount | /lines/1: Missing: note. | : Missing: count."
    )]
    [InlineData("""{"name": null, "day": "2026-04-01", "lines": []}""", "/name | : Missing: count.")]
    [InlineData("""{"name": 5, "day": """, "/name")]
    public void All_that_does_not_fit_is_told_at_once(string body, string faults)
    {
        var first = Should.Throw<JsonException>(() => JsonSerializer.Deserialize<Order>(body, Wire.Json));

        var told = BodyFaults.Refusal(first, Encoding.UTF8.GetBytes(body), typeof(Order)).Fields;

        string.Join(
                " | ",
                told.Select(fault =>
                    fault.En.StartsWith("Missing", StringComparison.Ordinal)
                        ? $"{fault.Pointer}: {fault.En}"
                        : fault.Pointer
                )
            )
            .ShouldBe(faults);
    }

    private sealed record Order(string Name, DateOnly Day, int Count, IReadOnlyList<Line> Lines);

    private sealed record Line(int Amount, string Note);
}
