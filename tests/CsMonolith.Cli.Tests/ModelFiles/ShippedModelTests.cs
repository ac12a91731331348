using System.Text.Json;
using CsMonolith.Learning.Artefacts;
using CsMonolith.Learning.Models;

namespace CsMonolith.Cli.Tests.ModelFiles;

/// <summary>The files of <c>models/churn</c>, which ship with the demo.</summary>
public sealed class ShippedModelTests
{
    private static readonly string Shipped = Path.Combine(Repository(), "models", "churn");

    [Fact]
    public void The_shipped_model_can_be_read_and_has_the_features_of_its_recipe()
    {
        using var recipe = JsonDocument.Parse(File.ReadAllText(Path.Combine(Shipped, "recipe.json")));
        var features = recipe.RootElement.GetProperty("features").EnumerateArray().Select(one => one.GetString());

        var model = ModelFile.Read(File.ReadAllBytes(Path.Combine(Shipped, "model.json")));

        model.Signal.ShouldBe(Signal.Found);
        model.Schema.Features.Select(feature => feature.Name).ShouldBe(features);
        File.ReadAllText(Path.Combine(Shipped, "card.md")).ShouldContain(string.Join(", ", features));
    }

    private static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "CsMonolith.sln")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }
}
