using CsMonolith.Demo.Files;

namespace CsMonolith.Demo.Tests.Files;

public sealed class CsvTests
{
    [Fact]
    public void Cells_with_commas_quotes_or_breaks_are_quoted() =>
        Csv.Of(["a,b", "say \"yes\"", "two\nlines", "plain"], ("text", row => row))
            .ShouldBe("text\n\"a,b\"\n\"say \"\"yes\"\"\"\n\"two\nlines\"\nplain\n");

    [Fact]
    public void Days_instants_figures_and_flags_are_written_the_same_everywhere() =>
        Csv.Of(
                [0],
                ("day", _ => new DateOnly(2026, 4, 1)),
                ("at", _ => new DateTime(2026, 4, 1, 9, 5, 0, DateTimeKind.Utc)),
                ("n", _ => 1.5),
                ("yes", _ => true),
                ("none", _ => null)
            )
            .ShouldBe("day,at,n,yes,none\n2026-04-01,2026-04-01T09:05:00Z,1.5,true,\n");
}
