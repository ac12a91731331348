using System.Text.Json;
using System.Text.Json.Serialization;
using CsMonolith.Platform.Requests;

namespace CsMonolith.Platform.Tests.Requests;

public sealed class OptionalTests
{
    private enum Colour
    {
        Red,
        Blue,
    }

    [Theory]
    [InlineData("""{"colour":"green"}""", "$.colour")]
    [InlineData("""{"day":"yesterday"}""", "$.day")]
    [InlineData("""{"name":7}""", "$.name")]
    [InlineData("""{"names":["a",7]}""", "$.names")]
    public void What_does_not_fit_is_named_by_its_field(string body, string path) =>
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<Changes>(body, Wire.Json)).Path.ShouldBe(path);

    [Fact]
    public void Absent_is_not_null_and_a_value_is_read()
    {
        var changes = JsonSerializer.Deserialize<Changes>("""{"colour":"blue","day":null,"names":["a"]}""", Wire.Json)!;

        (changes.Colour, changes.Day, changes.Name.Is).ShouldBe(
            (Optional.Of<Colour?>(Colour.Blue), Optional.Of<DateOnly?>(null), false)
        );
        changes.Names.Value.ShouldBe(["a"]);
    }

    private sealed record Changes
    {
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
        public Optional<Colour?> Colour { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
        public Optional<DateOnly?> Day { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
        public Optional<string?> Name { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
        public Optional<IReadOnlyList<string>> Names { get; init; }
    }
}
