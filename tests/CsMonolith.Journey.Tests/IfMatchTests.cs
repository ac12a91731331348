namespace CsMonolith.Journey.Tests;

public sealed class IfMatchTests
{
    [Theory]
    [InlineData("\"3\"", 3L)]
    [InlineData("W/\"3\"", 3L)]
    [InlineData("", null)]
    [InlineData("*", -1L)]
    [InlineData("3", -1L)]
    [InlineData("\"three\"", -1L)]
    public void A_tag_is_read_or_matches_nothing(string header, long? version) => IfMatch.Read(header).Version.ShouldBe(version);

    [Fact]
    public void A_change_without_a_tag_and_one_of_another_version_are_refused()
    {
        IfMatch.Read("").Refuses(3)!.Kind.ShouldBe(ErrorKind.PreconditionRequired);
        IfMatch.Read("\"2\"").Refuses(3)!.Kind.ShouldBe(ErrorKind.Stale);
        IfMatch.Read(IfMatch.Tag(3)).Refuses(3).ShouldBeNull();
    }
}
