using System.Linq.Expressions;
using CsMonolith.Kernel;
using CsMonolith.Platform.Requests;

namespace CsMonolith.Platform.Tests.Requests;

/// <summary>A rule of a validator is about a field as it stands on the wire, and nobody names it by hand.</summary>
public sealed class FieldNameTests
{
    [Fact]
    public void What_holds_the_body_is_no_part_of_the_name() => Field(ask => ask.Changes.Industry).ShouldBe("Industry");

    [Fact]
    public void The_value_of_an_optional_field_is_the_field() => Field(ask => ask.Changes.Name.Value).ShouldBe("Name");

    [Fact]
    public void The_count_of_a_list_is_the_list() => Field(ask => ask.Changes.Tags.Count).ShouldBe("Tags");

    [Fact]
    public void The_first_day_of_a_month_is_the_month() => Field(ask => ask.From.First).ShouldBe("From");

    [Fact]
    public void A_field_of_a_field_keeps_its_path() => Field(ask => ask.Owner.Age).ShouldBe("Owner.Age");

    [Fact]
    public void A_field_that_is_called_value_keeps_its_name() => Field(ask => ask.Owner.Value).ShouldBe("Owner.Value");

    [Fact]
    public void A_property_of_an_interface_is_the_field() => Of<Ask>().ShouldBe("Note");

    [Fact]
    public void What_is_worked_out_has_no_name() =>
        ValidationWords.FieldOf((Expression<Func<Ask, bool>>)(ask => ask.Note.StartsWith('x'))).ShouldBeNull();

    private static string? Field(Expression<Func<Ask, object?>> rule) => ValidationWords.FieldOf(rule);

    private static string? Of<T>()
        where T : INoted => ValidationWords.FieldOf((Expression<Func<T, string>>)(ask => ask.Note));

    private interface INoted
    {
        string Note { get; }
    }

    private sealed record Ask([property: Body] Changes Changes, Month From, Person Owner, string Note) : INoted;

    private sealed record Changes(Optional<string> Name, string? Industry, IReadOnlyList<string> Tags);

    private sealed record Person(int Age, double Value);
}
