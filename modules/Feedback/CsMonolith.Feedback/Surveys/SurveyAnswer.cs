using CsMonolith.Journey.Contracts;

namespace CsMonolith.Feedback.Surveys;

/// <summary>What a survey measures.</summary>
internal enum SurveyKind
{
    /// <summary>Customer satisfaction.</summary>
    Csat,

    /// <summary>Net promoter score.</summary>
    Nps,

    /// <summary>Customer effort; a higher score must mean less effort.</summary>
    Ces,
}

/// <summary>An answer as a caller or a file gives it: a score on a scale, and a comment.</summary>
/// <param name="ScoreHundredths">The score times 100.</param>
/// <param name="RespondentRole">What the respondent does there; never who they are.</param>
internal sealed record AnswerGiven(
    string Survey,
    SurveyKind Kind,
    DateOnly AnsweredOn,
    int ScoreHundredths,
    int ScaleMin,
    int ScaleMax,
    string? RespondentRole,
    string? Comment
);

/// <summary>One answer to a survey. A correction counts from the day on which it is recorded.</summary>
internal sealed class SurveyAnswer(Guid id, Guid accountId, string? externalId, bool backfilled) : Aggregate
{
    /// <summary>The kind of timeline line that tells of a survey answer.</summary>
    public const string AnsweredLine = "survey-answer";

    public Guid Id { get; private set; } = id;

    public Guid AccountId { get; private set; } = accountId;

    public string? ExternalId { get; private set; } = externalId;

    public bool Backfilled { get; private set; } = backfilled;

    public DateTime RecordedAt { get; private set; }

    public string Survey { get; private set; } = "";

    public SurveyKind Kind { get; private set; }

    public DateOnly AnsweredOn { get; private set; }

    public int ScoreHundredths { get; private set; }

    public int ScaleMin { get; private set; }

    public int ScaleMax { get; private set; }

    public string? RespondentRole { get; private set; }

    public string? Comment { get; private set; }

    /// <summary>The score from 0, the worst of its scale, to 1, the best.</summary>
    public Ratio Scaled => new(ScoreHundredths - (100 * ScaleMin), 100 * (ScaleMax - ScaleMin));

    public static SurveyAnswer Take(
        Guid accountId,
        string? externalId,
        AnswerGiven given,
        DateTime recordedAt,
        bool backfilled
    )
    {
        var answer = new SurveyAnswer(Guid.CreateVersion7(), accountId, externalId, backfilled);
        answer.Write(given, recordedAt);
        var score = new Ratio(given.ScoreHundredths, 100).ToDecimalString(given.ScoreHundredths % 100 == 0 ? 0 : 2);
        answer.Raise(
            new SomethingHappened(
                accountId,
                given.AnsweredOn,
                AnsweredLine,
                answer.Id.ToString(),
                $"Answered '{given.Survey}': {score} of {given.ScaleMax}",
                $"アンケート「{given.Survey}」に回答: {given.ScaleMax}点満点で{score}点"
            )
        );
        return answer;
    }

    /// <returns>Whether anything was new.</returns>
    public bool Correct(AnswerGiven given, DateTime recordedAt)
    {
        if (
            given
            == new AnswerGiven(Survey, Kind, AnsweredOn, ScoreHundredths, ScaleMin, ScaleMax, RespondentRole, Comment)
        )
        {
            return false;
        }

        Write(given, recordedAt);
        return true;
    }

    private void Write(AnswerGiven given, DateTime recordedAt)
    {
        (Survey, Kind, AnsweredOn) = (given.Survey, given.Kind, given.AnsweredOn);
        (ScoreHundredths, ScaleMin, ScaleMax) = (given.ScoreHundredths, given.ScaleMin, given.ScaleMax);
        (RespondentRole, Comment, RecordedAt) = (given.RespondentRole, given.Comment, recordedAt);
    }
}

internal sealed class SurveyAnswerMapping : IEntityTypeConfiguration<SurveyAnswer>
{
    public void Configure(EntityTypeBuilder<SurveyAnswer> builder)
    {
        builder.ToTable("SurveyAnswers");
        builder.HasKey(answer => answer.Id);
        builder.Ignore(answer => answer.Scaled);
        builder.Property(answer => answer.ExternalId).HasMaxLength(100);
        builder.Property(answer => answer.Survey).HasMaxLength(200);
        builder.Property(answer => answer.Kind).HasMaxLength(10);
        builder.Property(answer => answer.RespondentRole).HasMaxLength(100);
        builder.Property(answer => answer.Comment).HasMaxLength(4000);
        builder.HasIndex(answer => answer.ExternalId).IsUnique();
        builder.HasIndex(answer => new { answer.AccountId, answer.AnsweredOn });
    }
}
