namespace CsMonolith.Kernel.Tests;

public sealed class ResultTests
{
    private static readonly Error No = new(ErrorKind.Conflict, "test.no", "No.", "いいえ。");

    [Fact]
    public void An_answer_is_a_result_without_an_error()
    {
        Result<int> result = 42;

        result.Error.ShouldBeNull();
        result.Value.ShouldBe(42);
    }

    [Fact]
    public void A_refusal_has_no_value()
    {
        Result<int> result = No;

        result.Error.ShouldBe(No);
        Should.Throw<InvalidOperationException>(() => result.Value).Message.ShouldContain("test.no");
    }

    [Fact]
    public void A_result_without_an_answer_has_no_error()
    {
        Result refused = No;

        Result.Done.Error.ShouldBeNull();
        refused.Error.ShouldBe(No);
    }

    [Fact]
    public void A_pipeline_can_refuse_without_knowing_the_answer() => Refuse<Result<string>>().Error.ShouldBe(No);

    private static T Refuse<T>()
        where T : IOutcome<T> => T.Refused(No);
}
