using System.Diagnostics;
using CsMonolith.Testing;

namespace CsMonolith.EndToEnd.Tests;

/// <summary>The model that ships with the demo is the one that its recipe makes.</summary>
public sealed class ShippedModelTests(RunningHost host) : IClassFixture<RunningHost>
{
    private static readonly string Shipped = Path.Combine(HostProcess.Repository, "models", "churn");

    [Fact]
    [Trait("When", "nightly")]
    public async Task The_recipe_makes_the_model_that_ships_to_the_byte_and_its_card()
    {
        var made = Directory.CreateTempSubdirectory("recipe").FullName;
        File.Copy(Path.Combine(Shipped, "recipe.json"), Path.Combine(made, "recipe.json"));
        using var demo = Process.Start(
            new ProcessStartInfo(
                "dotnet",
                [
                    Path.Combine(AppContext.BaseDirectory, "CsMonolith.Demo.dll"),
                    "rebuild-model",
                    made,
                    "--host",
                    host.Address.ToString(),
                    "--code",
                    host.Link.Fragment[1..],
                ]
            )
            {
                UseShellExecute = false,
            }
        )!;
        await demo.WaitForExitAsync();

        demo.ExitCode.ShouldBe(0);
        (await File.ReadAllTextAsync(Path.Combine(made, "model.json"))).ShouldBe(
            await File.ReadAllTextAsync(Path.Combine(Shipped, "model.json"))
        );
        CardOf(made).ShouldBe(CardOf(Shipped));
        Directory.Delete(made, recursive: true);
    }

    // The title bears the day, the fingerprint the installation's own ids of accounts.
    private static string[] CardOf(string directory) =>
        [
            .. File.ReadLines(Path.Combine(directory, "card.md"))
                .Skip(1)
                .Select(line => line.Split("fingerprint `")[0])
                .Where(line => !line.Contains("sha256", StringComparison.Ordinal)),
        ];
}
