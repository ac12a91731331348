using System.Text;
using CsMonolith.Platform.Limits;

namespace CsMonolith.Platform.Tests.Limits;

public sealed class JsonBodiesTests
{
    [Theory]
    [InlineData("""{"name":"a\u0000b"}""", "/name")]
    [InlineData("""{"people":[{"name":"x"},{"name":"\ud800"}]}""", "/people/1/name")]
    [InlineData("""{"a/b":"\u0000"}""", "/a~1b")]
    [InlineData("""{"members":[{"name":"x"},null]}""", "/members/1")]
    [InlineData("""{"count":9007199254740993}""", "/count")]
    [InlineData("""{"count":-99999999999999999999}""", "/count")]
    public void What_cannot_be_stored_is_named(string body, string pointer) => Fault(body)!.Pointer.ShouldBe(pointer);

    [Theory]
    [InlineData("""{"name":"𠮷野家 \ud842\udfb7","count":9007199254740991,"ratio":0.12345678901234567890}""")]
    [InlineData("""{"name": """)]
    [InlineData("")]
    [InlineData("\uFEFF{}")]
    public void What_can_be_stored_or_not_be_read_is_left_to_the_binder(string body) => Fault(body).ShouldBeNull();

    [Fact]
    public void A_text_is_as_long_as_the_document_says_and_no_longer()
    {
        Fault($$"""{"name":"{{new string('長', Bounds.LongestText)}}"}""").ShouldBeNull();
        Fault($$"""{"name":"{{new string('長', Bounds.LongestText + 1)}}"}""")!.Pointer.ShouldBe("/name");
    }

    [Fact]
    public void An_array_has_as_many_items_as_the_document_says_and_no_more()
    {
        Fault($"[{string.Join(',', Enumerable.Repeat("1", Bounds.MostItems))}]").ShouldBeNull();
        Fault($"[{string.Join(',', Enumerable.Repeat("1", Bounds.MostItems + 1))}]").ShouldNotBeNull();
    }

    private static CsMonolith.Kernel.FieldFault? Fault(string body) => JsonBodies.Fault(Encoding.UTF8.GetBytes(body));
}
