using CsMonolith.Health.Contracts;
using CsMonolith.Health.Models.Promotion;
using CsMonolith.Health.Models.Registry;
using CsMonolith.Health.Scores;
using CsMonolith.Health.Scores.Portfolio;
using CsMonolith.Health.Tests.Models;
using CsMonolith.Health.Tests.Scores.Changes;
using CsMonolith.Kernel;
using CsMonolith.Platform.Jobs;
using CsMonolith.Platform.Lists;
using CsMonolith.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Health.Tests.Scores;

public sealed class ScoreAccountsTests
{
    private static readonly Guid Thin = Stage.Accounts[0];
    private static readonly Guid Broad = Stage.Accounts[1];

    [Fact]
    public async Task Base_and_drivers_add_up_to_the_log_odds_exactly_and_speak_in_words()
    {
        using var health = await Scored(Stage.LearnedModel());

        var thin = (await health.Send(new GetLatestChurnScore(Thin))).Value;
        var broad = (await health.Send(new GetLatestChurnScore(Broad))).Value;

        (thin.BaseLogOdds + thin.Drivers.Sum(driver => driver.Contribution)).ShouldBe(thin.LogOdds, 1e-9);
        (1 / (1 + Math.Exp(-thin.LogOdds))).ShouldBe(thin.Probability, 1e-12);
        thin.Probability.ShouldBeGreaterThan(broad.Probability);
        thin.Drivers[0]
            .ShouldBe(
                new ScoreDriver(
                    "departments_using",
                    "Departments using it: 1",
                    thin.Drivers[0].Contribution,
                    Actionable: true
                )
            );
        thin.AsOf.ShouldBe(new DateOnly(2026, 10, 31));
        thin.Freshness.ShouldBe(new ScoreFreshness(thin.Freshness.ScoredAt, AgeDays: 20, IsStale: false));
        (await health.Published<AccountScored>())
            .ToDictionary(news => news.Account, news => news.Band)
            .ShouldBe(new Dictionary<Guid, ScoreBand?> { [Thin] = thin.Band, [Broad] = broad.Band }, ignoreOrder: true);
    }

    [Fact]
    public async Task A_second_run_scores_nothing_twice()
    {
        using var health = await Scored(Stage.LearnedModel());

        health.Time.Pass(TimeSpan.FromHours(1));
        await health.Send(new StartScoring());
        var again = HealthAlone.AnswerOf<ScoringReport>(await health.RunJobs());

        (again.Scored, again.AlreadyScored).ShouldBe((0, 2));
        (await health.Send(new ListChurnScores(Thin, ListAsk.Plain))).Value.Items.Count.ShouldBe(1);
    }

    [Fact]
    public async Task As_of_an_earlier_day_the_score_of_its_facts_is_told_and_only_what_had_been_computed_by_then()
    {
        using var health = await Scored(Stage.LearnedModel());
        await health.ScoreOn(new(2026, 11, 21), new(2026, 9, 30));
        var (september, computed) = (new DateOnly(2026, 10, 15), new DateOnly(2026, 11, 21));

        var then = (await health.Send(new GetLatestChurnScore(Thin, september))).Value;
        var hadBeen = await health.Send(new GetLatestChurnScore(Thin, september, KnownOn: september));
        var known = (await health.Send(new GetLatestChurnScore(Thin, september, computed))).Value;

        (then.AsOf, then.Freshness.AgeDays).ShouldBe((new DateOnly(2026, 9, 30), 15));
        hadBeen.Error!.Code.ShouldBe("health.score.not-found");
        known.ShouldBeEquivalentTo(then);
        (await health.Send(new GetLatestChurnScore(Thin))).Value.AsOf.ShouldBe(new DateOnly(2026, 10, 31));
        (await health.Send(new GetLatestChurnScore(Thin, new DateOnly(1, 1, 1)))).Error!.Kind.ShouldBe(
            ErrorKind.Invalid
        );
    }

