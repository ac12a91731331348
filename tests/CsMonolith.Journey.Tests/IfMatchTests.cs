using CsMonolith.Journey.People;

namespace CsMonolith.Journey.Tests;

public sealed class IfMatchTests
{
    [Theory]
    [InlineData("\"3\"", 3L)]
    [InlineData("W/\"3\"", -1L)]
    [InlineData("\"3\", \"4\"", 3L)]
    [InlineData("", null)]
    [InlineData("*", -1L)]
    [InlineData("3", -1L)]
    [InlineData("\"three\"", -1L)]
    public void A_tag_is_read_or_matches_nothing(string header, long? version) =>
        IfMatch.Read(header).Version.ShouldBe(version);

    [Fact]
    public void A_change_without_a_tag_and_one_of_another_version_are_refused()
    {
        var team = new Journey.People.Team(Guid.CreateVersion7(), "東日本チーム", Guid.CreateVersion7());
        team.MarkSaved();
        team.MarkSaved();

        IfMatch.Read("").Refuses(team)!.Kind.ShouldBe(ErrorKind.PreconditionRequired);
        IfMatch.Read("\"1\"").Refuses(team)!.Kind.ShouldBe(ErrorKind.Stale);
        IfMatch.Read("\"2\"").Refuses(team).ShouldBeNull();
        IfMatch.Read("\"1\", W/\"9\", \"2\"").Refuses(team).ShouldBeNull();
        IfMatch.Read("*").Refuses(team).ShouldBeNull();
        IfMatch.Read("\"1\", \"3\"").Refuses(team)!.Kind.ShouldBe(ErrorKind.Stale);
    }

    [Fact]
    public void A_weak_tag_never_matches_a_change_and_the_refusal_says_so()
    {
        var team = new Journey.People.Team(Guid.CreateVersion7(), "東日本チーム", Guid.CreateVersion7());
        team.MarkSaved();

        var refused = IfMatch.Read("W/\"1\"").Refuses(team)!;

        (refused.Kind, refused.Code).ShouldBe((ErrorKind.Stale, "platform.stale"));
        refused.En.ShouldContain("without W/");
        refused.Ja.ShouldContain("W/ を付けず");
    }
}
