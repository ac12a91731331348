namespace CsMonolith.Architecture.Tests;

public sealed class ForeignNamesTests
{
    public static TheoryData<string> EveryModule => [.. House.Modules];

    [Theory]
    [MemberData(nameof(EveryModule))]
    public void A_module_names_no_operation_or_event_of_another_in_a_string(string module) =>
        ForeignNames.SaidBy(House.Assembly($"CsMonolith.{module}"), module, House.Modules).ShouldBeEmpty();

    [Theory]
    [InlineData("Feedback", "ListTickets")]
    [InlineData("Feedback", "RecordTickets")]
    [InlineData("Feedback", "FieldCardWritten")]
    [InlineData("Journey", "SomethingHappened")]
    public void Operations_and_events_are_found_by_their_type_names(string module, string name) =>
        ForeignNames.NamesOf(module).ShouldContain(name);

    [Fact]
    public void The_offender_is_caught_naming_an_operation_and_an_event_of_another_module() =>
        ForeignNames
            .SaidBy(House.Assembly("CsMonolith.Offender"), "Offender", House.Modules)
            .Select(said => said[said.IndexOf('"')..])
            .ShouldBe(["\"ListTickets\"", "\"FieldCardWritten\""], ignoreOrder: true);
}