    [Fact]
    public async Task Without_signal_everybody_gets_the_base_rate_flagged_and_without_reasons()
    {
        using var health = await Scored(Stage.BaseRateModel());

        var score = (await health.Send(new GetLatestChurnScore(Thin))).Value;

        (score.HasSignal, score.Band).ShouldBe((false, ScoreBand.Medium));
        score.Probability.ShouldBe(0.1, 1e-12);
        score.Drivers.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_model_without_features_scores_everybody_at_the_base_rate()
    {
        using var health = await Scored(Stage.FeaturelessModel());

        (await health.Send(new GetLatestChurnScore(Thin))).Value.Probability.ShouldBe(0.1, 1e-12);
        (await health.Send(new GetLatestChurnScore(Broad))).Value.Probability.ShouldBe(0.1, 1e-12);
    }

    [Fact]
    public async Task Accounts_that_have_left_are_not_scored()
    {
        using var health = await Scored(Stage.LearnedModel());

        (await health.Send(new GetLatestChurnScore(Stage.Accounts[2]))).Error!.Code.ShouldBe("health.score.not-found");
    }

    [Fact]
    public async Task Scoring_without_a_champion_is_refused()
    {
        using var health = Stage.Alone();

        await health.Send(new StartScoring());

        (await health.RunJobs()).Refusal!.ShouldContain("health.model.no-champion");
    }

    [Fact]
    public async Task A_score_out_of_scope_answers_like_a_missing_one()
    {
        using var health = await Scored(Stage.LearnedModel(), sees: Broad);
        health.SignIn(Guid.CreateVersion7(), Role.Csm);

        (await health.Send(new GetLatestChurnScore(Thin))).Error!.Code.ShouldBe("health.score.not-found");
        (await health.Send(new ListChurnScores(Thin, ListAsk.Plain))).Error!.Code.ShouldBe("account.not-found");
        (await health.Send(new GetLatestChurnScore(Broad))).Error.ShouldBeNull();
    }

    [Fact]
    public async Task After_going_back_the_withdrawn_scores_are_kept_and_marked_and_the_earlier_ones_count_again()
    {
        using var health = await Scored(Stage.LearnedModel("2026-11-01-1"));
        await health.Hold(Stage.BaseRateModel("2026-11-02-1", champion: false));
        var sound = (await health.Send(new GetLatestChurnScore(Thin))).Value;
        health.Time.Pass(TimeSpan.FromHours(1));
        (await health.Send(new PromoteModel("2026-11-02-1", new ModelWaiver(Gates.NoUsableSignal, "A trial."))))
            .Error!.Fields.Single()
            .Pointer.ShouldBe("/gates/worse-than-champion");
        await Promoted(health, "2026-11-02-1");
        await health.Send(new StartScoring());
        await health.RunJobs();
        (await health.Send(new GetLatestChurnScore(Thin))).Value.ModelVersion.ShouldBe("2026-11-02-1");
        health.Time.Pass(TimeSpan.FromHours(1));

        var back = (
            await health.Send(
                new PromoteModel("2026-11-01-1", new ModelWaiver(Gates.WorseThanChampion, "It fails in service."))
            )
        ).Value;
        var atOnce = (await health.Send(new GetLatestChurnScore(Thin))).Value;
        var scoring = HealthAlone.AnswerOf<ScoringReport>(await health.RunJobs());

        back.ShouldBe(
            new PromotedModel(
                "2026-11-01-1",
                ModelAlias.Champion,
                "2026-11-02-1",
                Gates.WorseThanChampion,
                WentBack: true,
                back.JobId
            )
        );
        back.JobId.ShouldNotBeNull();
        (atOnce.ModelVersion, atOnce.Probability, atOnce.Withdrawn).ShouldBe(
            ("2026-11-01-1", sound.Probability, false)
        );
        (scoring.Scored, scoring.AlreadyScored, scoring.TakenBack).ShouldBe((0, 2, 2));
        (await health.Send(new ListChurnScores(Thin, ListAsk.Plain)))
            .Value.Items.Select(line => (line.ModelVersion, line.Withdrawn))
            .ShouldBe([("2026-11-02-1", true), ("2026-11-01-1", false)]);
        (
            await health.InStore(db => db.Set<PortfolioRow>().SingleAsync(row => row.AccountId == Thin))
        ).Probability.ShouldBe(sound.Probability);
        (await health.Published<AccountScored>())[^1].ModelVersion.ShouldBe("2026-11-01-1");
        (await health.Send(new GetModel("2026-11-02-1"))).Value.WithdrawnAt.ShouldNotBeNull();
        // What was withdrawn may come back some day, and that is no going back.
        (await Promoted(health, "2026-11-02-1")).WentBack.ShouldBeFalse();
        (await health.Send(new GetModel("2026-11-02-1"))).Value.WithdrawnAt.ShouldBeNull();
    }

    [Fact]
    public async Task A_withdrawn_score_of_a_day_that_nobody_else_has_scored_says_so()
    {
        using var health = await Scored(Stage.LearnedModel("2026-11-01-1"));
        await health.Hold(Stage.BaseRateModel("2026-11-02-1", champion: false));
        await Promoted(health, "2026-11-02-1");
        await health.Hold(Stage.Row(Thin, new DateOnly(2026, 11, 19), 2));
        await health.Send(new StartScoring());
        await health.RunJobs();

        await health.Send(
            new PromoteModel("2026-11-01-1", new ModelWaiver(Gates.WorseThanChampion, "It fails in service."))
        );

        var latest = (await health.Send(new GetLatestChurnScore(Thin))).Value;
        (latest.AsOf, latest.ModelVersion, latest.Withdrawn).ShouldBe(
            (new DateOnly(2026, 11, 19), "2026-11-02-1", true)
        );
        await health.RunJobs();
        (await health.Send(new GetLatestChurnScore(Thin))).Value.ModelVersion.ShouldBe("2026-11-01-1");
    }

    [Fact]
    public async Task The_night_may_score_though_nobody_signs_in()
    {
        using var health = await Scored(Stage.LearnedModel());
        await health.Hold(
            new JobRow
            {
                Id = Guid.CreateVersion7(),
                Kind = nameof(ScoreAccounts),
                Arguments = "{\"asOf\":null}",
                StartedBy = "nightly-scoring",
                Lane = nameof(ScoreAccounts),
                QueuedAt = new DateTime(2026, 11, 21, 0, 0, 0, DateTimeKind.Utc),
            }
        );

        (await health.RunJobs()).State.ShouldBe(JobState.Succeeded);
    }

    // The gates are another test's matter: a model is put into service as if it had passed them.
    private static Task<PromotedModel> Promoted(HealthAlone health, string version) =>
        health.InStore(async db =>
        {
            var model = await db.Set<ModelVersion>().SingleAsync(row => row.Name == version);
            var before = await db.Set<ModelVersion>().SingleAsync(row => row.Alias == ModelAlias.Champion);
            var wentBack = model.WasSound;
            await db.Transact(
                () =>
                {
                    model.Promote([], waiver: null, by: null, db.Clock.Now).Error.ShouldBeNull();
                    before.Retire();
                    return Task.CompletedTask;
                },
                CancellationToken.None
            );
            return new PromotedModel(version, model.Alias, before.Name, null, wentBack);
        });

    private static async Task<HealthAlone> Scored(object[] model, Guid? sees = null)
    {
        var health = Stage.Alone();
        if (sees is { } account)
        {
            health.Answers<AccountsInScope, AccountScope>(_ => new AccountScope(
                All: false,
                new HashSet<Guid> { account }
            ));
        }

        await health.Hold([
            Stage.Row(Thin, new DateOnly(2026, 9, 30), 9),
            Stage.Row(Thin, new DateOnly(2026, 10, 31), 1),
            Stage.Row(Broad, new DateOnly(2026, 10, 31), 10),
            Stage.Row(Stage.Accounts[2], new DateOnly(2026, 9, 30), 3),
            Stage.Row(Stage.Accounts[2], new DateOnly(2026, 10, 31), 3, isLive: false),
            .. model,
        ]);
        await health.Send(new StartScoring());
        var job = await health.RunJobs();
        job.State.ShouldBe(JobState.Succeeded, job.Refusal);
        return health;
    }
}
