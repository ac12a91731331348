using CsMonolith.Platform.Search;

namespace CsMonolith.Platform.Tests.Search;

public sealed class SearchTextTests
{
    [Theory]
    [InlineData("アオバ商事", "あおば商事", 0)]
    [InlineData("ｱｵﾊﾞ", "アオバ商事", 1)]
    [InlineData("ＡＢＣ", "abc株式会社", 1)]
    [InlineData("Shoji", "Aoba  SHOJI", 2)]
    [InlineData("aoba shoji", "Aoba　Shoji", 0)]
    [InlineData("ヴェール", "ゔぇーる", 0)]
    [InlineData("みどり", "あおば", null)]
    [InlineData("　", "あおば", null)]
    public void Width_case_and_kana_are_the_same_and_the_nearer_name_ranks_first(
        string typed,
        string name,
        int? rank
    ) => SearchText.Of(typed).Rank(name).ShouldBe(rank);

    [Fact]
    public void Of_several_names_the_best_counts_and_missing_ones_do_not()
    {
        SearchText.Of("c-1").Rank("xC-1x", null, "C-1").ShouldBe(0);
        SearchText.Of("c-1").Rank(null, null).ShouldBeNull();
    }
}
