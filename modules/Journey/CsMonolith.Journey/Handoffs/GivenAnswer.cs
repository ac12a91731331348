namespace CsMonolith.Journey.Handoffs;

/// <summary>An answer as a caller gives it.</summary>
/// <param name="Question">The question's code, its wording or another of its names.</param>
/// <param name="Answer">In the customer's words.</param>
/// <param name="AnsweredOn">The day; not after today.</param>
/// <param name="AnsweredBy">The customer's person who said so.</param>
/// <param name="SourceLink">Where it is written down in the sales system.</param>
/// <param name="Corrects">
/// Whether it puts right what we had written down, without asking the customer again. An answer to a known question
/// that corrects nothing counts as a question asked twice.
/// </param>
internal sealed record GivenAnswer(
    string Question,
    string Answer,
    DateOnly AnsweredOn,
    string? AnsweredBy = null,
    string? SourceLink = null,
    bool Corrects = false
);

internal sealed class GivenAnswerValidator : AbstractValidator<GivenAnswer>
{
    public GivenAnswerValidator()
    {
        RuleFor(one => one.Question).NotEmpty().MaximumLength(200);
        RuleFor(one => one.Answer).NotEmpty().MaximumLength(4000);
        RuleFor(one => one.AnsweredBy).MaximumLength(100);
        RuleFor(one => one.SourceLink).MaximumLength(1000).IsWebAddress();
    }
}
