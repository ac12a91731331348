using System.Text.Json;
using CsMonolith.Health.Models.Registry;
using CsMonolith.Kernel;
using CsMonolith.Platform.Requests;
using CsMonolith.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Health.Tests.Models.Registry;

public sealed class RegisterModelTests
{
    private const string Metrics =
        """{"protocol":"latest-period","rows":500,"baseRate":0.1,"rocAuc":{"value":0.71,"low":0.64,"high":0.78},"prAuc":0.3,"logLoss":0.29,"brier":0.08,"ece":0.02,"liftAt10":2.4}""";

    [Fact]
    public async Task A_sound_artefact_becomes_the_challenger_with_the_figures_of_its_run()
    {
        using var health = Stage.Alone();

        var registered = await health.Send(Ask(Stage.NoSignalArtefact, """{"seed":7,"fingerprint":"abc"}"""));

        registered.Value.ShouldBe(new RegisteredModel("2026-11-20-1", ModelAlias.Challenger));
        var model = (await health.Send(new GetModel("2026-11-20-1"))).Value;
        (model.Seed, model.DataFingerprint, model.Measures!.RocAucLow).ShouldBe((7L, "abc", 0.64));
        model.Findings.Single().Code.ShouldBe("figures-of-the-run");
        var audit = await health.InStore(db => db.Set<AuditRow>().SingleAsync());
        audit.Request.ShouldNotContain("calibration");
    }

    [Fact]
    public async Task A_second_challenger_sends_the_first_back()
    {
        using var health = Stage.Alone();
        await health.Send(Ask(Stage.NoSignalArtefact));

        (await health.Send(Ask(Stage.FeaturelessArtefact))).Value.Version.ShouldBe("2026-11-20-2");

        (await health.Send(new GetModel("2026-11-20-1"))).Value.Alias.ShouldBe(ModelAlias.Retired);
    }

    [Fact]
    public async Task The_same_artefact_is_one_version_and_the_answer_says_that_it_was_there()
    {
        using var health = Stage.Alone();
        await health.Send(Ask(Stage.NoSignalArtefact));
        await health.Send(Ask(Stage.FeaturelessArtefact));

        var again = (await health.Send(Ask(Stage.NoSignalArtefact))).Value;

        again.ShouldBe(new RegisteredModel("2026-11-20-1", ModelAlias.Retired, WasThere: true));
        (await health.InStore(db => db.Set<ModelVersion>().CountAsync())).ShouldBe(2);

        // For another horizon it foretells another thing.
        var other = (await health.Send(Ask(Stage.NoSignalArtefact, """{"horizonDays":180}"""))).Value;
        (other.Version, other.WasThere).ShouldBe(("2026-11-20-3", false));
    }

    [Theory]
    [InlineData("""{"$type":"System.Diagnostics.Process","format":1}""")]
    [InlineData(
        """{"format":2,"signal":"none","baseRate":0.1,"calibration":{"slope":1,"offset":0},"features":[],"parts":[]}"""
    )]
    [InlineData(
        """{"format":1,"signal":"none","baseRate":7,"calibration":{"slope":1,"offset":0},"features":[],"parts":[]}"""
    )]
    [InlineData(
        """{"format":1,"signal":"found","baseRate":0.1,"calibration":{"slope":1,"offset":0},"features":[],"parts":[]}"""
    )]
    [InlineData(
        """{"format":1,"signal":"none","baseRate":0.1,"calibration":{"slope":1e300,"offset":0},"features":[],"parts":[]}"""
    )]
    [InlineData("""[]""")]
    public async Task A_hostile_artefact_is_refused_with_the_reason(string artefact)
    {
        using var health = Stage.Alone();

        var refused = await health.Send(Ask(artefact));

        refused.Error!.Kind.ShouldBe(ErrorKind.Invalid);
        refused.Error.Fields.Single().Pointer.ShouldBe("/model");
        (await health.InStore(db => db.Set<ModelVersion>().CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task An_artefact_beyond_eight_megabytes_is_too_large()
    {
        using var health = Stage.Alone();

        var refused = await health.Send(
            Ask($$"""{"format":1,"padding":"{{new string('x', RegisterModel.MostBytes)}}"}""")
        );

        refused.Error!.Kind.ShouldBe(ErrorKind.TooLarge);
    }

    [Fact]
    public async Task A_leader_registers_nothing()
    {
        using var health = Stage.Alone();
        health.SignIn(Guid.CreateVersion7(), Role.Leader);

        (await health.Send(Ask(Stage.NoSignalArtefact))).Error!.Code.ShouldBe("platform.not-allowed");
    }

    private static RegisterModel Ask(string artefact, string run = "{}") =>
        new(Parse(run), Parse(Metrics), Parse(artefact), "# card");

    private static JsonElement Parse(string json) => JsonSerializer.Deserialize<JsonElement>(json);
}
