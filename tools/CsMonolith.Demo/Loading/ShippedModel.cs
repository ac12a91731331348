using System.Text.Json;
using System.Text.Json.Nodes;
using CsMonolith.Demo.Company;
using CsMonolith.Demo.Files;
using CsMonolith.Demo.Hosts;
using CsMonolith.HostClient;

namespace CsMonolith.Demo.Loading;

/// <summary>The company from which the shipped model is trained.</summary>
/// <param name="Through">Last day of the records.</param>
internal sealed record CompanyRecipe(int Seed, int Accounts, int Months, DateOnly Through);

/// <summary>How the shipped model is made: <c>models/churn/recipe.json</c>.</summary>
/// <param name="Training">The order of the training: label, horizon, embargo, seed.</param>
/// <param name="Features">Names of the features that the model must have, in its order.</param>
internal sealed record ModelRecipe(CompanyRecipe Company, JsonObject Training, IReadOnlyList<string> Features);

/// <summary>The model that ships with the demo, made anew from its recipe.</summary>
internal static class ShippedModel
{
    /// <summary>Writes <c>model.json</c> and <c>card.md</c> beside <c>recipe.json</c>.</summary>
    /// <param name="directory">Where the recipe is.</param>
    /// <param name="host">An empty host, with its first administrator signed in.</param>
    /// <param name="cancellation">Stops between two calls.</param>
    /// <exception cref="LoadException">The model has other features than the recipe names.</exception>
    public static async Task Rebuild(string directory, HostApi host, CancellationToken cancellation)
    {
        var recipe = JsonSerializer.Deserialize<ModelRecipe>(
            await File.ReadAllTextAsync(Path.Combine(directory, "recipe.json"), cancellation),
            CompanyTables.Readable
        )!;
        var (seed, accounts, months, through) = recipe.Company;
        var link = await new CompanyLoader(host, new StepLog()).Load(
            new Simulator(seed, accounts, months, through).Run(),
            recipe.Training,
            opened: static _ => { },
            cancellation
        );
        host.Token = null;
        await host.SignIn(link[(link.IndexOf('#', StringComparison.Ordinal) + 1)..], cancellation, "dataScientist");
        var model = await host.Get("v1/models/champion", cancellation);
        var features = model["features"]!.AsArray().Select(feature => (string)feature!).ToList();
        if (!features.SequenceEqual(recipe.Features))
        {
            throw new LoadException(
                $"recipe.json names other features than the model has. The model's: {JsonSerializer.Serialize(features)}"
            );
        }

        using var artefact = await host.Open(
            HttpMethod.Get,
            "v1/models/champion/artefact",
            content: null,
            cancellation
        );
        await File.WriteAllBytesAsync(
            Path.Combine(directory, "model.json"),
            await artefact.Content.ReadAsByteArrayAsync(cancellation),
            cancellation
        );
        await File.WriteAllTextAsync(Path.Combine(directory, "card.md"), (string)model["card"]!, cancellation);
    }
}
