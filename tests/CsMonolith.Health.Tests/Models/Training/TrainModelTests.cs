using CsMonolith.Health.Models.Factors;
using CsMonolith.Health.Models.Promotion;
using CsMonolith.Health.Models.Registry;
using CsMonolith.Health.Models.Training;
using CsMonolith.Health.Snapshots.Features;
using CsMonolith.Health.Snapshots.Outcomes;
using CsMonolith.Kernel;
using CsMonolith.Learning.MlNet.Choice;
using CsMonolith.Learning.Runs;
using CsMonolith.Learning.Training;
using CsMonolith.Platform.Jobs;
using CsMonolith.Platform.Lists;
using CsMonolith.Platform.Storage;
using Microsoft.Extensions.Configuration;

namespace CsMonolith.Health.Tests.Models.Training;

public sealed class TrainModelTests
{
    [Fact]
    public async Task A_planted_cause_is_found_judged_on_later_months_and_registered()
    {
        var treated = new Treatment
        {
            AccountId = Stage.Accounts[0],
            On = new DateOnly(2025, 9, 10),
            BecauseOfScore = true,
            Outcome = "ok",
            RecordedAt = new DateTime(2025, 9, 10, 0, 0, 0, DateTimeKind.Utc),
        };
        using var health = await new Stage(planted: true).Enter(treated);

        (await health.Send(new StartModelTraining(TestFrom: new Month(2026, 5)))).Error.ShouldBeNull();
        var job = await health.RunJobs();
        var report = HealthAlone.AnswerOf<TrainedModelReport>(job);

        report.HasSignal.ShouldBeTrue();
        report.Version.ShouldBe("2026-11-20-1");
        report.Measures.RocAuc!.Value.ShouldBeGreaterThan(0.65);
        report.Measures.LogLoss.ShouldBeLessThan(report.Measures.BaseLogLoss);
        report.Treated.ShouldBe(1);
        report.Embargoed.ShouldBeGreaterThan(0);
        report.Undecidable.ShouldBeGreaterThan(0);
        report.Findings.ShouldContain(finding => finding.Code == "accounts-on-both-sides");

        var model = (await health.Send(new GetModel(report.Version))).Value;
        model.Alias.ShouldBe(ModelAlias.Challenger);
        model.TrainedTo!.Value.AddDays(90).ShouldBeLessThanOrEqualTo(model.TestFrom!.Value);
        model.Card.ShouldContain("only MRR");
        model.Card.ShouldContain("## Reference: mlnet-lightgbm");
        var beside = model.Measures!.Reference!;
        beside.OurLogLoss.ShouldBe(report.Measures.LogLoss, 1e-12);
        beside.Difference.ShouldBe(beside.LogLoss - beside.OurLogLoss, 1e-12);
        model.Gates.ShouldContain(gate => gate.Name == Gates.BehindReference && gate.Figure != null);
        model.Gates.ShouldAllBe(gate => gate.Passed);

        var factors = (await health.Send(new ListFactors())).Value;
        factors.Note.ShouldContain("not an effect");
        var first = factors.Models.Single().Factors[0];
        (first.Name, first.Direction, first.Actionable).ShouldBe(("departments_using", FactorDirection.Down, true));
        first.Low.ShouldBeGreaterThan(0);
        first.NotAgreed.ShouldBeNull();
        (first.Reference!.OurRank, first.Reference.Rank).ShouldBe((1, 1));
        first.Reference.Importance.ShouldBeGreaterThan(0.05);

        (await health.Send(new PromoteModel(report.Version, Waiver: null))).Value.Alias.ShouldBe(ModelAlias.Champion);
        (await health.Send(new ListModels(ListAsk.Plain))).Value.Items.Single().Alias.ShouldBe(ModelAlias.Champion);
    }

    [Fact]
    public async Task The_host_and_the_command_line_come_to_the_same_model_and_figures()
    {
        var stage = new Stage(planted: true);
        using var health = await stage.Enter();
        var labelled = stage
            .Snapshots.Where(row => row.IsLive && row.AsOf.AddDays(90) <= new DateOnly(2026, 10, 31))
            .OrderBy(row => row.AsOf)
            .ThenBy(row => row.Features, StringComparer.Ordinal)
            .ThenBy(row => row.AccountId)
            .Select(row => new LabelledSnapshot(
                row,
                stage.Churns.Exists(churn =>
                    churn.AccountId == row.AccountId && churn.On > row.AsOf && churn.On <= row.AsOf.AddDays(90)
                )
            ))
            .ToList();
        var run = TrainingRun.Execute(
            new TrainingRequest("pulled.csv", "churned", "as_of", "account", new TrainingSettings(Seed: 1))
            {
                HoldOut = new()
                {
                    TestShare = 0.25,
                    EmbargoDays = 90,
                    KnownCustomers = true,
                    OrByCustomer = true,
                },
                Refit = false,
            },
            FeatureTable.ToLearn(labelled),
            trainer: LearnerChoice.Of(LearnerChoice.Auto)
        );

        await health.Send(new StartModelTraining());
        var report = HealthAlone.AnswerOf<TrainedModelReport>(await health.RunJobs());
        var model = (await health.Send(new GetModel(report.Version))).Value;

        report.Measures.ShouldBe(ModelMeasures.Of(run));
        model.DataFingerprint.ShouldBe(run.Fingerprint());
        model.ArtefactSha256.ShouldBe(Artefact.Fingerprint(Artefact.Write(run.Trained.Model)));
        model.Findings.Select(finding => finding.Code).ShouldBe(run.Findings.Select(finding => finding.Code));
    }

