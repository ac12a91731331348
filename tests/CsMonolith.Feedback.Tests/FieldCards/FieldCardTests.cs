using CsMonolith.Feedback.Contracts;
using CsMonolith.Feedback.FieldCards;
using CsMonolith.Journey.Contracts;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Lists;

namespace CsMonolith.Feedback.Tests.FieldCards;

public sealed class FieldCardTests
{
    private static readonly WriteFieldCard Asked = new(
        FeedbackAlone.Aoba,
        Polarity.Trouble,
        "権限設定の途中で担当者が止まった",
        new(2025, 12, 20),
        "権限設定の手順書が難しい",
        "プロダクト",
        "手順書を作り直してほしい",
        "導入期の停滞"
    );

    [Theory]
    [InlineData(2025, "onboarding")]
    [InlineData(2026, "adoption")]
    public async Task The_phase_is_that_of_the_day_of_the_event(int year, string phase)
    {
        using var feedback = new FeedbackAlone();

        var written = await feedback.Send(Asked with { OccurredOn = new(year, 5, 1) });

        written.Value.Phase.ShouldBe(phase);
        (await feedback.Published<FieldCardWritten>()).ShouldHaveSingleItem().Phase.ShouldBe(phase);
        (await feedback.Published<SomethingHappened>()).ShouldHaveSingleItem().Kind.ShouldBe("field-card");
    }

    [Fact]
    public async Task A_card_without_a_department_is_refused()
    {
        using var feedback = new FeedbackAlone();

        (await feedback.Send(Asked with { Department = "" }))
            .Error!.Fields.ShouldHaveSingleItem()
            .Pointer.ShouldBe("/department");
    }

    [Fact]
    public async Task A_card_of_the_future_is_refused()
    {
        using var feedback = new FeedbackAlone();

        (await feedback.Send(Asked with { OccurredOn = new(2026, 12, 1) }))
            .Error!.Fields.ShouldHaveSingleItem()
            .Pointer.ShouldBe("/occurredOn");
    }

    [Fact]
    public async Task A_card_out_of_sight_answers_like_a_missing_one()
    {
        using var narrow = new FeedbackAlone().AsOwnerOfAoba();
        var content = new FieldCardContent(
            Polarity.Trouble,
            Asked.Event,
            Asked.OccurredOn,
            Asked.SuspectedProblem,
            Asked.Department,
            Asked.Request,
            Asked.ExpectedPrevention
        );
        var card = FieldCard.Write(
            FeedbackAlone.Midori,
            null,
            content,
            null,
            null,
            new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc),
            backfilled: false
        );
        await narrow.Hold(card);
        var hidden = card.Id;

        (await narrow.Send(new GetFieldCard(hidden))).Error!.Code.ShouldBe("field-card.not-found");
        (await narrow.Send(new FindSimilarFieldCards(hidden))).Error!.Code.ShouldBe("field-card.not-found");
        (await narrow.Send(new CloseFieldCard(hidden, "済んだ"))).Error!.Code.ShouldBe("field-card.not-found");
        (await narrow.Send(new ListFieldCards(ListAsk.Plain))).Value.Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_list_is_filtered_by_phase_and_polarity()
    {
        using var feedback = new FeedbackAlone();
        await feedback.Send(Asked);
        await feedback.Send(Asked with { Polarity = Polarity.Success });
        await feedback.Send(Asked with { OccurredOn = new(2026, 5, 1) });

        var page = await feedback.Send(
            new ListFieldCards(
                ListAsk.Plain with
                {
                    Filters =
                    [
                        new("phase", FilterOperator.Eq, "onboarding"),
                        new("polarity", FilterOperator.Eq, "trouble"),
                    ],
                }
            )
        );

        page.Value.Items.ShouldHaveSingleItem().OccurredOn.ShouldBe(new(2025, 12, 20));
    }

    [Fact]
    public async Task A_card_is_closed_once()
    {
        using var feedback = new FeedbackAlone();
        var card = (await feedback.Send(Asked)).Value.Id;

        var closed = await feedback.Send(new CloseFieldCard(card, "手順書を公開した"));
        var again = await feedback.Send(new CloseFieldCard(card, "もう一度"));

        closed.Value.ClosedOn.ShouldBe(new DateOnly(2026, 11, 20));
        again.Error!.Code.ShouldBe("feedback.field-card.closed");
        (await feedback.Send(new GetFieldCard(card))).Value.Outcome.ShouldBe("手順書を公開した");
    }

    [Fact]
    public async Task Open_cards_that_tell_of_the_same_thing_are_offered_with_the_reason()
    {
        using var feedback = new FeedbackAlone();
        var card = (await feedback.Send(Asked)).Value.Id;
        var near = (
            await feedback.Send(
                Asked with
                {
                    AccountId = FeedbackAlone.Midori,
                    Event = "権限設定が分からず利用開始が遅れた",
                }
            )
        )
            .Value
            .Id;
        var closed = (await feedback.Send(Asked)).Value.Id;
        await feedback.Send(new CloseFieldCard(closed, "済んだ"));
        await feedback.Send(
            Asked with
            {
                Event = "請求書の宛名が違う",
                SuspectedProblem = "契約情報の登録もれ",
                Request = "宛名の確認",
                Department = "経理",
            }
        );

        var similar = await feedback.Send(new FindSimilarFieldCards(card));

        var only = similar.Value.Cards.ShouldHaveSingleItem();
        (only.Id, only.SameDepartment).ShouldBe((near, true));
        only.SharedTerms.ShouldContain("権限");
    }

    [Fact]
    public async Task A_spreadsheet_of_cards_is_taken_once_with_and_without_numbers()
    {
        using var feedback = new FeedbackAlone();
        var numbered = Row("A-1");
        numbered["cardId"] = "K-1";
        await feedback.Load("field-cards", Row("A-1"), numbered);

        var again = await feedback.Load("field-cards", Row("A-1"), numbered, Row("A-9"));

        again.Select(outcome => outcome.Fate).ShouldBe([RowFate.Skipped, RowFate.Skipped, RowFate.Refused]);
        (await feedback.Send(new ListFieldCards(ListAsk.Plain))).Value.Items.ShouldAllBe(card =>
            card.Phase == "adoption" && card.Polarity == Polarity.Success
        );
    }

    [Fact]
    public async Task A_row_that_is_neither_trouble_nor_success_is_refused()
    {
        using var feedback = new FeedbackAlone();
        var row = Row("A-1");
        row["polarity"] = "微妙";

        (await feedback.Load("field-cards", row)).ShouldHaveSingleItem().Column.ShouldBe("polarity");
    }

    [Fact]
    public void Terms_are_words_and_pairs_without_pure_grammar() =>
        TextTerms.Of("CSVの取り込みができない").ShouldBe(["csv", "の取", "取り", "り込", "込み"], ignoreOrder: true);

    private static Dictionary<string, object?> Row(string account) =>
        new()
        {
            ["accountId"] = account,
            ["occurredOn"] = new DateOnly(2026, 10, 1),
            ["polarity"] = "成功",
            ["event"] = "月次の締めが半日早くなった",
            ["suspectedProblem"] = "テンプレートが合っていた",
            ["department"] = "営業",
            ["request"] = "提案書に載せる",
            ["expectedPrevention"] = "導入後の期待のずれ",
        };
}
