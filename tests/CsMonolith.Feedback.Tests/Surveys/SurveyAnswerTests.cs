using CsMonolith.Feedback.Surveys;
using CsMonolith.Journey.Contracts;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Lists;

namespace CsMonolith.Feedback.Tests.Surveys;

public sealed class SurveyAnswerTests
{
    private static readonly RecordSurveyAnswer Asked = new(
        FeedbackAlone.Aoba,
        "SV-1",
        "秋の満足度調査",
        SurveyKind.Nps,
        new(2026, 11, 10),
        8.5m,
        ScaleMin: 0,
        ScaleMax: 10,
        "経理部 課長",
        Comment: null
    );

    [Fact]
    public async Task An_answer_is_scaled_from_zero_to_one_and_reaches_the_timeline()
    {
        using var feedback = new FeedbackAlone();

        var recorded = await feedback.Send(Asked);

        recorded.Value.Scaled.ShouldBe(0.85m);
        (await feedback.Published<SomethingHappened>())
            .ShouldHaveSingleItem()
            .Ja.ShouldBe("アンケート「秋の満足度調査」に回答: 10点満点で8.50点");
    }

    [Theory]
    [InlineData(11, 0, 10, "/score")]
    [InlineData(5, 10, 10, "/scaleMax")]
    public async Task A_score_off_its_scale_is_refused(int score, int min, int max, string pointer)
    {
        using var feedback = new FeedbackAlone();

        var recorded = await feedback.Send(Asked with { Score = score, ScaleMin = min, ScaleMax = max });

        recorded.Error!.Fields.Select(fault => fault.Pointer).ShouldContain(pointer);
    }

    [Fact]
    public async Task The_same_number_is_not_recorded_twice()
    {
        using var feedback = new FeedbackAlone();
        await feedback.Send(Asked);

        (await feedback.Send(Asked)).Error!.Code.ShouldBe("feedback.survey-answer.exists");
    }

    [Fact]
    public async Task An_answer_of_the_future_is_refused()
    {
        using var feedback = new FeedbackAlone();

        (await feedback.Send(Asked with { AnsweredOn = new(2026, 11, 21) }))
            .Error!.Fields.ShouldHaveSingleItem()
            .Pointer.ShouldBe("/answeredOn");
    }

    [Fact]
    public async Task A_list_holds_only_the_accounts_in_sight()
    {
        using var feedback = new FeedbackAlone().AsOwnerOfAoba();
        await feedback.Load("survey-answers", Row("SV-1", "A-1"), Row("SV-2", "A-2"));

        var page = await feedback.Send(new ListSurveyAnswers(ListAsk.Plain));

        page.Value.Items.ShouldHaveSingleItem().ExternalId.ShouldBe("SV-1");
    }

    [Fact]
    public async Task A_file_is_taken_once_and_corrections_are_taken()
    {
        using var feedback = new FeedbackAlone();
        var corrected = Row("SV-1", "A-1");
        corrected["score"] = 2m;

        var fates = (await feedback.Load("survey-answers", Row("SV-1", "A-1"), Row("SV-1", "A-1"), corrected)).Select(
            outcome => outcome.Fate
        );

        fates.ShouldBe([RowFate.Created, RowFate.Skipped, RowFate.Updated]);
    }

    [Fact]
    public async Task An_answer_without_a_number_is_known_again_by_its_time_and_its_respondents_address()
    {
        using var feedback = new FeedbackAlone();
        var (first, again) = (Form("Ito@Aoba.example", minute: 1), Form("ito@aoba.example", minute: 1));
        var (later, corrected) = (Form("ito@aoba.example", minute: 2), Form("ito@aoba.example", minute: 1));
        corrected["score"] = 2m;

        (await feedback.Load("survey-answers", first, again, later, corrected))
            .Select(outcome => outcome.Fate)
            .ShouldBe([RowFate.Created, RowFate.Skipped, RowFate.Created, RowFate.Updated]);

        var stored = (await feedback.Send(new ListSurveyAnswers(ListAsk.Plain))).Value.Items;
        stored.Count.ShouldBe(2);
        stored.ShouldAllBe(answer => answer.AccountId == FeedbackAlone.Aoba);
        stored.ShouldAllBe(answer => !answer.ExternalId!.Contains("aoba", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("nobody@example.jp", "respondentEmail", "on no customer's map of people")]
    [InlineData("adviser@example.jp", "respondentEmail", "on the maps of 2 customers")]
    [InlineData(null, "answerId", "neither a number nor")]
    public async Task Whose_answer_it_is_is_asked_about_and_never_guessed(string? address, string column, string why)
    {
        using var feedback = new FeedbackAlone();

        var outcome = (await feedback.Load("survey-answers", Form(address, minute: 1))).ShouldHaveSingleItem();

        (outcome.Fate, outcome.Column).ShouldBe((RowFate.Refused, column));
        outcome.En!.ShouldContain(why);
    }

    [Fact]
    public async Task The_number_of_an_account_goes_before_the_address()
    {
        using var feedback = new FeedbackAlone();
        var row = Form("ito@aoba.example", minute: 1);
        row["accountId"] = "A-2";

        (await feedback.Load("survey-answers", row)).ShouldHaveSingleItem().Fate.ShouldBe(RowFate.Created);

        (await feedback.Send(new ListSurveyAnswers(ListAsk.Plain)))
            .Value.Items.ShouldHaveSingleItem()
            .AccountId.ShouldBe(FeedbackAlone.Midori);
    }

    [Theory]
    [InlineData("accountId", "A-9")]
    [InlineData("kind", "その他")]
    [InlineData("score", 6)]
    public async Task What_cannot_be_read_or_attached_is_refused_with_its_column(string column, object value)
    {
        using var feedback = new FeedbackAlone();
        var row = Row("SV-1", "A-1");
        row[column] = value is int number ? (decimal)number : value;

        var outcome = (await feedback.Load("survey-answers", row)).ShouldHaveSingleItem();

        (outcome.Fate, outcome.Column).ShouldBe((RowFate.Refused, column));
    }

    private static Dictionary<string, object?> Row(string number, string account) =>
        new()
        {
            ["answerId"] = number,
            ["accountId"] = account,
            ["answeredOn"] = new DateTime(2026, 11, 10, 3, 0, 0, DateTimeKind.Utc),
            ["survey"] = "秋の満足度調査",
            ["kind"] = "CSAT",
            ["score"] = 4m,
        };

    private static Dictionary<string, object?> Form(string? address, int minute) =>
        new()
        {
            ["answeredOn"] = new DateTime(2026, 11, 10, 3, minute, 0, DateTimeKind.Utc),
            ["respondentEmail"] = address,
            ["survey"] = "秋の満足度調査",
            ["kind"] = "CSAT",
            ["score"] = 4m,
        };
}