    [Fact]
    public void A_setting_that_names_no_learner_is_refused_at_the_start()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("Health:Learner", "mlnet-fasttree")]);
        LearnerSetting.Read(settings.Build()).Name.ShouldBe("mlnet-fasttree");

        Should
            .Throw<InvalidOperationException>(() =>
                LearnerSetting.Read(settings.AddInMemoryCollection([new("Health:Learner", "oracle")]).Build())
            )
            .Message.ShouldContain("auto, mlnet-lightgbm, mlnet-fasttree");
        LearnerSetting.Read(new ConfigurationBuilder().Build()).Name.ShouldBe("auto");
    }

    [Fact]
    public async Task Without_a_cause_there_is_no_signal_and_promotion_needs_a_waiver()
    {
        using var health = await new Stage(planted: false).Enter();

        await health.Send(new StartModelTraining());
        var report = HealthAlone.AnswerOf<TrainedModelReport>(await health.RunJobs());
        var refused = await health.Send(new PromoteModel(report.Version, Waiver: null));
        var promoted = await health.Send(
            new PromoteModel(report.Version, new ModelWaiver(Gates.NoUsableSignal, "Start with the base rate."))
        );

        report.HasSignal.ShouldBeFalse();
        refused.Error!.Code.ShouldBe("health.model.gates-failed");
        refused.Error.Fields.Select(field => field.Pointer).ShouldContain("/gates/no-usable-signal");
        promoted.Value.WaivedGate.ShouldBe(Gates.NoUsableSignal);
        (await health.Send(new GetModel(report.Version))).Value.Waiver!.Reason.ShouldBe("Start with the base rate.");
    }

    [Fact]
    public async Task Too_short_a_history_is_refused_with_the_counts()
    {
        using var health = await new Stage(planted: true).Enter();

        await health.Send(new StartModelTraining(TestFrom: new Month(2025, 8)));
        var job = await health.RunJobs();

        job.State.ShouldBe(JobState.Refused);
        job.Refusal!.ShouldContain("health.training.too-few-rows");
    }

    [Fact]
    public async Task An_outcome_that_is_none_is_not_trained()
    {
        using var health = Stage.Alone();

        (await health.Send(new StartModelTraining(Outcome: "happy")))
            .Error!.Fields.Single()
            .Pointer.ShouldBe("/outcome");
    }

    [Fact]
    public async Task A_model_of_success_names_its_outcome_and_what_that_means()
    {
        var (stage, facts) = (new Stage(planted: true), new KnownOutcomes());
        facts.Terms.AddRange(
            Stage.Accounts.SelectMany(account =>
                new[] { new DateOnly(2026, 1, 15), new(2026, 7, 15) }.Select(day =>
                    (
                        account,
                        day,
                        !stage.Churns.Exists(churn => churn.AccountId == account && churn.On <= day.AddDays(30)),
                        day
                    )
                )
            )
        );
        using var health = Stage.Alone(facts: facts);
        await health.Hold([.. stage.Snapshots]);

        (await health.Send(new StartModelTraining(Outcome: "renewed"))).Error.ShouldBeNull();
        var report = HealthAlone.AnswerOf<TrainedModelReport>(await health.RunJobs());
        var model = (await health.Send(new GetModel(report.Version))).Value;

        (model.Outcome, report.Disagreement, report.HasSignal).ShouldBe(("renewed", null, true));
        model.Card.ShouldContain("Every term that ended went on");
        model.Card.ShouldContain("期限を迎えた契約がすべて続いた");
        model.Card.ShouldNotContain("Churn is");
        (await health.Send(new ListFactors()))
            .Value.Models.Single()
            .Factors[0]
            .ShouldSatisfyAllConditions(
                first => first.Name.ShouldBe("departments_using"),
                first => first.Direction.ShouldBe(FactorDirection.Up)
            );
    }

    [Fact]
    public async Task Only_a_data_scientist_trains()
    {
        using var health = Stage.Alone();
        health.SignIn(Guid.CreateVersion7(), Role.Leader);

        (await health.Send(new StartModelTraining())).Error!.Code.ShouldBe("platform.not-allowed");
    }
}
