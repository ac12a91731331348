using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CsMonolith.Health.Models.Registry;
using CsMonolith.Kernel;
using CsMonolith.Platform.Requests;
using CsMonolith.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Health.Tests.Models.Registry;

public sealed class GetModelArtefactTests
{
    // As a person might have saved it: the spaces are no part of the digest that it bears, but of the bytes that were
    // handed in.
    private static readonly string Spaced = Stage.NoSignalArtefact.Replace(",", " ,\n  ", StringComparison.Ordinal);

    [Fact]
    public async Task What_is_read_is_byte_for_byte_what_was_registered()
    {
        using var health = Stage.Alone();
        var version = (await health.Send(new RegisterModel(Parse("{}"), Parse("{}"), Parse(Spaced), "# card")))
            .Value
            .Version;

        var artefact = (await health.Send(new GetModelArtefact(version))).Value;

        Encoding.UTF8.GetString(artefact.Json).ShouldBe(Spaced);
        (artefact.Version, artefact.Sha256).ShouldBe(
            (version, Convert.ToHexStringLower(SHA256.HashData(artefact.Json)))
        );
    }

    [Fact]
    public async Task The_champion_and_the_challenger_are_found_by_what_they_are()
    {
        using var health = Stage.Alone();
        await health.Hold([
            .. Stage.BaseRateModel("2026-11-01-1"),
            .. Stage.BaseRateModel("2026-11-01-2", champion: false),
        ]);

        (await health.Send(new GetModelArtefact("champion"))).Value.Version.ShouldBe("2026-11-01-1");
        (await health.Send(new GetModelArtefact("challenger"))).Value.Version.ShouldBe("2026-11-01-2");
        (await health.Send(new GetModel("champion"))).Value.Version.ShouldBe("2026-11-01-1");
    }

    [Fact]
    public async Task Every_read_leaves_one_audit_row_and_a_refused_one_none()
    {
        using var health = Stage.Alone();
        await health.Hold(Stage.BaseRateModel("2026-11-01-1"));

        (await health.Send(new GetModelArtefact("champion"))).Error.ShouldBeNull();
        (await health.Send(new GetModelArtefact("2020-01-01-1"))).Error!.Code.ShouldBe("health.model.not-found");

        (await health.InStore(db => db.Set<AuditRow>().SingleAsync())).Operation.ShouldBe(nameof(GetModelArtefact));
    }

    [Fact]
    public async Task Without_a_champion_there_is_nothing_to_take()
    {
        using var health = Stage.Alone();

        (await health.Send(new GetModelArtefact("champion"))).Error!.Kind.ShouldBe(ErrorKind.NotFound);
    }

    [Theory]
    [InlineData(Role.Leader, "champion")]
    [InlineData(Role.CsOps, "champion")]
    [InlineData(Role.Csm, "2020-01-01-1")]
    public async Task Who_may_not_is_told_the_same_of_a_model_that_is_there_and_of_one_that_is_not(
        Role role,
        string version
    )
    {
        using var health = Stage.Alone();
        await health.Hold(Stage.BaseRateModel("2026-11-01-1"));
        health.SignIn(Guid.CreateVersion7(), role);

        (await health.Send(new GetModelArtefact(version))).Error!.Code.ShouldBe("platform.not-allowed");
    }

    private static JsonElement Parse(string json) => JsonSerializer.Deserialize<JsonElement>(json);
}
